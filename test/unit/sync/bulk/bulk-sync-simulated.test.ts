import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../../lib/db/sync-store.ts';
import { createEngine } from '../../../../lib/sync/engine.ts';
import { connectionOf } from '../../../../lib/sync/read/connection-of.ts';
import { changedFleet } from '../../../bench/fleet/prepare.ts';
import { recordsOf } from '../../../bench/fleet/records.ts';
import { HOSTS } from '../../../simulator/hosts.ts';
import { simulatorFetch } from '../../../simulator/in-process.ts';
import { startSimulator } from '../../../simulator/server.ts';
import { oneOfEvery } from '../../../support/depth.ts';
import { engineDeps } from '../../../support/engine-deps.ts';
import { simulatedEngine } from '../../../support/simulated-engine.ts';
import { value } from '../support/stage.ts';

const CUSTOMERS = 60;

/** A bulk sync of the fleet whose worker stops whenever as many requests to ConnectWise were made; a new one continues each time. */
async function syncedWithDeaths(every: number) {
  const snapshot = await changedFleet(CUSTOMERS);
  const simulator = await startSimulator({ listen: false, snapshot, traffic: { file: null, keep: 0 } });
  const store = await openStore(crypto.randomUUID());
  onTestFinished(() => store.close());
  const inner = simulatorFetch(simulator);
  let requests = 0;
  let deaths = 0;
  const worker = () => {
    let alive = true;
    let made = 0;
    let die = () => {};
    const died = new Promise<void>((resolve) => {
      die = resolve;
    });
    /** What a dead worker awaited never comes back to it, and it stores nothing any more. */
    const whileAlive = async <T>(work: () => Promise<T>): Promise<T> => {
      const done = alive ? await work() : undefined;
      return alive ? (done as T) : new Promise(() => {});
    };
    const fetch: typeof globalThis.fetch = (input, init) => {
      const { hostname } = new URL(input instanceof Request ? input.url : input);
      if (hostname === HOSTS.rest && ++made > every) alive = false;
      if (!alive) die();
      if (alive && hostname === HOSTS.rest) requests += 1;
      return whileAlive(() => inner(input, init));
    };
    const bound = store.forConnection(connectionOf(engineDeps({ fetch, store, clock: () => 0 })));
    const mortal = new Proxy(bound, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => whileAlive(async () => member.apply(target, args));
      },
    });
    return { died, engine: createEngine(engineDeps({ fetch, store: mortal, clock: () => simulator.clock.now() })) };
  };
  await worker().engine.poll();
  requests = 0;
  value(await worker().engine.startBulkSync());
  for (;;) {
    const { engine, died } = worker();
    await engine.recover();
    const ended = engine.continueBulkSync(Number.POSITIVE_INFINITY).then(() => 'ended');
    if ((await Promise.race([ended, died])) === 'ended') break;
    deaths += 1;
  }
  const view = await worker().engine.bulkSync();
  return { view, requests, deaths, records: recordsOf(simulator.connectWise), store };
}

describe('a bulk sync of a simulated fleet', () => {
  it('ends with the same records, however often its worker stopped', async () => {
    const whole = await syncedWithDeaths(Number.POSITIVE_INFINITY);
    expect(whole.view).toMatchObject({ state: 'done', total: CUSTOMERS, done: CUSTOMERS, notLinked: 0 });
    for (const every of oneOfEvery(2, [31, 101])) {
      const cut = await syncedWithDeaths(every);
      expect(cut.deaths).toBeGreaterThan(3);
      expect(cut.view).toMatchObject({ state: 'done', total: CUSTOMERS, done: CUSTOMERS, notLinked: 0 });
      expect(cut.view?.needsUser).toBe(whole.view?.needsUser);
      expect(cut.records).toEqual(whole.records);
      const runs = await cut.store.runs({ limit: 10_000 });
      expect(runs.filter(({ state }) => state === 'running')).toEqual([]);
      expect(runs.filter(({ state }) => state === 'done').length).toBeLessThanOrEqual(CUSTOMERS);
    }
  });
});

describe('the first bulk sync of a simulated fleet', () => {
  it('finds the companies though nothing was ever synced, and reads hardly any other', async () => {
    const { engine, simulator, store } = await simulatedEngine({
      customers: CUSTOMERS,
      variant: 'clean',
      traffic: { file: null, keep: 5_000 },
    });
    onTestFinished(() => store.close());
    const ours = simulator.connectWise.tables.configurations.all().filter(({ deviceIdentifier }) => deviceIdentifier);
    expect(ours).toEqual([]);
    value(await engine.startBulkSync());
    await engine.continueBulkSync(Number.POSITIVE_INFINITY);
    expect(await engine.bulkSync()).toMatchObject({ state: 'done', done: CUSTOMERS, notLinked: 0 });
    const asked = simulator.traffic.exchanges.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
    const entries = asked.filter((one) => /^GET .*\/managementSummaryReports$/i.test(one));
    expect(entries.length).toBeGreaterThanOrEqual(CUSTOMERS);
    expect(entries.length).toBeLessThanOrEqual(1.15 * CUSTOMERS);
  });
});
