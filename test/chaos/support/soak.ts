import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { DAY, MINUTE } from '../../../lib/shared/time.ts';
import { prune } from '../../../lib/sync/bulk/prune.ts';
import { eventRecord } from '../../simulator/portal/efs-records.ts';
import { seededRandom } from '../../simulator/random.ts';
import type { Browser } from './browser.ts';
import { rowsOf } from './checkpoint.ts';
import { duplicatesUntouched } from './invariants/duplicates.ts';
import { everyEventEnded } from './invariants/events.ts';
import { nothingLeftOver } from './invariants/left-over.ts';
import { planOfNewestFacts } from './invariants/newest-facts.ts';
import { noSecrets } from './invariants/secrets.ts';
import { oneTicketPerIncident } from './invariants/tickets.ts';
import { happen } from './perform.ts';
import { type Act, act } from './schedule.ts';
import { Interleaver } from './trackers.ts';
import { incidentsOf } from './truth.ts';
import { ChaosWorld } from './world.ts';

/** How long all of it lasts: in the first quarter already the log is as long as it gets. */
const DAYS = 1_800;
const KEPT = 400 * DAY;
/** Polls after which somebody fixes what is broken. */
const FIXED_EVERY = 20;

/** What there is when everything is at rest. */
export interface Held {
  /** Rows of each object store. */
  rows: Record<string, number>;
  /** Bytes of the heap that the worker alone holds: what its end gives back. The database is elsewhere. */
  worker: number;
}

export interface Soaked {
  faults: number;
  events: number;
  tickets: number;
  /** Which promises are broken at the end, in words. */
  broken: string[];
  /** Entries left in the outbox at the end. */
  outbox: string[];
  /** After a quarter of the polls, with which the first worker ended. */
  early: Held;
  /** After the others, all of the second worker. */
  end: Held;
}

/**
 * Workers poll over years, while everything around them fails now and then: one for a quarter of the polls, another one for the
 * rest. At the end of each all faults are over and everything comes to rest: then it is measured what is kept.
 * @param seed draws what happens
 */
export async function soak(polls: number, seed: number): Promise<Soaked> {
  const world = new ChaosWorld({ tracker: PASSING, seed });
  const browser = await world.connectedBrowser();
  const random = seededRandom(seed);
  const acts = fc.sample(act(1, 1), { seed, numRuns: polls * 2 }).filter(({ do: what }) => !OTHERS.has(what));
  const faults = acts.filter(({ do: what }) => what === 'fault');
  const seen = new Set<string>();
  const pollOn = async (count: number) => {
    for (let poll = 1; poll <= count; poll += 1) {
      const fault = random() < 0.5 ? [drawn(faults, random)] : [];
      for (const one of [drawn(acts, random), ...fault]) await happen(world, PASSING, one);
      // Most polls come soon after each other, some after days.
      world.pass(random() < 0.8 ? MINUTE / 2 : (10 * random() * DAYS * DAY) / polls);
      await world.simulation.settle();
      await browser.engine.poll();
      if (poll % FIXED_EVERY === 0) await fix(world, browser, seen);
    }
  };
  await pollOn(polls / 4);
  const early = await atRest(world, browser, seen);
  await pollOn((3 * polls) / 4);
  const end = await atRest(world, browser, seen);
  const { portal, connectWise } = world.simulation;
  const outbox = await browser.look((store) => store.outbox());
  const lost = portal.events.map((event) => String(eventRecord(event).id)).filter((id) => !seen.has(id));
  const found: Soaked = {
    faults: world.network.faulted,
    events: portal.events.length - world.historyUpTo,
    tickets: connectWise.tables.tickets.all().filter(({ externalXRef }) => externalXRef).length,
    broken: [...lost.map((id) => `Event ${id} was never stored.`), ...(await brokenPromises(world))],
    outbox: outbox.map(({ key, state, failure }) => `${key} ${state} ${failure?.message ?? ''}`),
    early,
    end,
  };
  browser.kill();
  return found;
}

const PASSING = new Interleaver(() => 0);

/** What is none of this: other browsers, ended workers, and other users' records without end. */
const OTHERS: ReadonlySet<Act['do']> = new Set([
  'work',
  'join',
  'kill',
  'pass',
  'skew',
  'own-ticket',
  'unreadable',
  'duplicate-company',
  'delete-company',
  // A guard would hold what they lead to until a user approves it, and all events from then on.
  'addition',
  'managed-id',
]);

function drawn(acts: readonly Act[], random: () => number): Act {
  const one = acts[Math.floor(random() * acts.length)];
  if (!one) throw new Error('Nothing can be drawn.');
  return one;
}

/** Somebody repairs the connections, and what every worker does after some time is done. */
async function fix(world: ChaosWorld, browser: Browser, seen: Set<string>): Promise<void> {
  world.network.fix();
  world.users.fixConnection();
  world.users.upgradeOldRelease();
  await browser.engine.connectionChanged();
  await browser.engine.poll();
  await browser.look(async (store) => {
    for (const { id } of await store.events(Number.MAX_SAFE_INTEGER)) seen.add(id);
  });
  await browser.engine.recover();
  await browser.look((store) => prune({ store }, world.now));
  await browser.look((store) => store.tidyLogs());
}

async function atRest(world: ChaosWorld, browser: Browser, seen: Set<string>): Promise<Held> {
  const { portal, backups, clock } = world.simulation;
  const schedules = [...portal.accounts.values()].map(({ id, schedule }) => ({ id, schedule }));
  // At the end of a month figures begin again, which no event reports.
  const month = new Date(clock.now());
  world.passTo(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 5));
  await browser.engine.poll();
  for (const id of portal.accounts.keys()) {
    backups.setMissing(id, false);
    backups.runBackup(id, { result: 'ok' });
    backups.verify(id, true);
  }
  for (const { accountId, lasts, newest } of incidentsOf(world)) {
    const { type, message, details } = newest;
    if (lasts) backups.report(accountId, { type, severity: 'ok', message, details });
  }
  await world.untilQuiet();
  await untilNothingWaits(world, browser);
  await fix(world, browser, seen);
  const rows = Object.fromEntries((await rowsOf(browser)).map(([name, { length }]) => [name, length]));
  for (const { id, schedule } of schedules) {
    const account = portal.accounts.get(id);
    if (account && schedule) account.schedule = { ...schedule, nextAt: clock.now() + DAY };
  }
  // Our own notes of what went over the line, and of what the worker reported.
  world.network.requests.length = 0;
  browser.logLines.length = 0;
  const alive = heapInUse();
  browser.kill();
  const worker = alive - heapInUse();
  await browser.start();
  return { rows, worker };
}

/** What waits is worked off when its time has come: at most so often, since it may have to wait again. */
async function untilNothingWaits(world: ChaosWorld, browser: Browser): Promise<void> {
  for (let more = 0; more < 20; more += 1) {
    const outbox = await browser.look((store) => store.outbox());
    const next = Math.min(...outbox.map(({ dueAt }) => dueAt));
    if (!Number.isFinite(next)) return;
    world.passTo(next);
    await browser.engine.poll();
  }
}

async function brokenPromises(world: ChaosWorld): Promise<string[]> {
  return [
    ...(await everyEventEnded(world, world.now - KEPT)),
    ...(await nothingLeftOver(world)),
    ...oneTicketPerIncident(world),
    ...duplicatesUntouched(world),
    ...(await noSecrets(world)),
    ...(await planOfNewestFacts(world)),
  ];
}

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
