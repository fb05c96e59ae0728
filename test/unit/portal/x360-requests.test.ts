import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../../lib/shared/time.ts';
import type { SimulatorOptions } from '../../simulator/server.ts';
import { connected, value } from './against-simulator.ts';

const CHECKER = resolve(process.env.CONTRACTS ?? '../shared/contracts', 'check-traffic.mjs');
const folder = mkdtempSync(join(tmpdir(), 'x360-'));
const file = join(folder, 'traffic.jsonl');
afterAll(() => rmSync(folder, { recursive: true }));

/** A simulated x360Recover that was polled once, and the requests of the next polls. */
async function polled(options: SimulatorOptions) {
  const { simulator, portal } = await connected('x360recover', { traffic: { file, keep: 2_000 }, ...options });
  const { accounts } = simulator.portal;
  const computers = () => [...accounts.values()].filter(({ kind }) => kind === 'server' || kind === 'desktop');
  let { cursor } = value(await portal.events(undefined));
  const first = simulator.traffic.total;
  async function next() {
    simulator.traffic.clear();
    const page = value(await portal.events(cursor));
    cursor = page.cursor;
    return { ...page, paths: simulator.traffic.exchanges.map(({ url }) => url.replace(/.*x360recover/, '')) };
  }
  const withDevices = new Set(computers().map(({ customerId }) => customerId)).size;
  return { simulator, first, next, computers, withDevices, pages: Math.ceil(computers().length / 500) };
}

describe.each([
  [3, 'named', false],
  [3, 'not named', true],
  [300, 'named', false],
  [300, 'not named', true],
])('x360Recover with %i clients, %s in the list of devices', (customers, _, deviceWithoutClientId) => {
  const start = () => polled({ customers, x360: { deviceWithoutClientId } });

  it('costs one request and one per 500 devices, with and without news', async () => {
    const { simulator, next, pages } = await start();
    const quiet = await next();
    expect(quiet).toMatchObject({ events: [], skipped: [] });
    expect(quiet.paths).toHaveLength(1 + pages);
    simulator.clock.advance(30 * HOUR);
    const news = await next();
    expect(news.events.length).toBeGreaterThan(customers);
    expect(news.paths).toHaveLength(1 + pages);
  });

  it('costs at most twenty requests more where devices became unwell, and none at the next poll', async () => {
    const { simulator, next, pages, computers } = await start();
    for (const { id } of computers().slice(0, 30))
      simulator.backups.runBackup(id, { result: 'failed', message: 'Disk full.' });
    const news = await next();
    const unwell = news.events.filter(({ severity }) => severity === 'error');
    expect(unwell.filter(({ details }) => details === 'Disk full.')).toHaveLength(Math.min(20, unwell.length));
    expect(news.paths).toHaveLength(1 + pages + Math.min(20, unwell.length));
    expect((await next()).paths).toHaveLength(1 + pages);
  });

  it('queries single clients at the first contact only where necessary', async () => {
    const { first, pages, withDevices } = await start();
    expect(first).toBe(1 + pages + (deviceWithoutClientId ? withDevices : 0));
  });

  it('queries one client for one new device', async () => {
    const { simulator, next, pages, computers } = await start();
    const like = computers()[0];
    if (!like) throw new Error('The simulator has no device.');
    simulator.portal.addAccount({ ...like, id: 999_001, userName: 'NEW-PC', customerId: 355 });
    const { events, paths } = await next();
    expect(events).toMatchObject([{ customerId: '355', accountId: '999001', message: 'NEW-PC is new in the portal.' }]);
    expect(paths.slice(1 + pages)).toEqual(deviceWithoutClientId ? ['/client/355/device'] : []);
  });
});

it('fails a poll on a page that fails, and reports everything once at the next', async () => {
  const { simulator, next } = await polled({ customers: 300 });
  simulator.clock.advance(30 * HOUR);
  simulator.faults.add({ path: 'device\\?limit=500&offset=500', effect: { kind: 'status', status: 504 } });
  await expect(next()).rejects.toThrow('server-error');
  const { events } = await next();
  expect(events.length).toBeGreaterThan(300);
  expect(events.filter(({ message }) => /new in|no longer in/.test(message))).toEqual([]);
  expect((await next()).events).toEqual([]);
});

// Skipped where the published description is not at hand (env CONTRACTS, default ../shared/contracts).
it.skipIf(!existsSync(CHECKER))('sends requests as the published description requires', async () => {
  await (await polled({ customers: 300 })).next();
  const { stdout } = await promisify(execFile)(process.execPath, [CHECKER, file]);
  expect(stdout).toContain(' 0 kinds of fault');
});
