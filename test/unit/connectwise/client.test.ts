import { describe, expect, it } from 'vitest';
import { listAdditions } from '../../../lib/connectwise/additions.ts';
import { createRestClient } from '../../../lib/connectwise/client.ts';
import type { ConnectWiseDeps } from '../../../lib/connectwise/connection.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { recordList } from '../../../lib/domain/record-list.ts';
import { CONNECTION } from '../../support/builders/connectwise-connection.ts';
import { type FakeAnswer, fakeFetch, type SentRequest } from '../../support/builders/fake-fetch.ts';

const SECRETS = ['PrivateKey1', CONNECTION.clientId, btoa('backupmsp+PublicKey1:PrivateKey1')];

function clientWith(
  answers: FakeAnswer[] | ((request: SentRequest) => FakeAnswer),
  more: Partial<ConnectWiseDeps> = {},
) {
  const fake = fakeFetch(answers);
  const deps = { fetch: fake.fetch, clock: () => Date.UTC(2026, 10, 21), wait: async () => undefined, ...more };
  return { client: createRestClient(openSession(CONNECTION, deps), 'user'), sent: fake.sent };
}

describe('what is sent', () => {
  it('carries keys, client id and a pinned version, and no cookies', async () => {
    const { client, sent } = clientWith([{ body: {} }]);
    await client.get('/system/info');
    expect(sent[0]).toMatchObject({
      method: 'GET',
      url: 'https://api-na.myconnectwise.net/v2025_1/apis/3.0/system/info',
      headers: {
        authorization: `Basic ${btoa('backupmsp+PublicKey1:PrivateKey1')}`,
        clientid: CONNECTION.clientId,
        accept: 'application/vnd.connectwise.com+json; version=2025.1',
      },
      init: { credentials: 'omit', redirect: 'manual' },
    });
  });

  it('refuses to send a request with an address of 2,000 characters or more', async () => {
    const { client, sent } = clientWith([{ body: [] }]);
    const found = await client.get('/company/companies', { conditions: `name="${'x'.repeat(2000)}"` });
    expect(found).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
    expect(sent).toHaveLength(0);
  });

  it('keeps at most four requests in flight', async () => {
    let running = 0;
    let most = 0;
    const fetch = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running -= 1;
      return new Response('{}');
    };
    const client = createRestClient(openSession(CONNECTION, { fetch, clock: Date.now }), 'user');
    const all = await Promise.all(Array.from({ length: 13 }, () => client.get('/system/info')));
    expect(all.every(({ ok }) => ok)).toBe(true);
    expect(most).toBe(4);
  });
});

describe('lists', () => {
  const rows = (from: number, count: number) => Array.from({ length: count }, (_, index) => ({ id: from + index }));

  it('pages forward by id until a short page', async () => {
    const { client, sent } = clientWith([{ body: rows(1, 1000) }, { body: rows(2001, 1000) }, { body: rows(5000, 3) }]);
    const found = await client.list('/company/companies', { fields: 'id' });
    expect(found.ok && found.value).toHaveLength(2003);
    expect(sent.map(({ url }) => new URL(url).searchParams.get('pageId'))).toEqual([null, '1000', '3000']);
    expect(sent.every(({ headers }) => headers['pagination-type'] === 'forward-only')).toBe(true);
    expect(new URL(sent[0]?.url ?? '').searchParams.get('pageSize')).toBe('1000');
  });

  it('end when the server returns the same page again', async () => {
    const { client, sent } = clientWith([{ body: rows(1, 1000) }]);
    expect(await client.list('/company/companies')).toMatchObject({ ok: false, failure: { code: 'unexpected-shape' } });
    expect(sent).toHaveLength(2);
  });

  it('name the row that cannot be read beside the others', async () => {
    const good = { id: 1, product: { id: 1 }, quantity: 3 };
    const { client } = clientWith([{ body: [good, { ...good, id: 2, quantity: 'many' }] }]);
    expect(await listAdditions(client, 5)).toMatchObject({
      ok: true,
      value: {
        rows: [{ id: 1 }],
        unreadable: [{ path: '/finance/agreements/5/additions/2', id: 2, field: 'quantity', value: '"many"' }],
      },
    });
  });

  it('accept members that are missing, null or empty texts', async () => {
    const bare = { id: 1, product: { id: 7 }, cancelledDate: '', effectiveDate: null, later: {} };
    const { client } = clientWith([{ body: [bare] }]);
    expect(await listAdditions(client, 5)).toEqual({
      ok: true,
      value: recordList([
        {
          id: 1,
          agreementId: 5,
          product: { id: 7, identifier: '' },
          description: '',
          quantity: 0,
          lessIncluded: 0,
          unitPrice: 0,
          unitCost: 0,
          billCustomer: 'Billable',
          serialNumber: '',
          invoiceDescription: '',
          uom: '',
          _info: {},
        },
      ]),
    });
  });

  it('reject an object in place of a list', async () => {
    const { client } = clientWith([{ body: { id: 1 } }]);
    expect(await client.list('/company/companies')).toMatchObject({ ok: false, failure: { code: 'unexpected-shape' } });
  });
});

describe('an upgrade that moved the API', () => {
  const answers = (codebase: string) => (request: SentRequest) =>
    request.url.includes('/login/companyinfo/')
      ? { body: { Codebase: codebase, IsCloud: 'True', VersionCode: 'v2025.2' } }
      : request.url.includes('/v2025_2/')
        ? { body: { id: 1 } }
        : { status: 404, body: '<html>404</html>' };

  it('is detected once, used at once and reported', async () => {
    const learned: unknown[] = [];
    const { client, sent } = clientWith(answers('v2025_2/'), { onLearned: (what) => learned.push(what) });
    const found = await Promise.all([client.get('/company/companies/1'), client.get('/company/companies/2')]);
    expect(found).toEqual([
      { ok: true, value: { id: 1 } },
      { ok: true, value: { id: 1 } },
    ]);
    expect(sent.filter(({ url }) => url.includes('/login/'))).toHaveLength(1);
    expect(learned).toEqual([{ codebase: 'v2025_2/', serverVersion: '2025.2' }]);
  });

  it('is not checked again for every 404', async () => {
    const { client, sent } = clientWith(answers('v2025_1/'));
    await client.get('/company/companies/1');
    const second = await client.get('/company/companies/2');
    expect(second).toMatchObject({ ok: false, failure: { code: 'unavailable', status: 404 } });
    expect(sent.filter(({ url }) => url.includes('/login/'))).toHaveLength(1);
  });

  it('is checked again after the clock was set back', async () => {
    const time = { now: 1_000_000_000_000 };
    const { client, sent } = clientWith(answers('v2025_1/'), { clock: () => time.now });
    await client.get('/company/companies/1');
    time.now -= 86_400_000;
    await client.get('/company/companies/2');
    expect(sent.filter(({ url }) => url.includes('/login/'))).toHaveLength(2);
  });
});

const cases: [string, FakeAnswer, object][] = [
  [
    'wrong keys',
    { status: 401, body: { code: 'Unauthorized', message: 'Login failed' } },
    { code: 'unauthorized', status: 401 },
  ],
  [
    'a refused client id',
    { status: 401, body: { code: 'Unauthorized', message: 'The clientId header is missing or invalid.' } },
    { code: 'missing-client-id', field: 'clientId' },
  ],
  [
    'a missing right',
    { status: 403, body: { code: 'Security', message: 'You do not have security permission to perform this action.' } },
    {
      code: 'missing-right',
      value: 'Finance › Agreements: Inquire',
      message: expect.stringContaining('Finance › Agreements: Inquire'),
    },
  ],
  ['a record in use', { status: 409, body: { code: 'Conflict', message: 'in use' } }, { code: 'busy' }],
  [
    "too many requests, in ConnectWise's odd body",
    { status: 429, body: { error: 'ConnectWiseAPI', message: 'Too many requests. Please try again in 30 seconds.' } },
    { code: 'too-many-requests', retryAfterSeconds: 30 },
  ],
  [
    'too many requests, by header',
    { status: 429, headers: { 'retry-after': '17' }, body: '' },
    { retryAfterSeconds: 17 },
  ],
  [
    'too many requests, by date',
    { status: 429, headers: { 'retry-after': 'Sat, 21 Nov 2026 00:01:00 GMT' }, body: '<html>' },
    { code: 'too-many-requests', retryAfterSeconds: 60 },
  ],
  [
    'an error of the server',
    { status: 500, body: { code: 'Error', message: 'timeout' } },
    { code: 'server-error', status: 500 },
  ],
  ['a gateway', { status: 502, body: '<html><title>Bad gateway</title>' }, { code: 'server-error', status: 502 }],
  [
    'a refused field',
    {
      status: 400,
      body: {
        code: 'InvalidObject',
        message: 'addition object is invalid',
        errors: [
          {
            code: 'MaxLengthField',
            message: 'The field serialNumber must be a string with a maximum length of 50.',
            field: 'serialNumber',
          },
        ],
      },
    },
    { code: 'rejected', field: 'serialNumber', message: expect.stringContaining('maximum length of 50') },
  ],
  ['errors: null', { status: 400, body: { code: 'InvalidObject', message: 'no', errors: null } }, { code: 'rejected' }],
  [
    'the wrong host',
    { status: 403, body: { code: 'Security', message: 'SSL is required.', errors: null } },
    { code: 'bad-input', field: 'siteUrl' },
  ],
  [
    'a sign-in page',
    { status: 200, body: '<!DOCTYPE html><title>Sign in</title>' },
    { code: 'not-json', message: expect.stringContaining('"Sign in"') },
  ],
  ['a firewall', { status: 403, body: '<html><title>Blocked</title>' }, { code: 'not-json', status: 403 }],
  ['plain text', { status: 200, body: 'OK' }, { code: 'not-json' }],
  ['half a document', { status: 200, body: '[{"id":1},{"i' }, { code: 'truncated' }],
  ['a body that breaks off', { status: 200, breaks: true }, { code: 'truncated' }],
  ['a redirect', { status: 302, headers: { location: 'https://elsewhere.example/' } }, { code: 'moved' }],
  ['no network', { throws: new TypeError('Failed to fetch') }, { code: 'unreachable' }],
  ['silence', { throws: new DOMException('timed out', 'TimeoutError') }, { code: 'timeout' }],
];

describe('failures', () => {
  it.each(cases)('names %s', async (_, answer, failure) => {
    const { client } = clientWith([answer]);
    const found = await client.get('/finance/agreements');
    expect(found).toMatchObject({ ok: false, failure });
    const text = JSON.stringify(found);
    expect(!found.ok && found.failure.nextStep).not.toBe('');
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  });

  it('never contain a key that the other side repeats', async () => {
    const message = `Bad credentials ${SECRETS.join(' ')}`;
    const { client } = clientWith([{ status: 401, body: { code: 'Unauthorized', message } }]);
    const text = JSON.stringify(await client.get('/system/info'));
    expect(text).toContain('•••');
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  });

  it.each([
    ['POST', 'Add'],
    ['PATCH', 'Edit'],
    ['DELETE', 'Delete'],
  ])('names the level that %s needs', async (method, level) => {
    const { client } = clientWith([{ status: 403, body: { code: 'Security', message: 'no' } }]);
    const path = '/finance/agreements/5/additions';
    const calls = {
      POST: () => client.post(path, {}),
      PATCH: () => client.patch(path, []),
      DELETE: () => client.remove(path),
    };
    const done = await calls[method as keyof typeof calls]();
    expect(done).toMatchObject({ ok: false, failure: { value: `Finance › Agreements: ${level}` } });
  });

  it('accepts any 2xx as success, with or without a body', async () => {
    const { client } = clientWith([{ status: 204 }, { status: 207, body: { id: 1 } }]);
    expect(await client.remove('/company/configurations/1')).toEqual({ ok: true, value: null });
    expect(await client.post('/company/configurations', {})).toEqual({ ok: true, value: { id: 1 } });
  });
});

describe('a short 429', () => {
  const short = { status: 429, headers: { 'retry-after': '2' }, body: {} };

  it('delays a read, which is then repeated once', async () => {
    const waits: number[] = [];
    const wait = async (milliseconds: number) => {
      waits.push(milliseconds);
    };
    const { client } = clientWith([short, { body: { id: 1 } }], { wait });
    expect(await client.get('/system/info')).toEqual({ ok: true, value: { id: 1 } });
    expect(waits).toEqual([2000]);
    const again = clientWith([short, short], { wait });
    expect(await again.client.get('/system/info')).toMatchObject({ ok: false, failure: { retryAfterSeconds: 2 } });
    expect(again.sent).toHaveLength(2);
  });

  it('is returned to the caller by a write', async () => {
    const { client, sent } = clientWith([short]);
    expect(await client.post('/company/configurations', {})).toMatchObject({
      ok: false,
      failure: { code: 'too-many-requests' },
    });
    expect(sent).toHaveLength(1);
  });
});
