import { describe, expect, it } from 'vitest';
import { createAdapters } from '../../../lib/background/create-adapters.ts';
import { createRateStore } from '../../../lib/background/rate-store.ts';
import { sendAll } from '../../../lib/shared/request-guard.ts';
import { SECOND } from '../../../lib/shared/time.ts';
import { type FakeAnswer, fakeFetch, type SentRequest } from '../../support/builders/fake-fetch.ts';
import { memoryStorage } from '../../support/memory-storage.ts';

const SITE = 'na.myconnectwise.net';
const INPUT = {
  siteUrl: SITE,
  companyId: 'training',
  publicKey: 'Public1',
  privateKey: 'Private1',
  clientId: '6f1c2d3e-0a1b-4c5d-8e9f-0123456789ab',
};
const CONNECTION = { ...INPUT, site: SITE, apiHost: `api-${SITE}`, isCloud: true, codebase: 'v2025_1/' };
const T0 = Date.UTC(2026, 10, 21);

function world(answer: (request: SentRequest) => FakeAnswer) {
  const fake = fakeFetch(answer);
  const waits: number[] = [];
  const storage = memoryStorage();
  const life = (now = T0) =>
    createAdapters({
      fetch: fake.fetch,
      clock: () => now,
      storage,
      mayCall: async () => true,
      wait: async (milliseconds) => void waits.push(milliseconds),
    });
  return { life, waits, storage, sent: fake.sent };
}

describe('the rate of a site', () => {
  it('is one for every port, and survives the worker', async () => {
    const answers = { status: 429, headers: { 'retry-after': '20' }, body: {} as unknown };
    const { life, waits, storage } = world(() => answers);
    const adapters = life();
    const refused = await adapters.connectWise(CONNECTION, { guard: sendAll }).user.info();
    expect(refused).toMatchObject({ ok: false, failure: { code: 'too-many-requests' } });
    expect(waits).toEqual([]);
    Object.assign(answers, { status: 200, body: { version: 'v2025.1', isCloud: true } });

    // Ports made after that, whoever's keys they use, wait out the pause that the first one was given.
    expect(
      await adapters.connectWise({ ...CONNECTION, publicKey: 'Other' }, { guard: sendAll }).background.info(),
    ).toMatchObject({
      ok: true,
    });
    expect(waits).toEqual([20 * SECOND]);
    expect(await createRateStore(storage, SITE).read()).toMatchObject({ perMinute: 300 });

    const next = life(T0 + 5 * SECOND);
    waits.length = 0;
    await next.connectWise(CONNECTION, { guard: sendAll }).user.info();
    expect(waits[0]).toBeGreaterThanOrEqual(15 * SECOND);
  });

  it('counts the requests of a connection test', async () => {
    const { life, storage } = world(({ url, headers }) => {
      if (url.includes('companyinfo')) return { body: { Codebase: 'v2025_1/', IsCloud: 'True' } };
      return headers.authorization ? { status: 429, headers: { 'retry-after': '20' }, body: {} } : { status: 401 };
    });
    expect(await life().testConnectWise(INPUT)).toMatchObject({ ok: false, failure: { code: 'too-many-requests' } });
    expect(await createRateStore(storage, SITE).read()).toMatchObject({
      perMinute: 300,
      pausedUntil: T0 + 20 * SECOND,
    });
  });

  it('is one for each site', async () => {
    const { life, waits } = world(({ url }) => (url.includes('api-na') ? { status: 429, body: {} } : { body: {} }));
    const adapters = life();
    await adapters.connectWise(CONNECTION, { guard: sendAll }).user.info();
    await adapters
      .connectWise(
        { ...CONNECTION, site: 'eu.myconnectwise.net', apiHost: 'api-eu.myconnectwise.net' },
        { guard: sendAll },
      )
      .user.info();
    expect(waits).toEqual([]);
  });
});

describe('the time that is confirmed', () => {
  it('is that of the newest answer of either side, not that of a local clock that is ahead', async () => {
    const answers = { headers: { date: new Date(T0).toUTCString() }, body: { version: 'v2025.1', isCloud: true } };
    const adapters = world(() => answers).life(T0 + 365 * 24 * 3600 * SECOND);
    expect(adapters.confirmedNow()).toBeUndefined();
    await adapters.connectWise(CONNECTION, { guard: sendAll }).user.info();
    expect(adapters.confirmedNow()).toBe(T0);
    answers.headers.date = new Date(T0 + 60 * SECOND).toUTCString();
    const portal = { kind: 'efs-portal', baseUrl: 'https://portal.example.com', key: 'token-1' } as const;
    await adapters.portal(portal, { guard: sendAll }).test();
    expect(adapters.confirmedNow()).toBe(T0 + 60 * SECOND);
  });
});

describe('a stored rate', () => {
  it('counts as none when it cannot be read', async () => {
    const storage = memoryStorage();
    await storage.set(`connectwise.rate.${SITE}`, { perMinute: 0, tokens: 'many' });
    expect(await createRateStore(storage, SITE).read()).toBeUndefined();
  });
});

describe('the next step after a failed test', () => {
  const PORTAL = { kind: 'efs-portal', baseUrl: 'https://portal.example.com', key: 'token-1' } as const;

  it('is to check the address where another service answers 404', async () => {
    const adapters = world(() => ({ status: 404, body: '<html></html>' })).life();
    const connectWise = await adapters.testConnectWise(INPUT);
    expect(connectWise).toMatchObject({
      failure: { code: 'unavailable', nextStep: expect.stringMatching(/^Check the site; if it is right/) },
    });
    const portal = await adapters.testPortal(PORTAL);
    expect(portal).toMatchObject({
      failure: { code: 'unavailable', nextStep: expect.stringMatching(/^Check the address; if it is right/) },
    });
  });

  it('is to wait as long as the other side requires and to test again: nothing repeats it automatically', async () => {
    const adapters = world(() => ({ status: 429, headers: { 'retry-after': '42' }, body: {} })).life();
    const nextStep = 'Wait 42 seconds, then test again.';
    expect(await adapters.testConnectWise(INPUT)).toMatchObject({ failure: { nextStep } });
    expect(await adapters.testPortal(PORTAL)).toMatchObject({ failure: { nextStep } });
  });

  it('does not name other hosts where the API answers that it is busy or down', async () => {
    const discovery = { CompanyName: 'training', Codebase: 'v2025_1/', VersionCode: 'v2025.1', IsCloud: true };
    const adapters = world(({ url }) =>
      url.includes('companyinfo') ? { body: discovery } : { status: 503, body: {} },
    ).life();
    const tested = await adapters.testConnectWise(INPUT);
    expect(tested).toMatchObject({
      failure: { message: expect.stringMatching(/^ConnectWise .* answered with error 503\.$/) },
    });
  });
});

describe('the hook on the calls of a connection', () => {
  it('receives the result of each call of the portal, and may replace it', async () => {
    const adapters = world(() => ({ status: 404, body: '<html></html>' })).life();
    const failure = { code: 'host-permission', message: 'Not allowed.', nextStep: 'Allow it.' } as const;
    const heard: boolean[] = [];
    const portal = adapters.portal(
      { kind: 'efs-portal', baseUrl: 'https://portal.example.com', key: 'token-1' },
      {
        guard: sendAll,
        onResult: async (result) => {
          heard.push(result.ok);
          return { ok: false, failure };
        },
      },
    );
    expect(await portal.test()).toEqual({ ok: false, failure });
    expect(await portal.customers()).toEqual({ ok: false, failure });
    expect(heard).toEqual([false, false]);
  });

  it('receives the result of each call of ConnectWise, of both priorities', async () => {
    const adapters = world(() => ({ body: { version: 'v2025.1', isCloud: true } })).life();
    const heard: boolean[] = [];
    const { user, background } = adapters.connectWise(CONNECTION, {
      guard: sendAll,
      onResult: async (result) => {
        heard.push(result.ok);
        return result;
      },
    });
    await Promise.all([user.info(), background.info()]);
    expect(heard).toEqual([true, true]);
  });
});
