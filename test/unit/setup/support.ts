import { askSite } from '../../../lib/connectwise/ask-site.ts';
import { NO_CONNECTION } from '../../../lib/domain/connection-pair.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import type { SetupCheck, SetupReport } from '../../../lib/domain/setup-check.ts';
import type { SetupDeps } from '../../../lib/setup/ports.ts';
import { checkSetup } from '../../../lib/setup/run-checks.ts';
import type { SyncStore } from '../../../lib/sync/store.ts';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import { engineDeps, type PortalName } from '../../support/engine-deps.ts';

/** Settings of a partner who followed the guides. */
export const SET_UP: Settings = {
  ...DEFAULT_SETTINGS,
  managementSolution: 'eFolder',
  tickets: {
    ...DEFAULT_SETTINGS.tickets,
    board: { id: SEED.boards.professionalServices, name: 'Professional Services' },
  },
};

export interface World {
  simulator: Simulator;
  deps: SetupDeps;
}

/** The simulated services as the checks see them, without a store. */
export async function world(options: SimulatorOptions = {}, source: PortalName = 'efs-portal'): Promise<World> {
  const simulator = await startSimulator({ listen: false, ...options });
  const fetch = simulatorFetch(simulator);
  const clock = () => simulator.clock.now();
  const store = { connection: NO_CONNECTION, forConnection: () => store } as unknown as SyncStore;
  const { connectWise, portal } = engineDeps({ fetch, store, clock }, source);
  const site = { site: HOSTS.web, companyId: SEED.companyId };
  return {
    simulator,
    deps: {
      site: { ...site, ask: () => askSite(site, { fetch, clock, mayCall: async () => true }) },
      connectWise: { ok: true, value: connectWise },
      storedPortal: { kind: portal.kind, source: portal.source },
      portal: { ok: true, value: portal },
      settings: SET_UP,
      clock,
    },
  };
}

/** The one check of a report. */
export function checkIn({ checks }: SetupReport, id: string): SetupCheck {
  const found = checks.find((check) => check.id === id);
  if (!found) throw new Error(`There is no check ${id}.`);
  return found;
}

/** What a check says after a change of the simulated services. @param change may return what the checks get instead, such as settings */
export async function checked(
  id: string,
  change: (world: World) => unknown = () => undefined,
  options: SimulatorOptions = {},
  source: PortalName = 'efs-portal',
): Promise<SetupCheck> {
  const made = await world(options, source);
  const other = change(made) as Partial<SetupDeps> | undefined;
  return checkIn(await checkSetup({ ...made.deps, ...other }), id);
}
