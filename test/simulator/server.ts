import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createAdmin } from './admin.ts';
import { makeCertificate } from './certificate.ts';
import { SimulatorClock } from './clock.ts';
import type { ConnectWiseState } from './connectwise/state.ts';
import type { Users } from './connectwise/users.ts';
import type { Handler } from './dispatch.ts';
import { ADMIN_PATH, dispatch } from './dispatch.ts';
import type { Outcome } from './effects.ts';
import { Faults } from './faults.ts';
import type { Site } from './hosts.ts';
import { hostResolverRules } from './hosts.ts';
import { LateCommits } from './late-commits.ts';
import type { WebClientOptions } from './pages/options.ts';
import type { BackupEngine } from './portal/backups.ts';
import type { PortalState } from './portal/state.ts';
import type { X360Deviations } from './portal/x360-deviations.ts';
import type { Snapshot } from './snapshot.ts';
import { startPage } from './start-page.ts';
import type { TrafficOptions } from './traffic.ts';
import { Traffic } from './traffic.ts';
import type { World, WorldOptions } from './world.ts';
import { createWorld } from './world.ts';

export interface SimulatorOptions extends WorldOptions {
  /** Port on 127.0.0.1; default any free one. */
  port?: number;
  /** `false`: no socket and no certificate, only `simulatorFetch`. Default true. */
  listen?: boolean;
  traffic?: TrafficOptions;
  /** Starts with these data in place of the seed; a reset still goes back to the seed. */
  snapshot?: Snapshot;
  /** What time its clock shows at the start, in milliseconds since the epoch; default: the real time. */
  startsAt?: number;
  /** Called by the admin endpoint's `stop`; default stops the simulator. */
  onStop?: () => void;
}

export interface Simulator {
  /** 0 without a socket. */
  readonly port: number;
  /** The certificate behind the port, which is its own authority: for a client that verifies. '' without a socket. */
  readonly certificate: string;
  /** `https://127.0.0.1:<port>`, for the start page and the admin endpoint. */
  readonly origin: string;
  /** Public address of a host, as a browser with mapped hosts sees it: `https://na.myconnectwise.net`. */
  url(host: string, path?: string): string;
  /** Value of Chromium's `--host-resolver-rules`. */
  readonly hostResolverRules: string;
  readonly clock: SimulatorClock;
  readonly faults: Faults;
  readonly traffic: Traffic;
  /** From here on, all are replaced by `reset`: read them from the simulator each time. */
  readonly connectWise: ConnectWiseState;
  readonly portal: PortalState;
  readonly backups: BackupEngine;
  /** What technicians and the mail connector do to tickets. */
  readonly users: Users;
  /** Where x360Recover departs from its description; change members while it runs. */
  readonly x360: X360Deviations;
  readonly webClient: WebClientOptions;
  /** Resolves once every late write that is due has been carried out; each exchange waits for that by itself. */
  settle(): Promise<void>;
  /** One exchange without a socket; the host in the URL decides who answers. */
  handle(request: Request): Promise<Outcome>;
  /** Back to the seed: data, faults, recorded exchanges in memory. The clock never goes back. */
  reset(): void;
  stop(): Promise<void>;
}

/** Starts ConnectWise, both portals and the admin endpoint behind one https port, distinguished by host name. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = new SimulatorClock(options.startsAt);
  const faults = new Faults(clock);
  const commits = new LateCommits(clock);
  const traffic = new Traffic(options.traffic);
  let world: World = createWorld(clock, options, options.snapshot);

  const controls = {
    clock,
    faults,
    traffic,
    settle: () => commits.settle(),
    get connectWise() {
      return world.connectWise;
    },
    get portal() {
      return world.portal;
    },
    get backups() {
      return world.backups;
    },
    get users() {
      return world.users;
    },
    get x360() {
      return world.x360;
    },
    get webClient() {
      return world.webClient;
    },
    reset() {
      faults.clear();
      commits.clear();
      traffic.clear();
      traffic.expectErrors(false);
      world = createWorld(clock, options);
    },
  };
  const stop = async () => socket?.close();
  const admin = createAdmin(controls, options.onStop ?? (() => void stop()));
  const handlerOf = (site: Site, path: string): Handler => {
    if (path.startsWith(ADMIN_PATH)) return (request) => admin.fetch(request);
    if (site === 'start-page') return startPage;
    return world.sites[site] ?? (() => new Response(`No service answers for this host.\n`, { status: 404 }));
  };
  const handle = (request: Request) => dispatch({ clock, faults, commits, traffic, handlerOf }, request);
  const socket = options.listen === false ? undefined : await listen(handle, options.port ?? 0);
  const port = socket?.port ?? 0;

  return Object.assign(controls, {
    port,
    certificate: socket?.certificate ?? '',
    origin: `https://127.0.0.1:${port}`,
    url: (host: string, path = '') => `https://${host}${path}`,
    hostResolverRules: hostResolverRules(port),
    handle,
    stop,
  });
}

async function listen(
  handle: (request: Request) => Promise<Outcome>,
  port: number,
): Promise<{ port: number; certificate: string; close(): Promise<void> }> {
  const { key, cert } = await makeCertificate();
  const server = createAdaptorServer({
    createServer,
    serverOptions: { key, cert },
    overrideGlobalObjects: false,
    fetch: async (request, env) => {
      const outcome = await handle(request);
      if (outcome.kind === 'answer') return outcome.response;
      if (outcome.kind === 'no-answer') return RESPONSE_ALREADY_SENT;
      (env as HttpBindings).incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    certificate: cert,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
