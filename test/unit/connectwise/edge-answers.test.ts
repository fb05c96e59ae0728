import { expect, it } from 'vitest';
import { createConnectWise } from '../../../lib/connectwise/connectwise.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { fakeFetch } from '../../support/builders/fake-fetch.ts';

/** A proxy before the API answers with web pages, or the API refuses the keys: each is a failure with its own name and next step. */
const CONNECTION = {
  site: 'na.myconnectwise.net',
  apiHost: 'api-na.myconnectwise.net',
  isCloud: true,
  codebase: 'v2025_1/',
  companyId: 'acme',
  publicKey: 'PUBLICKEY1234567',
  privateKey: 'PRIVATEKEY123456',
  clientId: '6f1c2d3e-0a1b-4c5d-8e9f-0123456789ab',
};
const page = (title: string) => `<!DOCTYPE html><html><head><title>${title}</title></head><body>x</body></html>`;

it.each([
  [
    '429 with Retry-After',
    429,
    page('Error 1015'),
    { 'retry-after': '60' },
    { code: 'too-many-requests', retryAfterSeconds: 60 },
  ],
  ['429 without', 429, page('Error 1015'), {}, { code: 'too-many-requests' }],
  [
    '403',
    403,
    page('Attention Required! | Cloudflare'),
    {},
    { code: 'not-json', message: expect.stringContaining('Cloudflare') },
  ],
  ['404', 404, page('404 - File or directory not found.'), {}, { code: 'unavailable' }],
  ['520', 520, page('Web server returns an unknown error'), {}, { code: 'server-error', status: 520 }],
  ['503', 503, page('Service Unavailable'), {}, { code: 'server-error', status: 503 }],
  ['a sign-in page', 200, page('ConnectWise Sign In'), {}, { code: 'not-json' }],
  [
    '401 UserNotAuthenticated',
    401,
    { code: 'ConnectWiseApi', message: 'UserNotAuthenticated' },
    {},
    { code: 'unauthorized' },
  ],
  [
    '401 Invalid ClientId',
    401,
    { code: 'Unauthorized', message: 'Invalid ClientId' },
    {},
    { code: 'missing-client-id' },
  ],
])('an answer of the edge is named: %s', async (_, status, body, headers, failure) => {
  const { fetch } = fakeFetch(() => ({ status, body, headers: { ...headers } }));
  const port = createConnectWise(
    openSession(CONNECTION, { fetch, clock: () => 0, wait: async () => undefined }),
    'user',
  );
  const answer = await port.agreements(101);
  expect(answer).toMatchObject({ ok: false, failure });
  expect(!answer.ok && answer.failure.nextStep).not.toBe('');
});
