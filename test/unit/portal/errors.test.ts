import { describe, expect, it } from 'vitest';
import type { FakeAnswer } from '../../support/builders/fake-fetch.ts';
import { KEY, portalWith } from './portal-fakes.ts';

const problemJson = { 'content-type': 'application/problem+json' };
const cases: [string, FakeAnswer, object][] = [
  ['a wrong key', { status: 401, body: { message: 'Unauthorized' } }, { code: 'unauthorized' }],
  [
    'an unknown route, sent as a web page',
    { status: 401, headers: { 'content-type': 'text/html' }, body: '{"code":401,"msg":"Unauthorized"}' },
    { code: 'unauthorized', status: 401 },
  ],
  [
    'a missing permission',
    {
      status: 403,
      headers: problemJson,
      body: { detail: "User doesn't have enough permissions", type: 'ForbiddenException' },
    },
    { code: 'missing-right', message: expect.stringContaining('enough permissions') },
  ],
  [
    "a missing permission, in the EFS portal's words",
    { status: 403, body: { error: { code: 'forbidden', message: 'This token may not read events.' } } },
    { code: 'missing-right', message: expect.stringContaining('may not read events') },
  ],
  [
    'the edge that fears an attack',
    { status: 403, body: '<html>DDOS</html>' },
    { code: 'blocked-by-portal', retryAfterSeconds: 300 },
  ],
  [
    'the firewall of a gateway, in JSON',
    { status: 403, body: { message: 'Forbidden' } },
    { code: 'blocked-by-portal', retryAfterSeconds: 300 },
  ],
  [
    'the edge that fears an attack, in JSON',
    { status: 403, body: { detail: 'Possible DDoS protection' } },
    { code: 'blocked-by-portal', retryAfterSeconds: 300 },
  ],
  ['the edge without a word', { status: 403 }, { code: 'blocked-by-portal', retryAfterSeconds: 300 }],
  ['a gateway time-out', { status: 504, body: '<html>' }, { code: 'server-error', retryAfterSeconds: 60 }],
  ['too many requests', { status: 429 }, { code: 'too-many-requests', status: 429 }],
  ['too many requests, with a time', { status: 429, headers: { 'retry-after': '9' } }, { retryAfterSeconds: 9 }],
  ['an error of the server', { status: 500, body: 'oops' }, { code: 'server-error' }],
  [
    'a sign-in page',
    { body: '<!doctype html><title>Log in</title>' },
    { code: 'not-json', message: expect.stringContaining('"Log in"') },
  ],
  ['half a document', { body: '{"items":[' }, { code: 'truncated' }],
  ['no network', { throws: new TypeError('Failed to fetch') }, { code: 'unreachable' }],
  ['silence', { throws: new DOMException('', 'TimeoutError') }, { code: 'timeout' }],
  ['a redirect', { status: 301, headers: { location: 'https://x.example' } }, { code: 'moved' }],
  ['an answer that is something else', { body: '"hello"' }, { code: 'unexpected-shape' }],
  ['a repeated key', { status: 400, body: { detail: `Bad header ${KEY}` } }, { code: 'rejected' }],
];

describe.each(['efs-portal', 'x360recover'] as const)('%s', (kind) => {
  it.each(cases)('names %s', async (_, answer, failure) => {
    const { portal } = portalWith(kind, () => answer);
    for (const found of [await portal.customers(), await portal.test(), await portal.events(undefined)]) {
      expect(found).toMatchObject({ ok: false, failure });
      expect(!found.ok && found.failure.nextStep).not.toBe('');
      expect(JSON.stringify(found)).not.toContain(KEY);
    }
  });

  it('sends its key in a header, without cookies', async () => {
    const { portal, sent } = portalWith(kind, () => ({ status: 500 }));
    await portal.customers();
    const header = kind === 'efs-portal' ? { authorization: `Bearer ${KEY}` } : { 'x-api-key': KEY };
    expect(sent[0]?.headers).toMatchObject(header);
    expect(sent[0]?.url).not.toContain(KEY);
    expect(sent[0]?.init).toMatchObject({ credentials: 'omit', redirect: 'manual' });
  });
});
