import { describe, expect, it } from 'vitest';
import { createRestClient } from '../../../lib/connectwise/client.ts';
import type { ConnectWiseDeps } from '../../../lib/connectwise/connection.ts';
import { createConnectWise } from '../../../lib/connectwise/connectwise.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { SECOND } from '../../../lib/shared/time.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { CONNECTION } from '../../support/builders/connectwise-connection.ts';
import { type FakeAnswer, fakeFetch, type SentRequest } from '../../support/builders/fake-fetch.ts';
import { connected, INPUT, value } from './against-simulator.ts';

/** The clients of both priorities over one session. */
function clients(deps: ConnectWiseDeps) {
  const session = openSession(CONNECTION, deps);
  return { client: createRestClient(session, 'user'), background: createRestClient(session, 'background') };
}

/** Clients over answers that arrive one by one, when the test releases them. */
function slowly() {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const fetch = async (url: string) => {
    asked.push(new URL(url).pathname.split('/').at(-1) ?? '');
    await new Promise<void>((resolve) => answers.push(resolve));
    return new Response('{}');
  };
  const { client, background } = clients({ fetch, clock: () => 0, wait: async () => undefined });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  const answerOne = async () => {
    answers.shift()?.();
    await settle();
  };
  return { client, background, asked, answerOne, settle };
}

describe('calls in the background', () => {
  it('wait behind those of a user, and four run at once over both together', async () => {
    const { client, background, asked, answerOne, settle } = slowly();
    const all = ['b1', 'b2', 'b3', 'b4', 'b5'].map((name) => background.get(`/${name}`));
    await settle();
    expect(asked, 'one place is kept free').toEqual(['b1', 'b2', 'b3']);
    all.push(...['p1', 'p2'].map((name) => client.get(`/${name}`)));
    await settle();
    expect(asked).toEqual(['b1', 'b2', 'b3', 'p1']);
    await answerOne();
    expect(asked.at(-1)).toBe('p2');
    for (let left = 0; left < 6; left += 1) await answerOne();
    expect(asked).toEqual(['b1', 'b2', 'b3', 'p1', 'p2', 'b4', 'b5']);
    expect((await Promise.all(all)).every(({ ok }) => ok)).toBe(true);
  });

  it('share the codebase that was found', async () => {
    const answer = ({ url }: SentRequest): FakeAnswer => {
      if (url.includes('/login/')) return { body: { Codebase: 'v2025_2/', IsCloud: 'True' } };
      return url.includes('/v2025_2/') ? { body: { id: 1 } } : { status: 404, body: '' };
    };
    const fake = fakeFetch(answer);
    const { client, background } = clients({ fetch: fake.fetch, clock: () => 0, wait: async () => undefined });
    await background.get('/company/companies/1');
    expect(await client.get('/company/companies/2')).toEqual({ ok: true, value: { id: 1 } });
    expect(fake.sent.filter(({ url }) => url.includes('/login/'))).toHaveLength(1);
    expect(fake.sent.at(-1)?.url).toContain('/v2025_2/');
  });

  it('repeat a write where the API moved, on premise too', async () => {
    const answer = ({ url }: SentRequest): FakeAnswer => {
      if (url.includes('/login/')) return { body: { Codebase: 'v2025_2/', IsCloud: 'True' } };
      return url.includes('/v2025_2/') ? { status: 201, body: { id: 1 } } : { status: 404, body: '' };
    };
    const fake = fakeFetch(answer);
    const deps = { fetch: fake.fetch, clock: () => 0, wait: async () => undefined };
    expect(await clients(deps).background.post('/service/tickets', {})).toMatchObject({
      ok: true,
    });
    const onPremise = createRestClient(openSession({ ...CONNECTION, isCloud: false }, deps), 'user');
    expect(await onPremise.post('/service/tickets', {})).toMatchObject({ ok: true });
  });

  it('are delayed with all others by a 429, whichever call received it', async () => {
    const waits: number[] = [];
    const answers: FakeAnswer[] = [{ status: 429, headers: { 'retry-after': '30' }, body: {} }, { body: {} }];
    const fake = fakeFetch(answers);
    const wait = async (milliseconds: number) => void waits.push(milliseconds);
    const { client, background } = clients({ fetch: fake.fetch, clock: () => 0, wait });
    expect(await background.get('/system/info')).toMatchObject({
      ok: false,
      failure: { code: 'too-many-requests', retryAfterSeconds: 30 },
    });
    expect(waits).toEqual([]);
    expect(await client.get('/system/info')).toMatchObject({ ok: true });
    expect(waits).toEqual([30 * SECOND]);
  });
});

describe('the port for the background', () => {
  it('is the same connection, and knows the member that the other one learned', async () => {
    const { connectWise, background, simulator } = await connected();
    expect([background.site, background.tenant]).toEqual([connectWise.site, connectWise.tenant]);
    value(await connectWise.actor());
    simulator.traffic.clear();
    expect(value(await background.actor())).toEqual({ member: SEED.apiMember.identifier });
    expect(simulator.traffic.total).toBe(0);
    expect(value(await background.company(SEED.companies.eddiesTvRepair))).toMatchObject({ identifier: 'EddiesTV' });
  });

  it('keeps within the limit of the simulated ConnectWise, once that names it', async () => {
    const { simulator, deps } = await connected();
    simulator.traffic.expectErrors(true);
    simulator.connectWise.requestsPerMinute = 100;
    // Waiting moves the simulator's clock, so that its minutes pass.
    const wait = async (milliseconds: number) => void simulator.clock.advance(milliseconds);
    const connection = { ...CONNECTION, ...INPUT, site: INPUT.siteUrl, apiHost: HOSTS.rest };
    const background = createConnectWise(openSession(connection, { ...deps, wait }), 'background');
    let refused = 0;
    for (let call = 0; call < 600; call += 1) {
      const answer = await background.info();
      if (!answer.ok) refused += 1;
    }
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(30);
  });
});
