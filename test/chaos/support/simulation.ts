import { SimulatorClock } from '../../simulator/clock.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { carryOut } from '../../simulator/effects.ts';
import { Faults } from '../../simulator/faults.ts';
import { siteOf } from '../../simulator/hosts.ts';
import { LateCommits } from '../../simulator/late-commits.ts';
import { type Snapshot, takeSnapshot } from '../../simulator/snapshot.ts';
import { DEVIATION_HEADER } from '../../simulator/traffic.ts';
import { createWorld, type World } from '../../simulator/world.ts';

/** All stories begin here, so that the same seed gives the same run on any day. A Saturday in the middle of a month. */
export const START = Date.parse('2026-11-14T09:00:00.000Z');

/** Time that only a test moves. */
class VirtualClock extends SimulatorClock {
  #now: number;

  constructor(now: number) {
    super();
    this.#now = now;
  }

  protected override current(): number {
    return this.#now;
  }

  protected override skip(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** The other side without a socket: simulated ConnectWise and portal on a virtual clock. */
export interface Simulation extends Pick<World, 'connectWise' | 'portal' | 'backups'> {
  readonly clock: SimulatorClock;
  readonly faults: Faults;
  /** Resolves once every late write that is due has been carried out. */
  settle(): Promise<void>;
  /** One exchange, as a browser's network would do it. A dropped connection rejects, and so does a client that gave up. */
  exchange(request: Request): Promise<Response>;
}

/**
 * A fresh other side, quickly: the seed is made once per kind and loaded from its snapshot, and an exchange goes straight to
 * the service, as the simulator's own dispatch would lead it but for recording.
 * @param kind `small`: three customers with four accounts, enough for most schedules. `seed`: the documents' three customers.
 * A snapshot: whatever it holds.
 */
export function simulation(kind: 'small' | 'seed' | Snapshot): Simulation {
  const clock = new VirtualClock(START);
  const faults = new Faults(clock);
  const commits = new LateCommits(clock);
  const world = createWorld(clock, {}, typeof kind === 'string' ? snapshotOf(kind) : kind);
  return {
    clock,
    faults,
    connectWise: world.connectWise,
    portal: world.portal,
    backups: world.backups,
    settle: () => commits.settle(),
    async exchange(request) {
      await commits.settle();
      const url = new URL(request.url);
      const site = siteOf(url.hostname);
      const handler = world.sites[site];
      if (!handler) throw new TypeError('fetch failed');
      const effects = faults.take(request.method, url);
      const outcome = await carryOut(effects, { site, request, handle: async () => handler(request), clock, commits });
      if (outcome.kind === 'dropped') throw new TypeError('fetch failed');
      if (outcome.kind === 'no-answer') throw new DOMException('The operation timed out.', 'TimeoutError');
      outcome.response.headers.delete(DEVIATION_HEADER);
      outcome.response.headers.set('date', new Date(clock.now()).toUTCString());
      return outcome.response;
    },
  };
}

const made = new Map<string, Snapshot>();

function snapshotOf(kind: 'small' | 'seed'): Snapshot {
  const known = made.get(kind);
  if (known) return known;
  const clock = new VirtualClock(START);
  const world = createWorld(clock, { variant: 'clean' });
  const snapshot = takeSnapshot(world.connectWise, world.portal, clock);
  if (kind === 'small') keepFewAccounts(snapshot);
  made.set(kind, snapshot);
  return snapshot;
}

/** The accounts of the small world: two of Eddie's TV Repair, one of Joe's, one of Lakeside Dental, which bills nothing. */
export const SMALL_ACCOUNTS = [356, 369, 383, 20111] as const;

function keepFewAccounts(snapshot: Snapshot): void {
  const { portal, connectWise } = snapshot;
  const kept = new Set<number>(SMALL_ACCOUNTS);
  portal.accounts = portal.accounts.filter(({ id }) => kept.has(id));
  portal.customers = portal.customers.filter(({ id }) => portal.accounts.some(({ customerId }) => customerId === id));
  portal.events = portal.events
    .filter(({ accountId }) => kept.has(accountId))
    .map((event, index) => ({ ...event, sequence: index + 1 }));
  // What bills the removed accounts would be held as an unusual drop permanently.
  const agreements = new Set<number>([SEED.agreements.eddiesTvRepair, SEED.agreements.joeTvRepair]);
  const { tables } = connectWise;
  tables.additions = (tables.additions ?? []).filter(({ agreementId }) => agreements.has(Number(agreementId)));
}
