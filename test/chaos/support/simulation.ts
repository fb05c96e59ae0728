import { SimulatorClock } from '../../simulator/clock.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { answerOf, truncated } from '../../simulator/fault-answers.ts';
import { Faults } from '../../simulator/faults.ts';
import { siteOf } from '../../simulator/hosts.ts';
import { type Snapshot, takeSnapshot } from '../../simulator/snapshot.ts';
import { createWorld, type World } from '../../simulator/world.ts';

/** All stories begin here, so that the same seed gives the same run on any day. A Saturday in the middle of a month. */
export const START = Date.parse('2026-11-14T09:00:00.000Z');

/** Time that only moves when somebody moves it. */
class VirtualClock extends SimulatorClock {
  #now: number;

  constructor(now: number) {
    super();
    this.#now = now;
  }

  override now(): number {
    return this.#now;
  }

  override advance(milliseconds: number): void {
    if (milliseconds < 0) throw new RangeError('The simulator clock only moves forward.');
    this.#now += milliseconds;
  }
}

/** The other side without a socket: simulated ConnectWise and portal on a virtual clock. */
export interface Simulation extends Pick<World, 'connectWise' | 'portal' | 'backups'> {
  readonly clock: SimulatorClock;
  readonly faults: Faults;
  /** One exchange, as a browser's network would do it; a dropped connection rejects. */
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
  const faults = new Faults();
  const world = createWorld(clock, {}, typeof kind === 'string' ? snapshotOf(kind) : kind);
  return {
    clock,
    faults,
    connectWise: world.connectWise,
    portal: world.portal,
    backups: world.backups,
    async exchange(request) {
      const url = new URL(request.url);
      const site = siteOf(url.hostname);
      const handler = site === 'start-page' || site === 'unknown' ? undefined : world.sites[site];
      if (!handler) throw new TypeError('fetch failed');
      const effect = faults.take(request.method, url);
      if (effect?.kind === 'dropped-before') throw new TypeError('fetch failed');
      const response = (effect && answerOf(effect, site)) ?? (await handler(request));
      if (effect?.kind === 'dropped-after') throw new TypeError('fetch failed');
      return effect?.kind === 'truncated' ? truncated(response) : response;
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
  // What bills the accounts that are gone would be held as an unusual drop for ever.
  const agreements = new Set<number>([SEED.agreements.eddiesTvRepair, SEED.agreements.joeTvRepair]);
  const { tables } = connectWise;
  tables.additions = (tables.additions ?? []).filter(({ agreementId }) => agreements.has(Number(agreementId)));
}
