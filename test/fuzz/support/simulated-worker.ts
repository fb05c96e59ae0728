import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createAdapters } from '../../../lib/background/create-adapters.ts';
import { openStore } from '../../../lib/db/sync-store.ts';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import { EFS_TOKEN } from '../../simulator/portal/seed.ts';
import { startSimulator } from '../../simulator/server.ts';
import { memoryStorage } from '../../support/memory-storage.ts';
import { idle, resetBrowser, startFakeWorker } from '../../unit/background/fake-worker.ts';

export const WORKER_SECRETS = [SEED.privateKey, SEED.clientId, EFS_TOKEN];

/**
 * The whole worker over the fake browser with real clients, store and engine, connected to simulated services. `stop` ends its part in
 * them; whatever it still does meets a database of its own.
 */
export async function simulatedWorker() {
  resetBrowser();
  vi.spyOn(fakeBrowser.scripting, 'executeScript').mockImplementation((async () => []) as never);
  const simulator = await startSimulator({ listen: false, variant: 'clean', traffic: { file: null, keep: 0 } });
  const inner = simulatorFetch(simulator);
  const writes: string[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const method = init?.method ?? 'GET';
    if (method !== 'GET') writes.push(`${method} ${String(url)}`);
    return inner(url, init);
  };
  const clock = () => simulator.clock.now();
  const database = crypto.randomUUID();
  const made = createAdapters({
    fetch: (url, init) => fetch(url, init),
    clock,
    storage: memoryStorage(),
    mayCall: async () => true,
    wait: async () => undefined,
  });
  const opened: { close(): void }[] = [];
  const openOwn = async () => {
    const store = await openStore(database);
    opened.push(store);
    return store;
  };
  const worker = startFakeWorker({
    adapters: { ...made, openStore: openOwn },
    clock,
    ids: () => crypto.randomUUID(),
  });
  const { companyId, publicKey, privateKey, clientId } = SEED;
  const saved = [
    await worker.ask('connection.connectwise.save', { siteUrl: HOSTS.web, companyId, publicKey, privateKey, clientId }),
    await worker.ask('connection.portal.save', {
      kind: 'efs-portal',
      baseUrl: `https://${HOSTS.efsPortal}`,
      key: EFS_TOKEN,
    }),
  ];
  if (saved.some((result) => !result.ok)) throw new Error(`Not connected: ${JSON.stringify(saved)}`);
  await idle();
  const stop = async () => {
    await idle();
    for (const store of opened) store.close();
  };
  return { worker, simulator, writes, stop };
}
