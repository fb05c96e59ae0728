import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../lib/shared/redact.ts';

const SECRET = 'aB3/+d"e&f-9Zx7Q';

describe('redact', () => {
  const { data, message } = createRedactor([SECRET, '']);

  it.each([
    ['as it is', SECRET],
    ['in lower case', SECRET.toLowerCase()],
    ['in an address', encodeURIComponent(SECRET)],
    ['in an address, in lower case', encodeURIComponent(SECRET).replace(/%../g, (code) => code.toLowerCase())],
    ['in a form', new URLSearchParams([['k', SECRET]]).toString().slice(2)],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['in JSON of PHP', JSON.stringify(SECRET).slice(1, -1).replaceAll('/', '\\/')],
    ['in HTML', SECRET.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
    ['in Base64', btoa(SECRET)],
    ['in Base64 of addresses', btoa(SECRET).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')],
  ])('takes a secret out of a text: %s', (_, form) => {
    for (const redact of [data, message]) expect(redact(`key ${form} refused, ${form}`)).toBe('key ••• refused, •••');
  });

  it('takes the beginning of a secret out of a message, and leaves data alone', () => {
    const quoted = `key ${SECRET.slice(0, 10)}… refused; ${SECRET.slice(0, 8)}`;
    expect(message(quoted)).toBe('key •••… refused; •••');
    expect(data(quoted)).toBe(quoted);
    expect(data(`key ${SECRET.slice(0, 12)}… refused`)).toBe('key •••… refused');
  });

  it('leaves other text as it is', () => {
    const text = `{"name": "Eddie's TV Repair", "quantity": 12.5, "note": "${SECRET.slice(0, 7)}"}`;
    expect(data(text)).toBe(text);
    expect(message(text)).toBe(text);
  });

  it('takes no short text for a secret: it would be found in ordinary data', () => {
    expect(createRedactor(['1024', 'a']).message('a quantity of 1024')).toBe('a quantity of 1024');
  });

  it('is linear: a text of nothing but beginnings is read once', () => {
    const text = SECRET.slice(0, 9).repeat(100_000);
    expect(message(text)).toBe('•••'.repeat(100_000));
  });
});
