import { countOf, firstSeed, type Tried, trySchedules } from '../chaos/support/try-schedules.ts';
import type { Benchmark } from './benchmark.ts';

/** All sizes of random schedules, added up. */
async function all(): Promise<Tried> {
  const sum: Tried = { schedules: 0, browsers: 0, events: 0, tickets: 0, duplicates: 0, lostEvents: 0, failures: [] };
  for (const size of ['tiny', 'small', 'large', 'crowd'] as const) {
    const count = countOf(size);
    const { failures, browsers, ...counts } = await trySchedules({
      size,
      count,
      seed: firstSeed(),
      most: Number.POSITIVE_INFINITY,
      shrink: false,
    });
    sum.browsers = Math.max(sum.browsers, browsers);
    sum.failures.push(...failures);
    for (const key of ['schedules', 'events', 'tickets', 'duplicates', 'lostEvents'] as const) sum[key] += counts[key];
  }
  return sum;
}

const once: { done?: Promise<Tried> } = {};
const tried = () => {
  once.done ??= all();
  return once.done;
};

function figure(name: string, value: (sum: Tried) => number, note: (sum: Tried) => string): Benchmark {
  return {
    name,
    unit: 'count',
    async measure() {
      const sum = await tried();
      return { value: value(sum), n: sum.schedules, note: note(sum) };
    },
  };
}

export const chaosDuplicateTickets = figure(
  'chaos.duplicate-tickets',
  ({ duplicates }) => duplicates,
  ({ tickets }) => `open tickets for the same incident beyond the first, among ${tickets} tickets`,
);
export const chaosLostEvents = figure(
  'chaos.lost-events',
  ({ lostEvents }) => lostEvents,
  ({ events }) => `schedules after which an event was lost or without an outcome, among ${events} events`,
);
export const chaosSchedules = figure(
  'chaos.schedules',
  ({ schedules }) => schedules,
  ({ failures }) => `seeded from ${firstSeed()}; ${failures.length} broke a promise`,
);
export const chaosBrowsers = figure(
  'chaos.browsers',
  ({ browsers }) => browsers,
  () => 'most at once',
);
