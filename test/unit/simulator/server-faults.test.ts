import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../simulator/faults.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import { EFS_TOKEN, X360_KEY } from '../../simulator/portal/seed.ts';
import { startSimulator } from '../../simulator/server.ts';

const X360 = 'https://axapi.axcient.com/x360recover';
const EFS = 'https://portal.backup.example/v1';
const REST = 'https://api-na.myconnectwise.net/v4_6_release/apis/3.0';
const THRESHOLD = `${X360}/vault/7/threshold/connectivity`;
const headers = { 'x-api-key': X360_KEY, authorization: `Bearer ${EFS_TOKEN}` };

async function start(...rules: FaultRule[]) {
  const simulator = await startSimulator({ listen: false, traffic: { file: null } });
  for (const rule of rules) simulator.faults.add(rule);
  const fetch = simulatorFetch(simulator);
  return {
    simulator,
    get: (url: string, init: RequestInit = {}) => fetch(url, { headers, ...init }),
    post: (url: string, body: unknown) => fetch(url, { headers, method: 'POST', body: JSON.stringify(body) }),
  };
}

describe('which exchanges a fault hits', () => {
  it('one, unless set otherwise', async () => {
    const { get, simulator } = await start({ effect: { kind: 'status', status: 503 } });
    expect((await get(`${EFS}/customers`)).status).toBe(503);
    expect((await get(`${EFS}/customers`)).status).toBe(200);
    expect(simulator.faults.list()).toEqual([]);
  });

  it('by host, method and path, after some that pass, so many times', async () => {
    const rule = { host: 'axapi.axcient.com', method: 'get', path: '^/x360recover/client/\\d+', after: 1, times: 2 };
    const { get } = await start({ ...rule, effect: { kind: 'status', status: 504 } });
    const statuses = [];
    for (const path of ['/client', '/client/342', '/client/342', '/device/356', '/client/355', '/client/355']) {
      statuses.push((await get(X360 + path)).status);
    }
    expect(statuses).toEqual([200, 200, 504, 200, 504, 200]);
  });

  it('always, until it is cleared', async () => {
    const { get, simulator } = await start();
    const name = simulator.faults.add({ times: 'always', effect: { kind: 'html' } });
    for (let count = 0; count < 3; count += 1) {
      expect((await get(`${EFS}/customers`)).headers.get('content-type')).toContain('text/html');
    }
    simulator.faults.clear(name);
    expect((await get(`${EFS}/customers`)).headers.get('content-type')).toContain('json');
  });
});

describe('what a fault does', () => {
  it.each([
    [REST, { code: 'ConnectWiseApi', message: 'An error has occurred.', errors: null }],
    [EFS, { error: { code: 'http-500', message: 'An error has occurred.' } }],
  ])('an error in the words of %s', async (base, body) => {
    const { get } = await start({ effect: { kind: 'status', status: 500 } });
    const answer = await get(`${base}/system/info`);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual(body);
  });

  it('429 with Retry-After and the odd body of ConnectWise (connectwise-rest.md#errors)', async () => {
    const { get } = await start({ effect: { kind: 'too-many-requests', retryAfterSeconds: 12 } });
    const answer = await get(`${REST}/system/info`);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('12');
    expect(await answer.json()).toEqual({
      error: 'ConnectWiseAPI',
      message: 'Too many requests. Please try again in 12 seconds.',
    });
  });

  it('429 of Axcient, which documents no Retry-After, and its block as possible DDoS', async () => {
    const { get } = await start({ effect: { kind: 'too-many-requests' } }, { effect: { kind: 'blocked' } });
    const limited = await get(`${X360}/client`);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, null]);
    const blocked = await get(`${X360}/client`);
    expect(blocked.status).toBe(403);
    expect(await blocked.text()).toMatch(/possible ddos/i);
  });

  it('JSON that ends in the middle', async () => {
    const { get } = await start({ effect: { kind: 'truncated' } });
    const answer = await get(`${EFS}/customers`);
    expect(answer.status).toBe(200);
    await expect(answer.json()).rejects.toThrow(SyntaxError);
  });

  it('latency, which an abort signal cuts short', async () => {
    const { get } = await start({ effect: { kind: 'latency', milliseconds: 60_000 } });
    await expect(get(`${EFS}/customers`, { signal: AbortSignal.timeout(20) })).rejects.toThrow(/timeout/i);
  });

  it('a connection that drops before the write was made, and one that drops after', async () => {
    const { get, post } = await start({ method: 'POST', effect: { kind: 'dropped-before' } });
    await expect(post(THRESHOLD, { threshold: 60 })).rejects.toThrow('fetch failed');
    expect(await (await get(THRESHOLD)).json()).toEqual({ threshold: 240 });

    const late = await start({ method: 'POST', effect: { kind: 'dropped-after' } });
    await expect(late.post(THRESHOLD, { threshold: 60 })).rejects.toThrow('fetch failed');
    expect(await (await late.get(THRESHOLD)).json()).toEqual({ threshold: 60 });
  });

  it('both portals down and up again, ConnectWise unaffected', async () => {
    const { get, simulator } = await start();
    simulator.faults.portalDown(true);
    await expect(get(`${EFS}/customers`)).rejects.toThrow('fetch failed');
    await expect(get(`${X360}/client`)).rejects.toThrow('fetch failed');
    expect((await get('https://na.myconnectwise.net/login/companyinfo/backupmsp')).status).toBe(200);
    simulator.faults.portalDown(false);
    expect((await get(`${EFS}/customers`)).status).toBe(200);
  });
});
