import { ALL_PARTS } from '../../../lib/domain/consent.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import { HOUR, MINUTE, SECOND } from '../../../lib/shared/time.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import type { Snapshot } from '../../simulator/snapshot.ts';
import { newestEvents } from '../../support/newest-events.ts';
import { Browser, CHAOS_CONNECTION, type Spoil } from './browser.ts';
import { doubledFailures } from './invariants/tickets.ts';
import { Network } from './network.ts';
import { RunnerGroup } from './runner-group.ts';
import { type Simulation, simulation } from './simulation.ts';
import { type ChaosStores, IN_INDEXEDDB } from './stores.ts';
import { snapshotTables, type TableSnapshot } from './tables.ts';
import { KillAt } from './trackers.ts';
import { incidentsOf } from './truth.ts';
import { UsersAtWork } from './users.ts';
import type { PointTracker } from './worker-life.ts';

export interface ChaosOptions {
  /** See `simulation`. */
  kind?: 'small' | 'seed';
  tracker?: PointTracker;
  seed?: number;
  settings?: Partial<Settings>;
  /** Goes on from a moment instead of beginning again. */
  from?: { other: Snapshot; before: TableSnapshot };
  spoil?: Spoil;
  /** Default: IndexedDB. */
  stores?: ChaosStores;
  /** How many of the first browsers are runners with one database; default none. */
  runners?: Runners;
}

/** Runners of a world, and where their database is. */
export interface Runners {
  count: number;
  stores: ChaosStores;
}

export const CHAOS_SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  managementSolution: 'eFolder',
  syncedParts: { ...DEFAULT_SETTINGS.syncedParts, invoiceDescriptions: true },
  automatic: ALL_PARTS,
  automaticFor: CHAOS_CONNECTION,
  toggles: { ...DEFAULT_SETTINGS.toggles, 'email-archiving': true, 'email-filtering': true },
  tickets: {
    ...DEFAULT_SETTINGS.tickets,
    board: { id: SEED.boards.professionalServices, name: 'Professional Services' },
  },
};

/**
 * Pauses after which a create whose outcome is not known is looked for: 5 and 30 seconds, 2, 5 and 10 minutes after it, and only
 * then is it made again. A write may be carried out 5 minutes late. Each a little longer than it must be; 16 minutes in all.
 */
const LOOKS_FOR_UNCLEAR = [10 * SECOND, 30 * SECOND, 2 * MINUTE, 3.5 * MINUTE, 5 * MINUTE, 5 * MINUTE];

/** One simulated ConnectWise and portal, users who work there, and any number of browsers. */
export class ChaosWorld {
  readonly simulation: Simulation;
  readonly network: Network;
  readonly users: UsersAtWork;
  readonly settings: Settings;
  readonly browsers: Browser[] = [];
  /** Every record as it stood in the beginning. */
  readonly before: TableSnapshot;
  /** Entries of the portal's log at the first contact: history, which causes nothing. */
  historyUpTo = 0;
  /** Incidents with several open tickets, most of an hour after faults were over. */
  doubled: string[] = [];
  /** Work that then still needed a user, with its message: `sync:342: …`. */
  neededUser: string[] = [];
  readonly #options: ChaosOptions;
  readonly #tracker: PointTracker;
  readonly #group = new RunnerGroup();

  constructor(options: ChaosOptions = {}) {
    this.#options = options;
    this.#tracker = options.tracker ?? new KillAt(0);
    this.settings = { ...CHAOS_SETTINGS, ...options.settings };
    this.simulation = simulation(options.from?.other ?? options.kind ?? 'small');
    this.network = new Network(this.simulation);
    this.users = new UsersAtWork(this.simulation);
    this.before = options.from?.before ?? snapshotTables(this.simulation.connectWise);
  }

  get now(): number {
    return this.simulation.clock.now();
  }

  /** Lets time pass; scheduled backups run when the portal is read. */
  pass(milliseconds: number): void {
    this.simulation.clock.advance(milliseconds);
  }

  /** Moves to a moment, unless it is over already: the same in every try, however long its work took. */
  passTo(at: number): void {
    this.pass(Math.max(0, at - this.now));
  }

  /** A browser that is not running yet. */
  newBrowser(): Browser {
    const number = this.browsers.length + 1;
    const { spoil, seed = 1, stores = IN_INDEXEDDB, runners } = this.#options;
    const isRunner = runners !== undefined && number <= runners.count;
    const browser = new Browser({
      name: `b${number}`,
      network: this.network,
      now: () => this.now,
      pass: (milliseconds) => this.pass(milliseconds),
      settings: this.settings,
      tracker: this.#tracker,
      seed: seed * 1000 + number,
      stores: isRunner ? runners.stores : stores,
      ...(isRunner && { group: this.#group }),
      ...(spoil && { spoil }),
    });
    this.browsers.push(browser);
    return browser;
  }

  /** A browser that was connected a while ago: the first contact, which writes nothing, lies behind it. */
  async connectedBrowser(): Promise<Browser> {
    const browser = this.newBrowser();
    await browser.start();
    await browser.diesDuring((engine) => engine.poll());
    if (this.browsers.length === 1) this.historyUpTo = this.simulation.portal.events.length;
    return browser;
  }

  /** Scheduled backups stop: from now on the facts only change on request. */
  freezeFacts(): void {
    this.simulation.backups.tick();
    for (const account of this.simulation.portal.accounts.values()) delete account.schedule;
  }

  /**
   * Faults end, offline browsers return, users fix what needs them, and all browsers poll until nothing is left to do.
   * The throttle opens in between, so that the newest facts reach ConnectWise.
   */
  async untilQuiet(): Promise<void> {
    this.#tracker.spareAll();
    this.network.fix();
    this.users.fixConnection();
    this.users.upgradeOldRelease();
    this.users.deleteDuplicates();
    this.freezeFacts();
    for (const browser of this.browsers) {
      browser.skew = 0;
      if (!browser.isRunning) await browser.restart();
      await browser.engine.connectionChanged();
    }
    // At once; at every moment at which a write of unclear outcome is looked for; when the longest retry is due.
    await this.#polls([0]);
    if (await this.#somethingIsUnclear()) await this.#polls(LOOKS_FOR_UNCLEAR);
    else this.pass(LOOKS_FOR_UNCLEAR.reduce((sum, pause) => sum + pause, 0));
    await this.#polls([31 * MINUTE]);
    this.doubled = doubledFailures(this);
    this.neededUser = await this.#whatNeedsUser();
    await this.#reprocess();
    this.#reportAgain();
    // When the throttle is open again.
    await this.#polls([13 * HOUR]);
    this.#heartbeat();
    await this.#polls([MINUTE]);
    // What one browser has left to another is looked for after a while; a ticket that a user closed is skipped for a day.
    if (this.browsers.length > 1) await this.#polls([3 * MINUTE]);
    await this.#polls([this.users.handled.size > 0 ? 26 * HOUR : 31 * MINUTE]);
    // A standby browser looks once in an hour and a half at the latest, and processes what is left.
    for (let more = 0; more < 10 && (await this.#somethingIsDue()); more += 1) await this.#polls([95 * MINUTE]);
  }

  async #somethingIsUnclear(): Promise<boolean> {
    for (const browser of this.browsers) {
      if ((await browser.look((store) => store.unclearWrites())).length > 0) return true;
    }
    return false;
  }

  async #somethingIsDue(): Promise<boolean> {
    for (const browser of this.browsers) {
      const outbox = await browser.look((store) => store.outbox());
      if (outbox.some(({ state, dueAt }) => state === 'pending' || (state === 'waiting' && dueAt <= this.now)))
        return true;
    }
    return false;
  }

  async #polls(pauses: readonly number[]): Promise<void> {
    for (const pause of pauses) {
      this.pass(pause);
      await this.simulation.settle();
      for (const { engine } of this.browsers) {
        await engine.poll();
        if ((await engine.bulkSync())?.state === 'running') await engine.continueBulkSync(this.now + HOUR);
      }
    }
  }

  async #whatNeedsUser(): Promise<string[]> {
    const found: string[] = [];
    for (const browser of this.browsers) {
      for (const { key, state, failure } of await browser.look((store) => store.outbox())) {
        if (state === 'needs-user') found.push(`${key}: ${failure?.message}`);
      }
    }
    return found;
  }

  async #reprocess(): Promise<void> {
    for (const { engine } of this.browsers) {
      for (const event of await newestEvents(engine, 1000)) {
        if (event.state !== 'needs-user') continue;
        const started = await engine.reprocess(event.source, event.id);
        if (started.ok) await started.value.finished;
      }
    }
  }

  /** What lasts is reported again, as portals do daily: then tickets that users closed are noticed. */
  #reportAgain(): void {
    for (const { lasts, accountId, newest } of incidentsOf(this)) {
      if (!lasts) continue;
      const { type, severity, message, details } = newest;
      this.simulation.backups.report(accountId, { type, severity, message, details });
    }
  }

  /** Something of each customer is reported, so that each is synced once more with facts that no longer change. */
  #heartbeat(): void {
    const { portal, backups } = this.simulation;
    for (const { id } of portal.allCustomers()) {
      const account = portal.accountsOf(id).find(({ onlineBytes }) => onlineBytes !== undefined);
      if (account) backups.grow(account.id, { onlineBytes: 1 });
    }
  }
}
