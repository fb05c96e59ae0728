import 'fake-indexeddb/auto';
import { openStore } from '../../lib/db/sync-store.ts';
import { createEngine } from '../../lib/sync/engine.ts';
import { simulatorFetch } from '../simulator/in-process.ts';
import { type SimulatorOptions, startSimulator } from '../simulator/server.ts';
import { engineDeps, type PortalName } from './engine-deps.ts';

/**
 * The real engine, clients and store under Node against the simulator, without a socket. Close the store afterwards.
 * @param through wraps the fetch of both clients: to count, to take time.
 */
export async function simulatedEngine(
  options: SimulatorOptions = {},
  source: PortalName = 'efs-portal',
  through: (inner: typeof fetch) => typeof fetch = (inner) => inner,
) {
  const simulator = await startSimulator({ listen: false, ...options });
  const store = await openStore(crypto.randomUUID());
  const fetch = through(simulatorFetch(simulator));
  const deps = engineDeps({ fetch, store, clock: () => simulator.clock.now() }, source);
  return { simulator, store, deps, engine: createEngine(deps) };
}
