import 'fake-indexeddb/auto';
import { createConnectWise } from '../../lib/connectwise/connectwise.ts';
import { openStore } from '../../lib/db/sync-store.ts';
import { DEFAULT_SETTINGS } from '../../lib/domain/settings.ts';
import { createPortal } from '../../lib/portal/portal.ts';
import { silentLog } from '../../lib/shared/log.ts';
import { createEngine } from '../../lib/sync/engine.ts';
import type { EngineDeps } from '../../lib/sync/engine-api.ts';
import { SEED } from '../simulator/connectwise/seed.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { simulatorFetch } from '../simulator/in-process.ts';
import { EFS_TOKEN, X360_KEY } from '../simulator/portal/seed.ts';
import { type SimulatorOptions, startSimulator } from '../simulator/server.ts';

const PORTALS = {
  'efs-portal': { kind: 'efs-portal', baseUrl: `https://${HOSTS.efsPortal}`, key: EFS_TOKEN },
  x360recover: { kind: 'x360recover', baseUrl: `https://${HOSTS.axcient}/x360recover`, key: X360_KEY },
} as const;

/**
 * The real engine, clients and store under Node against the simulator, without a socket. Close the store afterwards.
 * @param through wraps the fetch of both clients: to count, to take time.
 */
export async function simulatedEngine(
  options: SimulatorOptions = {},
  source: keyof typeof PORTALS = 'efs-portal',
  through: (inner: typeof fetch) => typeof fetch = (inner) => inner,
) {
  const simulator = await startSimulator({ listen: false, ...options });
  const fetch = through(simulatorFetch(simulator));
  const clock = () => simulator.clock.now();
  const { companyId, publicKey, privateKey, clientId } = SEED;
  const connection = { site: HOSTS.web, apiHost: HOSTS.rest, isCloud: true, codebase: 'v2025_1/' };
  const store = await openStore(crypto.randomUUID());
  const deps: EngineDeps = {
    connectWise: createConnectWise(
      { ...connection, companyId, publicKey, privateKey, clientId },
      { fetch, clock, wait: async () => undefined },
    ),
    portal: createPortal(PORTALS[source], { fetch, clock }),
    store,
    settings: {
      ...DEFAULT_SETTINGS,
      managementSolution: 'eFolder',
      toggles: { ...DEFAULT_SETTINGS.toggles, 'email-archiving': true, 'email-filtering': true },
    },
    clock,
    ids: () => crypto.randomUUID(),
    random: () => 0.5,
    log: silentLog,
    browser: 'Test browser',
  };
  return { simulator, store, deps, engine: createEngine(deps) };
}
