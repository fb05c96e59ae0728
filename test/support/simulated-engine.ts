import 'fake-indexeddb/auto';
import { openStore } from '../../lib/db/sync-store.ts';
import { createEngine } from '../../lib/sync/engine.ts';
import { connectionOf } from '../../lib/sync/read/connection-of.ts';
import { simulatorFetch } from '../simulator/in-process.ts';
import { type SimulatorOptions, startSimulator } from '../simulator/server.ts';
import { engineDeps, type PortalName } from './engine-deps.ts';

export interface EngineOptions {
  /** Wraps the fetch of both clients: to count, to take time. */
  through?: (inner: typeof fetch) => typeof fetch;
  /** Keeps to the rate: what the client waits for it passes on the simulator's clock at once. Else it is lifted. */
  keepRate?: boolean;
}

/** The real engine, clients and store under Node against the simulator, without a socket. Close the store afterwards. */
export async function simulatedEngine(
  options: SimulatorOptions = {},
  source: PortalName = 'efs-portal',
  { through = (inner) => inner, keepRate = false }: EngineOptions = {},
) {
  const simulator = await startSimulator({ listen: false, ...options });
  const opened = await openStore(crypto.randomUUID());
  const fetch = through(simulatorFetch(simulator));
  const wait = async (milliseconds: number) => {
    if (keepRate) simulator.clock.advance(milliseconds);
  };
  const deps = engineDeps({ fetch, store: opened, clock: () => simulator.clock.now(), wait }, source);
  const store = opened.forConnection(connectionOf(deps));
  return { simulator, store, deps: { ...deps, store }, engine: createEngine({ ...deps, store }) };
}
