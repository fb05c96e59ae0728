import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import { EFS_TOKEN, X360_KEY } from '../../simulator/portal/seed.ts';
import { AS_DESCRIBED } from '../../simulator/portal/x360-deviations.ts';
import type { SimulatorOptions } from '../../simulator/server.ts';
import { startSimulator } from '../../simulator/server.ts';
import type { Exchange } from '../../simulator/traffic.ts';

const CHECKER = resolve(process.env.CONTRACTS ?? '../shared/contracts', 'check-traffic.mjs');
const folder = mkdtempSync(join(tmpdir(), 'traffic-'));
const file = join(folder, 'traffic.jsonl');
afterEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

async function start(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ listen: false, traffic: { file }, ...options });
  const fetch = simulatorFetch(simulator);
  const basic = btoa(`${SEED.companyId}+${SEED.publicKey}:${SEED.privateKey}`);
  const headers = { 'x-api-key': X360_KEY, authorization: `Basic ${basic}`, clientId: SEED.clientId };
  return { simulator, ask: (url: string, init: RequestInit = {}) => fetch(url, { headers, ...init }) };
}

const recorded = () =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Exchange);

describe('recorded traffic', () => {
  it('holds the public address, both bodies and the status, and no key', async () => {
    const { ask } = await start();
    const url = 'https://axapi.axcient.com/x360recover/vault/7/threshold/connectivity';
    await ask(`${url}`, { method: 'POST', body: '{"threshold":60}' });
    await ask('https://portal.backup.example/v1/customers?limit=1', {
      headers: { authorization: `Bearer ${EFS_TOKEN}` },
    });
    const [posted, listed] = recorded();
    expect(posted).toMatchObject({ method: 'POST', url, requestBody: { threshold: 60 }, status: 200 });
    expect(posted?.responseBody).toEqual({ threshold: 60 });
    expect(listed?.requestHeaders.authorization).toBe('Bearer ***');
    const text = readFileSync(file, 'utf8');
    for (const secret of [X360_KEY, EFS_TOKEN, SEED.privateKey, SEED.clientId]) expect(text).not.toContain(secret);
  });

  it('omits pages of the web client and the admin endpoint', async () => {
    const { ask, simulator } = await start();
    await ask('https://na.myconnectwise.net/v4_6_release/ConnectWise.aspx');
    await ask('https://na.myconnectwise.net/__admin/');
    expect(simulator.traffic.total).toBe(0);
    await ask('https://na.myconnectwise.net/login/companyinfo/backupmsp');
    expect(simulator.traffic.exchanges.map(({ url }) => new URL(url).pathname)).toEqual([
      '/login/companyinfo/backupmsp',
    ]);
  });

  it('marks what a fault or a test changed on purpose', async () => {
    const { ask, simulator } = await start();
    const url = 'https://axapi.axcient.com/x360recover/device';
    simulator.faults.add({ effect: { kind: 'truncated' } });
    await ask(url);
    await ask(url);
    simulator.traffic.expectErrors(true);
    await ask(url, { headers: {} });
    simulator.traffic.expectErrors(false);
    await ask(url);
    expect(recorded().map(({ expectError, status }) => [expectError ?? false, status])).toEqual([
      [true, 200],
      [false, 200],
      [true, 401],
      [false, 200],
    ]);
    expect(recorded()[0]).not.toHaveProperty('responseBody');
  });

  it('is only counted where it is not read', async () => {
    const { ask, simulator } = await start({ traffic: { file: null, keep: 0 } });
    await ask('https://axapi.axcient.com/x360recover/device');
    expect([simulator.traffic.total, simulator.traffic.exchanges.length, existsSync(file)]).toEqual([1, 0, false]);
  });

  it('names a deliberate departure from the description, and reports nothing of it to the client', async () => {
    const { ask } = await start();
    const answer = await ask('https://axapi.axcient.com/x360recover/client');
    expect([...answer.headers.keys()].filter((name) => name.startsWith('x-simulator'))).toEqual([]);
    expect(recorded()[0]).toMatchObject({ deviation: 'active of a client is 1 or 0' });
    expect(recorded()[0]).not.toHaveProperty('responseBody');
  });
});

const X360_PATHS = [
  '/organization',
  '/client',
  '/client/342?include_appliances=true',
  '/client/342/device',
  '/client/19652/device?d2c_only=true',
  '/client/342/appliance',
  '/client/19652/appliance?include_devices=true',
  '/client/342/device/356/job',
  '/client/342/device/356/job/3561',
  '/client/342/device/356/job/3561/history?limit=10',
  '/device?limit=3&offset=2',
  '/device/356',
  '/device/20110/autoverify',
  '/device/356/restore_point',
  '/appliance',
  '/appliance/395',
  '/vault',
  '/vault/7',
  '/vault/7/threshold/connectivity',
];

// Skipped where the published descriptions are not at hand (env CONTRACTS, default ../shared/contracts).
describe.skipIf(!existsSync(CHECKER))('checked against the published descriptions', () => {
  it.each([
    ['as described', AS_DESCRIBED],
    ['as production', {}],
  ])('x360Recover %s conforms', async (_name, x360) => {
    const { ask, simulator } = await start({ x360 });
    simulator.backups.runBackup(356, { result: 'failed' });
    simulator.backups.verify(20110, false);
    for (const path of X360_PATHS) {
      expect((await ask(`https://axapi.axcient.com/x360recover${path}`)).status).toBe(200);
    }
    const made = await ask('https://axapi.axcient.com/x360recover/client/342/vault/7/d2c_agent', { method: 'POST' });
    expect(made.status).toBe(201);
    expect(await check()).toContain(
      `${X360_PATHS.length + 1} exchanges checked, 0 of other hosts passed over, 0 kinds`,
    );
  });

  it('REST on the same port is recognized and conforms', async () => {
    const { ask } = await start();
    expect((await ask('https://api-na.myconnectwise.net/v2025_1/apis/3.0/company/companies?pageSize=2')).status).toBe(
      200,
    );
    expect(await check()).toContain('1 exchanges checked');
  });

  it('the check fails on an answer that does not conform', async () => {
    const { ask, simulator } = await start();
    const device = simulator.portal.accounts.get(356);
    if (!device) throw new Error('No account 356.');
    device.onlineBytes = 0.5;
    await ask('https://axapi.axcient.com/x360recover/device/356');
    await expect(check()).rejects.toThrow(/want integer/);
  });
});

/** What the checker prints; rejects with it where traffic does not conform. */
async function check(): Promise<string> {
  try {
    return (await promisify(execFile)(process.execPath, [CHECKER, file])).stdout;
  } catch (error) {
    throw new Error(String((error as { stdout?: string }).stdout));
  }
}
