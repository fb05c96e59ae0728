import { Hono } from 'hono';
import type { SimulatorClock } from './clock.ts';
import type { ConnectWiseState } from './connectwise/state.ts';
import { createConnectWiseState } from './connectwise/state.ts';
import type { Handler } from './dispatch.ts';
import { isRestPath } from './dispatch.ts';
import type { Site } from './hosts.ts';
import { HOSTS } from './hosts.ts';
import { BackupEngine } from './portal/backups.ts';
import { seedPortal } from './portal/seed.ts';
import { PortalState } from './portal/state.ts';

export interface WorldOptions {
  /** Customers in the portal, the seeds' three included; default 3. */
  customers?: number;
  /** The same seed gives the same data; default 1. */
  seed?: number;
}

/** The simulated services and their data. A reset makes a new one. */
export interface World {
  readonly connectWise: ConnectWiseState;
  readonly portal: PortalState;
  readonly backups: BackupEngine;
  readonly apps: Record<Site, Handler>;
}

export function createWorld(clock: SimulatorClock, options: WorldOptions = {}): World {
  const connectWise = createConnectWiseState(clock);
  const portal = new PortalState();
  seedPortal(portal, clock.now(), options);
  const backups = new BackupEngine(portal, clock);
  const notYet = new Hono().all('*', (c) => c.text('Not built yet.', 503));
  const rest: Handler = (request) => notYet.fetch(request);
  const web: Handler = rest;
  const both: Handler = (request) => (isRestPath(new URL(request.url).pathname) ? rest(request) : web(request));
  return {
    connectWise,
    portal,
    backups,
    apps: {
      web: both,
      rest,
      'on-premise': both,
      axcient: rest,
      'efs-portal': rest,
      'start-page': () => new Response(`Backup Bridge simulator. Hosts: ${Object.values(HOSTS).join(', ')}\n`),
      unknown: () => new Response('No such host here.', { status: 404 }),
    },
  };
}

export function handlerOf(world: World, site: Site, _path: string): Handler {
  return world.apps[site];
}
