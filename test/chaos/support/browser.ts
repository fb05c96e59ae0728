import { createConnectWise } from '../../../lib/connectwise/connectwise.ts';
import type { Priority } from '../../../lib/connectwise/request-queue.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { type ConnectionPair, tenantOf } from '../../../lib/domain/connection-pair.ts';
import type { Settings } from '../../../lib/domain/settings.ts';
import { sourceOf } from '../../../lib/portal/config.ts';
import { createPortal } from '../../../lib/portal/portal.ts';
import { createConfirmedClock } from '../../../lib/shared/confirmed-clock.ts';
import type { Log } from '../../../lib/shared/log.ts';
import { onceADay } from '../../../lib/shared/once-a-day.ts';
import { prune } from '../../../lib/sync/bulk/prune.ts';
import type { Engine } from '../../../lib/sync/engine.ts';
import { createEngine } from '../../../lib/sync/engine.ts';
import type { ConnectWisePort } from '../../../lib/sync/ports.ts';
import type { SyncStore } from '../../../lib/sync/store.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { EFS_TOKEN } from '../../simulator/portal/seed.ts';
import { seededRandom } from '../../simulator/random.ts';
import type { Network } from './network.ts';
import type { RunnerGroup } from './runner-group.ts';
import type { ChaosStores } from './stores.ts';
import { Life, livingWith, type PointTracker } from './worker-life.ts';

/** The ConnectWise and the portal of every browser. */
export const CHAOS_CONNECTION: ConnectionPair = {
  tenant: tenantOf(HOSTS.web, SEED.companyId),
  portal: sourceOf({ kind: 'efs-portal', baseUrl: `https://${HOSTS.efsPortal}` }),
};

export interface BrowserParts {
  name: string;
  network: Network;
  /** Milliseconds since the epoch, of the world. */
  now(): number;
  /** Lets the world's time pass. */
  pass(milliseconds: number): void;
  settings: Settings;
  tracker: PointTracker;
  seed: number;
  stores: ChaosStores;
  /** Set: it is a runner, one of those that share a database. */
  group?: RunnerGroup;
  spoil?: Spoil;
}

/** Spoils a part of the product on purpose, to prove that the invariants notice. */
export interface Spoil {
  store?(store: SyncStore): SyncStore;
  connectWise?(port: ConnectWisePort): ConnectWisePort;
}

/** One technician's browser: a database that lasts, and a worker that may be killed and started again. */
export class Browser {
  readonly name: string;
  /** Milliseconds by which this computer's clock is wrong. */
  skew = 0;
  readonly logLines: string[] = [];
  readonly #parts: BrowserParts;
  readonly #random: () => number;
  /** Name of its database. */
  readonly database: string;
  /** How many times it was started. */
  #lives = 0;
  /** How many names it has given. */
  ids = 0;
  #close: () => void = () => undefined;
  #running: { life: Life; engine: Engine; store: SyncStore; prune(): Promise<void> } | undefined;

  constructor(parts: BrowserParts) {
    this.name = parts.name;
    this.#parts = parts;
    this.database = parts.group?.database ?? crypto.randomUUID();
    this.#random = seededRandom(parts.seed);
  }

  /** Where its database is. */
  get stores(): ChaosStores {
    return this.#parts.stores;
  }

  get isRunning(): boolean {
    return this.#running?.life.alive === true;
  }

  get engine(): Engine {
    return this.#alive().engine;
  }

  /** Deletes what is old, as the background does after an alarm's calls. */
  prune(): Promise<void> {
    return this.#alive().prune();
  }

  get life(): Life {
    return this.#alive().life;
  }

  /** The current database, past all points. */
  async look<T>(read: (store: SyncStore) => Promise<T>): Promise<T> {
    const store = await this.stores.open(this.database);
    try {
      return await read(store.forConnection(CHAOS_CONNECTION));
    } finally {
      store.close();
    }
  }

  /** Starts a worker, which recovers before anything else, as the background does. May be killed meanwhile. */
  async start(): Promise<void> {
    const { tracker, settings, network, pass, group, spoil = {} } = this.#parts;
    const life = new Life(this.name, tracker);
    this.#lives += 1;
    const runner = group && `${this.name}x${this.#lives}`;
    const ids = () => (runner ? `${runner}.${this.#id()}` : this.#id());
    if (group && runner) group.enter(runner, life);
    const opening = life.through('open', async () =>
      (await this.stores.open(this.database, ids)).forConnection(CHAOS_CONNECTION),
    );
    const opened = await Promise.race([opening, life.death]);
    if (!opened) return;
    this.#close = () => opened.close();
    const living = livingWith<SyncStore>(opened, 'store', life);
    const store = spoil.store?.(living) ?? living;
    const clock = () => this.#parts.now() + this.skew;
    const { fetch, confirmedNow } = createConfirmedClock(network.fetchOf(life), clock);
    const wait = (milliseconds: number) =>
      life.through('wait', async () => {
        pass(Math.max(0, milliseconds));
      });
    const { companyId, publicKey, privateKey, clientId } = SEED;
    const connection = { site: HOSTS.web, apiHost: HOSTS.rest, isCloud: true, codebase: 'v2025_1/' };
    const session = openSession({ ...connection, companyId, publicKey, privateKey, clientId }, { fetch, clock, wait });
    const connectWise = (priority: Priority) => {
      const port = createConnectWise(session, priority);
      return spoil.connectWise?.(port) ?? port;
    };
    const portal = createPortal(
      { kind: 'efs-portal', baseUrl: `https://${HOSTS.efsPortal}`, key: EFS_TOKEN },
      { fetch, clock },
    );
    const engine = createEngine({
      connectWise: connectWise('user'),
      backgroundConnectWise: connectWise('background'),
      portal,
      store,
      settings,
      clock,
      ids,
      random: this.#random,
      log: this.#log(),
      browser: this.name,
      ...(runner && { runner }),
    });
    const pruneDaily = onceADay(confirmedNow, (now) => prune({ store }, now));
    this.#running = { life, engine: group?.engineOf(engine, life) ?? engine, store, prune: pruneDaily };
    const recovering = engine.recover(group && ((id) => group.isLost(id)));
    await Promise.race([recovering, life.death]);
  }

  /** The worker has ended: nothing it began continues, only the database stays. */
  kill(): void {
    this.#running?.life.end();
    this.#close();
    this.#close = () => undefined;
    this.#running = undefined;
  }

  async restart(): Promise<void> {
    const ended = this.#running?.life;
    this.kill();
    await ended?.hasLeft();
    await this.start();
  }

  /** The awaited result, or the worker's end, whichever comes first. `true`: it was killed. */
  async diesDuring(work: (engine: Engine) => Promise<unknown>): Promise<boolean> {
    const { life, engine } = this.#alive();
    await Promise.race([work(engine), life.death]);
    return !life.alive;
  }

  #alive() {
    if (!this.#running) throw new Error(`${this.name} is not running.`);
    return this.#running;
  }

  #id(): string {
    this.ids += 1;
    return `${this.name}-${String(this.ids).padStart(5, '0')}`;
  }

  #log(): Log {
    const line = (level: string) => (where: string, message: string, details?: Record<string, unknown>) => {
      this.logLines.push(`${level} ${where}: ${message} ${details ? JSON.stringify(details) : ''}`);
    };
    return { info: line('info'), warn: line('warn'), error: line('error') };
  }
}
