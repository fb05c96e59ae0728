import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import { EFS_TOKEN } from '../../simulator/portal/seed.ts';
import { startSimulator } from '../../simulator/server.ts';

const COMPANIES = 'https://api-na.myconnectwise.net/v4_6_release/apis/3.0/company/companies';
const DISCOVERY = `https://na.myconnectwise.net/login/companyinfo/${SEED.companyId}`;
const CUSTOMERS = 'https://portal.backup.example/v1/customers';

// Real time is stopped: only the test moves the clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

async function start() {
  const simulator = await startSimulator({ listen: false, traffic: { file: null } });
  const fetch = simulatorFetch(simulator);
  const basic = `Basic ${btoa(`${SEED.companyId}+${SEED.publicKey}:${SEED.privateKey}`)}`;
  const get = (url: string) => {
    const authorization = url === CUSTOMERS ? `Bearer ${EFS_TOKEN}` : basic;
    return fetch(url, { headers: { authorization, clientId: SEED.clientId } });
  };
  return { simulator, get };
}

it('an upgrade answers every path of ConnectWise with a web page, for so many simulated minutes', async () => {
  const { simulator, get } = await start();
  simulator.faults.add({ site: 'connectwise', minutes: 8, effect: { kind: 'html-404' } });
  for (const minutes of [0, 7]) {
    simulator.clock.advance(minutes * 60_000);
    for (const url of [`${COMPANIES}/101`, COMPANIES, DISCOVERY, 'https://cw.msp.example/']) {
      const answer = await get(url);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')]);
    }
    expect((await get(CUSTOMERS)).status).toBe(200);
  }
  simulator.clock.advance(60_000);
  expect((await get(`${COMPANIES}/101`)).status).toBe(200);
  expect(simulator.faults.list()).toEqual([]);
});

it('may affect a number of exchanges, or the portals', async () => {
  const { simulator, get } = await start();
  simulator.faults.add({ site: 'portals', times: 2, effect: { kind: 'html-404' } });
  const statuses = [];
  for (const url of [COMPANIES, CUSTOMERS, CUSTOMERS, CUSTOMERS]) statuses.push((await get(url)).status);
  expect(statuses).toEqual([200, 404, 404, 200]);
});

it('an absent record is another 404: JSON, with the code of ConnectWise', async () => {
  const { get } = await start();
  const answer = await get(`${COMPANIES}/99999`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    404,
    expect.stringContaining('application/json'),
  ]);
  expect(await answer.json()).toMatchObject({ code: 'NotFound', errors: null });
});
