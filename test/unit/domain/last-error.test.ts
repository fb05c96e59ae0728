import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorText, firstSentence } from '../../../lib/domain/last-error.ts';

describe('a portal’s error text', () => {
  it.each([
    ['Backup failed.', 'Backup failed.'],
    ['  one\ttwo  \r\n\r\nthree\u2029', 'one two\n\nthree'],
    ['\u202egpj\u202c.exe \u0000\u0007\u200b', 'gpj.exe'],
    ['half \ud83d of a character', 'half  of a character'],
    ['net use \\\\nas\\b password="hunter2" /user:x', 'net use \\\\nas\\b password=••• /user:x'],
    ['https://admin:hunter2@nas.local/share refused', 'https://•••@nas.local/share refused'],
    ['API key: abcdef-123; Secret = s3', 'API key: •••; Secret = •••'],
    ['Authorization: Bearer abcdefghijklmnop.qrst', 'Authorization: Bearer •••'],
    // Words that only look alike.
    ['Basic connectivity lost, pass: 3 of 4', 'Basic connectivity lost, pass: 3 of 4'],
    ['at 10:20:30 https://host:8443/path@2', 'at 10:20:30 https://host:8443/path@2'],
  ])('%j is kept as %j', (text, kept) => {
    expect(errorText(text)).toBe(kept);
  });

  it.each([undefined, null, '', ' \n\t', '\u0000\u200b'])('%j is none', (text) => {
    expect(errorText(text)).toBeUndefined();
  });

  it('is bounded and visible, whatever comes', () => {
    const hostile = fc.oneof(
      fc.string({ maxLength: 3_000, unit: 'binary' }),
      fc.constantFrom('password='.repeat(5_000), '://a:'.repeat(5_000), '\u202e'.repeat(60_000), 'x'.repeat(60_000)),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const kept = errorText(text) ?? '';
        expect(kept.length).toBeLessThanOrEqual(1_000);
        expect(kept.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(firstSentence(text).length).toBeLessThanOrEqual(160);
        expect(firstSentence(text)).not.toContain('\n');
      }),
    );
  });
});

describe('its first sentence', () => {
  it.each([
    ['The disk is full. Stopped after 3 minutes.', 'The disk is full'],
    ['Error 5.1 at C:\\x.y\nstack', 'Error 5.1 at C:\\x.y'],
    ['No route!', 'No route'],
    ['\n\nSecond line first.', 'Second line first'],
  ])('of %j is %j', (text, first) => {
    expect(firstSentence(text)).toBe(first);
  });
});
