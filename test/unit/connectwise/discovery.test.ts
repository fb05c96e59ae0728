import { describe, expect, it } from 'vitest';
import { createRestClient } from '../../../lib/connectwise/client.ts';
import { discover } from '../../../lib/connectwise/discovery.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { testConnection } from '../../../lib/connectwise/test-connection.ts';
import { nothingToRedact } from '../../../lib/shared/redact.ts';
import { type FakeAnswer, fakeFetch, type SentRequest } from '../../support/builders/fake-fetch.ts';

const KEYS = {
  companyId: 'acme',
  publicKey: 'PUBLICKEY1234567',
  privateKey: 'PRIVATEKEY123456',
  clientId: '6f1c2d3e-0a1b-4c5d-8e9f-0123456789ab',
};
const SSL: FakeAnswer = { status: 403, body: { code: 'Security', message: 'SSL is required.', errors: null } };
const PAGE: FakeAnswer = { status: 200, body: '<!DOCTYPE html><title>ConnectWise</title>' };
const NO_KEYS: FakeAnswer = { status: 401, body: { code: 'Unauthorized', message: 'UserNotAuthenticated' } };

interface World {
  /** Host that serves REST. */
  rest: string;
  siteUrl?: string;
  member?: 'SiteUrl' | 'SiteURL';
  codebase?: string;
  version?: string;
  /** What a host answers that serves no REST. */
  elsewhere?: FakeAnswer;
  withoutKeys?: FakeAnswer;
  permitted?: (hostname: string) => boolean;
}

function worldOf(world: World) {
  const { codebase = 'v2025_1/', version = 'v2025.1', elsewhere = SSL, withoutKeys = NO_KEYS } = world;
  const supported = Number(/(\d+\.\d+)/.exec(version)?.[1]);
  const answer = ({ url, headers }: SentRequest): FakeAnswer => {
    const { host, pathname } = new URL(url);
    if (pathname.startsWith('/login/companyinfo/')) {
      const named = world.siteUrl === undefined ? {} : { [world.member ?? 'SiteUrl']: world.siteUrl };
      return { body: { Codebase: codebase, VersionCode: version, IsCloud: 'True', ...named } };
    }
    if (host !== world.rest) return elsewhere;
    if (!headers.authorization) return withoutKeys;
    const asked = /version=([\d.]+)/.exec(headers.accept ?? '')?.[1];
    if (asked !== undefined && Number(asked) > supported) {
      const message = `The HTTP resource that matches the request URI does not support the API version '${asked}'.`;
      return { status: 400, body: { error: { code: 'UnsupportedApiVersion', message } } };
    }
    return { body: pathname.endsWith('/system/info') ? { version, isCloud: true } : [] };
  };
  const fake = fakeFetch(answer);
  const asked: string[] = [];
  const mayCall = async (hostname: string) => {
    asked.push(hostname);
    return world.permitted?.(hostname) ?? true;
  };
  const deps = { fetch: fake.fetch, clock: () => 0, wait: async () => undefined };
  const test = (siteUrl: string) => testConnection({ siteUrl, ...KEYS }, { ...deps, mayCall });
  const hosts = () => [...new Set(fake.sent.map(({ url }) => new URL(url).host))];
  return { test, deps, sent: fake.sent, hosts, asked };
}

describe('discover, do not guess: the host of the API', () => {
  it.each([
    ['na.myconnectwise.net', { rest: 'api-na.myconnectwise.net' }, 'na.myconnectwise.net'],
    ['api-na.myconnectwise.net', { rest: 'api-na.myconnectwise.net' }, 'na.myconnectwise.net'],
    [
      'https://eu.myconnectwise.net/v2025_1/x',
      { rest: 'api-eu.myconnectwise.net', siteUrl: 'api-eu.myconnectwise.net' },
      'eu.myconnectwise.net',
    ],
    ['sandbox-na.myconnectwise.net', { rest: 'sandbox-na.myconnectwise.net' }, 'sandbox-na.myconnectwise.net'],
    [
      'sandbox-eu.myconnectwise.net',
      { rest: 'api-eu.myconnectwise.net', siteUrl: 'https://api-eu.myconnectwise.net/' },
      'sandbox-eu.myconnectwise.net',
    ],
    ['api.myconnectwise.net', { rest: 'api.myconnectwise.net' }, 'api.myconnectwise.net'],
    [
      'brand.myconnectwise.net',
      { rest: 'api-na.myconnectwise.net', siteUrl: 'api-na.myconnectwise.net', elsewhere: PAGE },
      'brand.myconnectwise.net',
    ],
    ['staging.connectwisedev.com', { rest: 'api-staging.connectwisedev.com' }, 'staging.connectwisedev.com'],
    ['cw.msp.example', { rest: 'cw.msp.example', codebase: 'v4_6_release/' }, 'cw.msp.example'],
    [
      'cw.msp.example:8443/v4_6_release/x',
      { rest: 'cw.msp.example:8443', codebase: 'v4_6_release/' },
      'cw.msp.example:8443',
    ],
    ['cw.msp.example', { rest: 'rest.msp.example', siteUrl: 'rest.msp.example', member: 'SiteURL' }, 'cw.msp.example'],
    ['cw.msp.example', { rest: 'cw.msp.example', siteUrl: 'http://cw.msp.example' }, 'cw.msp.example'],
    ['cw.msp.example', { rest: 'cw.msp.example', siteUrl: 'internal', elsewhere: { status: 404 } }, 'cw.msp.example'],
  ] as [string, World, string][])('%s, %o', async (typed, world, site) => {
    const { test, sent } = worldOf(world);
    const tested = await test(typed);
    expect(tested).toMatchObject({ ok: true, value: { connection: { site, apiHost: world.rest } } });
    const withKeys = sent.filter(({ headers }) => headers.authorization || headers.clientid);
    expect([...new Set(withKeys.map(({ url }) => new URL(url).host))], 'keys go to the API only').toEqual([world.rest]);
  });

  it('prefers what SiteUrl names to the input', async () => {
    const { test, hosts } = worldOf({ rest: 'api-na.myconnectwise.net', siteUrl: 'api-na.myconnectwise.net' });
    await test('na.myconnectwise.net');
    expect(hosts()).toEqual(['na.myconnectwise.net', 'api-na.myconnectwise.net']);
  });

  it.each([
    ['403 in JSON', { status: 403, body: { code: 'Security', message: 'You do not have security permission.' } }, true],
    ['400 in JSON', { status: 400, body: { code: 'InvalidObject', message: 'clientId is required' } }, true],
    ['200 in JSON', { status: 200, body: { version: 'v2025.1' } }, true],
    ['a 401 without a word', { status: 401 }, true],
    ['403 as a web page', { status: 403, body: '<html><title>Blocked</title>' }, false],
    ['200 as a web page', PAGE, false],
    ['404 in JSON', { status: 404, body: { code: 'NotFound', message: 'no' } }, false],
    ['"SSL is required"', SSL, false],
    ['an error of the server', { status: 503, body: {} }, false],
  ] as [string, FakeAnswer, boolean][])('%s from a host counts: %#', async (_, withoutKeys, counts) => {
    const { test } = worldOf({ rest: 'cw.msp.example', withoutKeys });
    expect((await test('cw.msp.example')).ok).toBe(counts);
  });

  it('names what was tried when none serves it', async () => {
    const { test } = worldOf({ rest: 'nowhere.example', siteUrl: 'rest.myconnectwise.net' });
    const tested = await test('na.myconnectwise.net');
    const tried = 'rest.myconnectwise.net, na.myconnectwise.net, api-na.myconnectwise.net';
    expect(tested).toMatchObject({ ok: false, failure: { message: expect.stringContaining(tried) } });
    expect(JSON.stringify(tested)).not.toContain(KEYS.privateKey);
  });
});

describe('discover, do not guess: the permission for a host', () => {
  it('is requested for the host that is used, before it is called', async () => {
    const world = { rest: 'rest.other.example', siteUrl: 'rest.other.example', elsewhere: PAGE };
    const refused = worldOf({ ...world, permitted: (hostname) => hostname === 'cw.msp.example' });
    expect(await refused.test('cw.msp.example')).toMatchObject({
      ok: false,
      failure: { code: 'host-permission', value: 'rest.other.example', field: 'siteUrl' },
    });
    expect(refused.hosts()).toEqual(['cw.msp.example']);
    const allowed = worldOf(world);
    expect(await allowed.test('cw.msp.example')).toMatchObject({
      ok: true,
      value: { connection: { apiHost: 'rest.other.example' } },
    });
  });

  it('is not requested where a permitted host serves the API', async () => {
    const permitted = (hostname: string) => hostname === 'cw.msp.example';
    const { test, hosts } = worldOf({ rest: 'cw.msp.example', siteUrl: 'rest.other.example', permitted });
    expect(await test('cw.msp.example')).toMatchObject({ ok: true });
    expect(hosts()).toEqual(['cw.msp.example']);
  });

  it('is one for all ports', async () => {
    const { test, asked } = worldOf({ rest: 'cw.msp.example:8443' });
    await test('cw.msp.example:8443');
    expect([...new Set(asked)]).toEqual(['cw.msp.example']);
  });
});

describe('discover, do not guess: the version', () => {
  const accepts = (sent: SentRequest[]) => [
    ...new Set(sent.filter(({ headers }) => headers.authorization).map(({ headers }) => headers.accept)),
  ];

  it.each([
    ['v2023.2', 'application/vnd.connectwise.com+json; version=2023.2', '2023.2'],
    ['v2026.1', 'application/vnd.connectwise.com+json; version=2025.1', '2026.1'],
    ['v2018.6', 'application/json', '2018.6'],
  ])('%s is requested with %s', async (version, accept, serverVersion) => {
    const { test, sent } = worldOf({ rest: 'cw.msp.example', codebase: 'v4_6_release/', version });
    expect(await test('cw.msp.example')).toMatchObject({ ok: true, value: { connection: { serverVersion } } });
    expect(accepts(sent)).toEqual([accept]);
  });

  it.each([
    ['v2018.4', 'v4_6_release/'],
    ['v4.6.1', 'v2017_3/'],
  ])('%s at %s is refused as too old, with both versions named', async (version, codebase) => {
    const { test } = worldOf({ rest: 'cw.msp.example', codebase, version });
    expect(await test('cw.msp.example')).toMatchObject({
      ok: false,
      failure: { code: 'unsupported-version', message: expect.stringMatching(/201[78]\.[34].*2018\.5/) },
    });
  });

  it('that is refused is looked up once more, and the call repeated once', async () => {
    const { deps, sent } = worldOf({ rest: 'cw.msp.example', codebase: 'v4_6_release/', version: 'v2023.2' });
    const connection = {
      ...KEYS,
      site: 'cw.msp.example',
      apiHost: 'cw.msp.example',
      isCloud: false,
      codebase: 'v4_6_release/',
    };
    const learned: object[] = [];
    const client = createRestClient(
      openSession(connection, { ...deps, onLearned: (what) => learned.push(what) }),
      'user',
    );
    expect(await client.post('/service/tickets', {})).toMatchObject({ ok: true });
    expect(sent.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST']);
    expect(learned).toEqual([{ serverVersion: '2023.2' }]);
    await client.get('/system/info');
    expect(sent).toHaveLength(4);
  });

  it('that is refused again is named, and not looked up endlessly', async () => {
    const answer = ({ url }: SentRequest): FakeAnswer =>
      url.includes('/login/')
        ? { body: { Codebase: 'v4_6_release/', VersionCode: 'v2025.1' } }
        : { status: 400, body: { code: 'ConnectWiseApi', message: "does not support the API version '2025.1'." } };
    const fake = fakeFetch(answer);
    const connection = {
      ...KEYS,
      site: 'cw.msp.example',
      apiHost: 'cw.msp.example',
      isCloud: false,
      codebase: 'v4_6_release/',
    };
    const client = createRestClient(
      openSession(connection, { fetch: fake.fetch, clock: () => 0, wait: async () => undefined }),
      'user',
    );
    for (let call = 0; call < 3; call += 1) {
      expect(await client.get('/system/info')).toMatchObject({ ok: false, failure: { code: 'unsupported-version' } });
    }
    expect(fake.sent.filter(({ url }) => url.includes('/login/'))).toHaveLength(1);
  });
});

describe('discovery of outside texts', () => {
  it('is linear, and accepts no address as a codebase', async () => {
    const MB = 1_000_000;
    for (const Codebase of [
      `v${'.'.repeat(MB)}`,
      'v/../evil.example/',
      'http://evil.example/',
      `v${'1'.repeat(200)}`,
    ]) {
      const fake = fakeFetch(() => ({
        body: { Codebase, VersionCode: '2'.repeat(60_000), SiteUrl: '.'.repeat(60_000) },
      }));
      const found = await discover('cw.msp.example', 'acme', {
        fetch: fake.fetch,
        clock: () => 0,
        redactor: nothingToRedact,
      });
      expect(found).toMatchObject({ ok: false, failure: { code: 'unexpected-shape' } });
    }
  });
});
