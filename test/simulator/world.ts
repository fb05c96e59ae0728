import type { SimulatorClock } from './clock.ts';
import type { ConnectWiseOptions } from './connectwise/options.ts';
import { createConnectWiseRest } from './connectwise/rest.ts';
import type { GeneratedAdditions } from './connectwise/seed/generated.ts';
import { type SeedVariant, seedConnectWise } from './connectwise/seed.ts';
import type { ConnectWiseState } from './connectwise/state.ts';
import { createConnectWiseState, GENERIC_CODEBASE, upgrade } from './connectwise/state.ts';
import { Users } from './connectwise/users.ts';
import type { Handler } from './dispatch.ts';
import { isRestPath } from './dispatch.ts';
import type { Site } from './hosts.ts';
import { HOSTS } from './hosts.ts';
import type { WebClientOptions } from './pages/options.ts';
import { createWebClient } from './pages/web-client.ts';
import { BackupEngine } from './portal/backups.ts';
import { createEfsPortal } from './portal/efs-portal.ts';
import { seedPortal } from './portal/seed.ts';
import { PortalState } from './portal/state.ts';
import type { X360Deviations } from './portal/x360-deviations.ts';
import { PRODUCTION } from './portal/x360-deviations.ts';
import { createX360Recover } from './portal/x360recover.ts';
import type { Snapshot } from './snapshot.ts';
import { loadSnapshot } from './snapshot.ts';

export interface WorldOptions {
  /** Customers in the portal, the guides' three included; default 3. */
  customers?: number;
  /** The same seed gives the same data; default 1. */
  seed?: number;
  /**
   * `story` (default): ConnectWise holds the mistakes and stale figures of the demo; `clean`: everything right; `not-set-up`: nothing
   * is set up but the API member.
   */
  variant?: SeedVariant;
  /** Additions of the generated customers' agreements, e.g. `{ ourAdditions: 4, otherAdditions: 6 }`; default one of ours. */
  generated?: GeneratedAdditions;
  webClient?: WebClientOptions;
  /** Release that ConnectWise runs, e.g. `2023.2` or `2018.6`; default `2025.1`, or that of the snapshot. */
  release?: string;
  /** How ConnectWise is set up, and what is in front of it. */
  connectWise?: ConnectWiseOptions;
  /** Departures of x360Recover from its description; default as production. */
  x360?: Partial<X360Deviations>;
}

/** The simulated services and their data. A reset makes a new one. */
export interface World {
  readonly connectWise: ConnectWiseState;
  readonly portal: PortalState;
  readonly backups: BackupEngine;
  readonly users: Users;
  /** Read at every request, so a test may change it while the simulator runs. */
  readonly x360: X360Deviations;
  readonly webClient: WebClientOptions;
  readonly sites: Partial<Record<Site, Handler>>;
}

export function createWorld(clock: SimulatorClock, options: WorldOptions = {}, snapshot?: Snapshot): World {
  const connectWise = createConnectWiseState(clock);
  const portal = new PortalState();
  if (snapshot) loadSnapshot(snapshot, { connectWise, portal, clock });
  else {
    seedPortal(portal, clock.now(), options);
    const customers = portal.allCustomers();
    const { variant, generated } = options;
    seedConnectWise(connectWise, { variant, customers, generated, now: clock.now() });
  }
  if (options.release !== undefined) upgrade(connectWise, options.release);
  Object.assign(connectWise.options, options.connectWise);
  const backups = new BackupEngine(portal, clock);
  const users = new Users(connectWise, clock);
  const x360 = { ...PRODUCTION, ...options.x360 };
  const webClient = { ...options.webClient };

  const rest = createConnectWiseRest(connectWise, clock);
  const axcient = createX360Recover(portal, backups, clock, x360);
  const efsPortal = createEfsPortal(portal, backups, clock);
  const sites: World['sites'] = {
    web: connectWiseHost(connectWise, clock, webClient),
    rest: (request) => rest.fetch(request),
    sandbox: connectWiseHost(connectWise, clock, webClient),
    'on-premise': connectWiseHost(onPremise(connectWise), clock, webClient),
    axcient: (request) => axcient.fetch(request),
    'efs-portal': (request) => efsPortal.fetch(request),
  };
  return { connectWise, portal, backups, users, x360, webClient, sites };
}

/**
 * The same ConnectWise data, release and options behind one host of the partner's own
 * (docs/reference/connectwise-rest.md#versions).
 */
function onPremise(state: ConnectWiseState): ConnectWiseState {
  const own = { codebase: GENERIC_CODEBASE, isCloud: false, uiHost: HOSTS.onPremise, apiHost: HOSTS.onPremise };
  // Inherits, not copies, so that a later upgrade of the one is an upgrade of the other.
  return Object.assign(Object.create(state) as ConnectWiseState, own);
}

/** Web client, discovery and REST on one host; on a cloud's web host REST only says that it is not there. */
function connectWiseHost(state: ConnectWiseState, clock: SimulatorClock, options: WebClientOptions): Handler {
  const rest = createConnectWiseRest(state, clock);
  const web = createWebClient(state, clock, options);
  return (request) => (isRestPath(new URL(request.url).pathname) ? rest : web).fetch(request);
}
