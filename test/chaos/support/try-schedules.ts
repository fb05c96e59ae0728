import fc from 'fast-check';
import type { Spoil } from './browser.ts';
import { inWords } from './invariants/index.ts';
import { type Performed, type Places, perform } from './perform.ts';
import { type Schedule, type Size, schedules } from './schedule.ts';

export interface Tried {
  schedules: number;
  /** Most browsers at once. */
  browsers: number;
  events: number;
  tickets: number;
  duplicates: number;
  /** Schedules after which an event was lost or left without its outcome. */
  lostEvents: number;
  /** One text for each schedule that broke something: seed, what broke, the schedule made smaller. */
  failures: string[];
}

interface TryOptions {
  size: Size;
  count: number;
  /** Of the first schedule; each next one has the next. */
  seed: number;
  spoil?: Spoil;
  /** Default: browsers alone, in IndexedDB. */
  places?: Places;
  /** Stops after so many failures; default 3. */
  most?: number;
  /** Whether a failing schedule is made smaller, which takes time; default true. */
  shrink?: boolean;
}

/** Seed of the first schedule: `CHAOS_SEED`, to repeat a failure, else always the same. */
export function firstSeed(): number {
  return Number(process.env.CHAOS_SEED ?? 1);
}

/**
 * How many schedules of a size.
 * @param fallback for all sizes together, unless `CHAOS_SCHEDULES` sets another number.
 */
export function countOf(size: Size, fallback = IN_ALL): number {
  return Math.max(1, Math.round((Number(process.env.CHAOS_SCHEDULES ?? fallback) * SHARES[size]) / IN_ALL));
}

/** Schedules of each size where all are tried (budgets: chaos.schedules). */
const SHARES: Record<Size, number> = { tiny: 1401, small: 550, large: 46, crowd: 4 };
const IN_ALL = Object.values(SHARES).reduce((sum, share) => sum + share, 0);

/** Tries seeded random schedules, one seed each, so that any one of them can be repeated by itself. */
export async function trySchedules(options: TryOptions): Promise<Tried> {
  const { size, count, seed, spoil, places, most = 3, shrink = true } = options;
  const tried: Tried = { schedules: 0, browsers: 0, events: 0, tickets: 0, duplicates: 0, lostEvents: 0, failures: [] };
  for (let number = 0; number < count && tried.failures.length < most; number += 1) {
    const schedule = scheduleOf(size, seed + number);
    const done = await performed(schedule, spoil, places);
    tried.schedules += 1;
    if (typeof done !== 'string') {
      tried.browsers = Math.max(tried.browsers, done.browsers);
      tried.events += done.events;
      tried.tickets += done.tickets;
      tried.duplicates += done.duplicates;
      tried.lostEvents += done.violations.some(({ invariant }) => invariant === 'events') ? 1 : 0;
      if (done.violations.length === 0) continue;
    }
    const words = typeof done === 'string' ? done : inWords(done.violations);
    const least = shrink ? await smaller(size, seed + number, spoil, places) : schedule;
    tried.failures.push(`CHAOS_SEED=${seed + number} (${size})\n${words}\n${JSON.stringify(least ?? schedule)}`);
  }
  return tried;
}

/** Returns the random schedule of a seed, the same each time. */
export function scheduleOf(size: Size, seed: number): Schedule {
  const [schedule] = fc.sample(schedules(size), { seed, numRuns: 1 });
  if (!schedule) throw new Error('There is no schedule.');
  return schedule;
}

/** One line of figures for the log of a test. */
export function figures(name: string, { failures, ...counts }: Tried): string {
  const parts = Object.entries(counts).map(([what, value]) => `${what} ${value}`);
  return `chaos ${name}: ${parts.join(', ')}, failed ${failures.length}`;
}

/** What came of it, or what was thrown, in words. */
async function performed(
  schedule: Schedule,
  spoil: Spoil | undefined,
  places: Places | undefined,
): Promise<Performed | string> {
  try {
    return await perform(schedule, spoil, places);
  } catch (error) {
    return `[thrown] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

const SHRINK_MILLISECONDS = 20_000;

async function smaller(
  size: Size,
  seed: number,
  spoil: Spoil | undefined,
  places: Places | undefined,
): Promise<Schedule | undefined> {
  const property = fc.asyncProperty(schedules(size), async (schedule) => {
    const done = await performed(schedule, spoil, places);
    return typeof done !== 'string' && done.violations.length === 0;
  });
  const result = await fc.check(property, { seed, numRuns: 1, interruptAfterTimeLimit: SHRINK_MILLISECONDS });
  return result.counterexample?.[0];
}
