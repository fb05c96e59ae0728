import { describe, expect, it } from 'vitest';
import { createRestClient, type RestClient } from '../../../lib/connectwise/client.ts';
import { createConnectWise } from '../../../lib/connectwise/connectwise.ts';
import { discover } from '../../../lib/connectwise/discovery.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { isPassing } from '../../../lib/shared/errors.ts';
import { nothingToRedact } from '../../../lib/shared/redact.ts';
import { CONNECTION } from '../../support/builders/connectwise-connection.ts';
import { type FakeAnswer, fakeFetch } from '../../support/builders/fake-fetch.ts';

const HTML: FakeAnswer = { status: 404, headers: { 'content-type': 'text/html' }, body: '<html><title>404</title>' };
const NOT_FOUND: FakeAnswer = { status: 404, body: { code: 'NotFound', message: 'Not found', errors: null } };
const RELEASE: FakeAnswer = { body: { Codebase: 'v2025_1/', IsCloud: 'True', VersionCode: 'v2025.1' } };
const INFO: FakeAnswer = { body: { version: 'v2025.1', isCloud: true } };

/** A site that answers some paths, and the rest with ConnectWise's own not-found. */
function siteWith(answers: Record<string, FakeAnswer>, otherwise = NOT_FOUND) {
  const pathOf = (url: string) => new URL(url).pathname.replace(/^.*apis\/3\.0/, '');
  const fake = fakeFetch(({ url }) => (url.includes('/login/') ? RELEASE : (answers[pathOf(url)] ?? otherwise)));
  const time = { now: 0 };
  const client = createRestClient(
    openSession(CONNECTION, {
      fetch: fake.fetch,
      clock: () => time.now,
      wait: async () => undefined,
    }),
    'user',
  );
  const asked = () => fake.sent.filter(({ url }) => !url.includes('/login/')).map(({ url }) => pathOf(url));
  return { client, asked, time };
}

const RECORD = '/company/companies/250';
const ENTRIES = `${RECORD}/managementSummaryReports`;
const calls: [string, string, (client: RestClient) => Promise<unknown>][] = [
  ['GET of a record', RECORD, (client) => client.get(RECORD)],
  ['PATCH', RECORD, (client) => client.patch(RECORD, [])],
  ['DELETE', `${ENTRIES}/9`, (client) => client.remove(`${ENTRIES}/9`)],
  ['a list under a record', ENTRIES, (client) => client.list(ENTRIES)],
  ['POST to a list under a record', ENTRIES, (client) => client.post(ENTRIES, {})],
  ['an action of a record', '/service/tickets/7/merge', (client) => client.post('/service/tickets/7/merge', {})],
  ['a list', '/finance/agreements', (client) => client.list('/finance/agreements')],
  ['POST to a list', '/service/tickets', (client) => client.post('/service/tickets', {})],
];

describe('404 is not absence', () => {
  it.each(calls)('a web page, an empty answer or a proxy’s JSON proves nothing: %s', async (_, path, call) => {
    for (const otherwise of [HTML, { status: 404 }, { status: 404, body: { message: 'Not Found' } }]) {
      const { client } = siteWith({ '/system/info': INFO }, otherwise);
      const answer = await call(client);
      expect(answer).toMatchObject({
        ok: false,
        failure: { code: 'unavailable', status: 404, value: expect.stringContaining(path) },
      });
    }
  });

  it.each(calls)(
    'ConnectWise’s own not-found proves nothing while the site answers nothing else: %s',
    async (_, __, call) => {
      for (const info of [NOT_FOUND, HTML, { status: 503 }]) {
        const { client } = siteWith({ '/system/info': info });
        expect(await call(client)).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
      }
    },
  );

  it.each(calls.slice(0, 6))(
    'is absence in ConnectWise’s own words while the site answers: %s',
    async (_, __, call) => {
      for (const info of [
        INFO,
        { status: 403, body: { code: 'Security', message: 'You do not have security permission.' } },
      ]) {
        const { client } = siteWith({ '/system/info': info });
        expect(await call(client)).toMatchObject({ ok: false, failure: { code: 'not-found', status: 404 } });
      }
    },
  );

  it.each(calls.slice(6))('never is on the path of a list: %s', async (_, __, call) => {
    const { client, asked } = siteWith({ '/system/info': INFO });
    expect(await call(client)).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
    expect(asked()).toHaveLength(1);
  });

  it.each(calls.slice(3, 6))('is not where the record that the path lies under is there: %s', async (_, path, call) => {
    const record = path.replace(/\/[a-zA-Z]+$/, '');
    const { client, asked } = siteWith({ '/system/info': INFO, [record]: { body: { id: 250 } } });
    expect(await call(client)).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
    expect(asked()).toEqual([path, record]);
  });

  it('reports what prevented the check, where that is more specific', async () => {
    const missing = { status: 403, body: { code: 'Security', message: 'You do not have security permission.' } };
    const { client } = siteWith({ '/system/info': INFO, [RECORD]: missing });
    expect(await client.list(ENTRIES)).toMatchObject({
      ok: false,
      failure: { code: 'missing-right', value: 'Companies › Company Maintenance: Inquire' },
    });
  });

  it.each([
    ['nothing', { status: 200, body: '' }],
    ['nothing, with 204', { status: 204 }],
    ['null', { status: 200, body: 'null' }],
  ])('success that holds %s proves nothing', async (_, answer) => {
    const deps = { fetch: fakeFetch(() => answer).fetch, clock: () => 0, wait: async () => undefined };
    const port = createConnectWise(openSession(CONNECTION, deps), 'user');
    const reads = [
      port.company(250),
      port.agreement(40),
      port.ticket(7),
      port.read('configuration', { companyId: 250, id: 5 }),
      port.managedIdEntries(250),
    ];
    for (const read of reads) expect(await read).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
    const { client } = siteWith({ '/system/info': answer });
    expect(await client.get(RECORD)).toMatchObject({ failure: { code: 'unavailable' } });
  });

  it('costs one request for a record, two for a list under one', async () => {
    const record = siteWith({ '/system/info': INFO });
    await record.client.get(RECORD);
    expect(record.asked()).toEqual([RECORD, '/system/info']);
    const list = siteWith({ '/system/info': INFO });
    await list.client.list(ENTRIES);
    expect(list.asked()).toEqual([ENTRIES, RECORD, '/system/info']);
  });

  it('costs no more requests than a 503 does, as long as the site itself does not answer', async () => {
    const { client, asked } = siteWith({ '/system/info': NOT_FOUND });
    for (let id = 1; id <= 100; id++) await client.list(`/company/companies/${id}/managementSummaryReports`);
    expect(asked().length).toBe(102);
  });

  it('proves absence again ten seconds after the site did not answer', async () => {
    const answers: Record<string, FakeAnswer> = { '/system/info': { status: 503 } };
    const { client, time } = siteWith(answers);
    await client.get(RECORD);
    answers['/system/info'] = INFO;
    expect(await client.get(RECORD)).toMatchObject({ failure: { code: 'unavailable' } });
    time.now += 10_000;
    expect(await client.get(RECORD)).toMatchObject({ failure: { code: 'not-found' } });
  });

  it('is waited out', async () => {
    const { client } = siteWith({}, HTML);
    const answer = await client.list('/finance/agreements');
    expect(!answer.ok && isPassing(answer.failure)).toBe(true);
    expect(!answer.ok && answer.failure.nextStep).not.toBe('');
  });
});

describe('404 is not absence: the company id', () => {
  const asked = (answer: FakeAnswer) =>
    discover('na.myconnectwise.net', 'backupmsp', {
      fetch: fakeFetch(() => answer).fetch,
      clock: () => 0,
      redactor: nothingToRedact,
    });

  it.each([
    ['a web page', HTML],
    ['nothing', { status: 404 }],
    ['a proxy’s JSON', { status: 404, body: { message: 'Not Found' } }],
    ['an empty 200', { status: 200, body: '' }],
  ])('%s does not deny it', async (_, answer) => {
    expect(await asked(answer)).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
  });

  it.each([
    ['null', { body: 'null' }],
    ['its own 404', NOT_FOUND],
  ])('%s denies it', async (_, answer) => {
    expect(await asked(answer)).toMatchObject({ ok: false, failure: { code: 'unknown-company-id' } });
  });

  it('is checked again later when the site is busy', async () => {
    const busy = { status: 429, headers: { 'retry-after': '60' }, body: '<html>' };
    expect(await asked(busy)).toMatchObject({
      ok: false,
      failure: { code: 'too-many-requests', retryAfterSeconds: 60 },
    });
  });
});
