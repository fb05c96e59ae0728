import { describe, expect, it, vi } from 'vitest';
import { createConnectWise } from '../../../lib/connectwise/connectwise.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { createPortal } from '../../../lib/portal/portal.ts';
import { createRequestGuard } from '../../../lib/shared/request-guard.ts';
import type { Result } from '../../../lib/shared/result.ts';
import { fakeFetch } from '../../support/builders/fake-fetch.ts';

const CONNECTION = {
  site: 'na.myconnectwise.net',
  apiHost: 'api-na.myconnectwise.net',
  isCloud: true,
  companyId: 'training',
  publicKey: 'public-1',
  privateKey: 'PRIVATE-KEY-7f3a',
  clientId: '6f1c2d3e-0a1b-4c5d-8e9f-0123456789ab',
};
const KEY = 'PORTAL-KEY-55de';

interface Client {
  name: string;
  host: string;
  origin: string;
  call(
    fetch: ReturnType<typeof fakeFetch>['fetch'],
    guard: ReturnType<typeof createRequestGuard>,
  ): Promise<Result<unknown>>;
}

const CLIENTS: Client[] = [
  {
    name: 'ConnectWise',
    host: 'api-na.myconnectwise.net',
    origin: 'https://api-na.myconnectwise.net',
    call: (fetch, guard) =>
      createConnectWise(
        openSession({ ...CONNECTION, codebase: 'v2025_1/' }, { fetch, guard, clock: () => 0, wait: async () => {} }),
        'user',
      ).info(),
  },
  ...(['efs-portal', 'x360recover'] as const).map((kind) => ({
    name: kind,
    host: 'portal.example',
    origin: 'https://portal.example',
    call: (fetch: ReturnType<typeof fakeFetch>['fetch'], guard: ReturnType<typeof createRequestGuard>) =>
      createPortal({ kind, baseUrl: 'https://portal.example/api', key: KEY }, { fetch, guard, clock: () => 0 }).test(),
  })),
];

const allowed = async () => true;

describe.each(CLIENTS)('a request to $name', ({ host, origin, call }) => {
  const answers = () => fakeFetch(() => ({ body: { version: 'v2025.1', isCloud: true } }));

  it('is sent to the origin that the keys are bound to', async () => {
    const fake = answers();
    await call(fake.fetch, createRequestGuard({ origins: [origin], mayCall: allowed }));
    expect(fake.sent.length).toBeGreaterThan(0);
  });

  it('is not built for another origin, and says which one the keys are for', async () => {
    const fake = answers();
    const mayCall = vi.fn(allowed);
    const answer = await call(fake.fetch, createRequestGuard({ origins: ['https://other.example'], mayCall }));
    expect(answer).toMatchObject({
      ok: false,
      failure: {
        code: 'not-connected',
        message: `The stored keys are for https://other.example and are not sent to ${origin}.`,
        nextStep: expect.stringContaining('enter the keys again'),
      },
    });
    expect(fake.sent).toEqual([]);
  });

  it('is not built without the permission for the host, which is looked up each time', async () => {
    const fake = answers();
    const permitted = { now: true };
    const guard = createRequestGuard({ origins: [origin], mayCall: async () => permitted.now });
    await call(fake.fetch, guard);
    const before = fake.sent.length;
    permitted.now = false;
    expect(await call(fake.fetch, guard)).toMatchObject({
      ok: false,
      failure: { code: 'host-permission', value: host },
    });
    expect(fake.sent.length).toBe(before);
  });

  it('is not built after the connection was ended', async () => {
    const fake = answers();
    const guard = createRequestGuard({ origins: [origin], mayCall: allowed, isEnded: () => true });
    expect(await call(fake.fetch, guard)).toMatchObject({ ok: false, failure: { code: 'not-connected' } });
    expect(fake.sent).toEqual([]);
  });
});

describe('a request without keys', () => {
  it('needs the permission for its host only, and https', async () => {
    const guard = createRequestGuard({ origins: [], mayCall: async (host) => host === 'na.myconnectwise.net' });
    expect(await guard('https://na.myconnectwise.net/login/companyinfo/x', 'no-keys')).toBeUndefined();
    expect(await guard('https://eu.myconnectwise.net/', 'no-keys')).toMatchObject({ code: 'host-permission' });
    expect(await guard('http://na.myconnectwise.net/', 'no-keys')).toMatchObject({ code: 'not-connected' });
  });

  it('finds the release of a site only where the site may be called', async () => {
    const fake = fakeFetch(() => ({ body: {} }));
    const guard = createRequestGuard({ origins: [`https://${CONNECTION.apiHost}`], mayCall: async () => false });
    const session = openSession(CONNECTION, { fetch: fake.fetch, guard, clock: () => 0, wait: async () => {} });
    expect(await createConnectWise(session, 'user').info()).toMatchObject({ failure: { code: 'host-permission' } });
    expect(fake.sent).toEqual([]);
  });
});
