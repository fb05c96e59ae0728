import type { Fetch } from './http.ts';
import { type Clock, readTime } from './time.ts';

/** A clock that another machine confirms, and the `fetch` that it learns from. */
export interface ConfirmedClock {
  fetch: Fetch;
  /**
   * Returns a time that is over by both clocks, this machine's and that of whoever answered last, in milliseconds since the epoch;
   * undefined while nobody has answered.
   */
  confirmedNow(): number | undefined;
  /** Returns what time it is by the clock of whoever answered last, in milliseconds since the epoch; undefined while nobody has answered. */
  theirNow(): number | undefined;
}

/**
 * Wraps a `fetch` so that the `Date` of each answer (RFC 9110, section 6.6.1) is noted. What is deleted because of its age is deleted by
 * this clock: one that is set a year ahead would else delete what is kept for a year. The time of the answer itself counts, not the time
 * that has passed since by the local clock, which may be set in between.
 */
export function createConfirmedClock(fetch: Fetch, clock: Clock): ConfirmedClock {
  const newest: { date?: number; ahead?: number } = {};
  return {
    async fetch(url, init) {
      const response = await fetch(url, init);
      const date = readTime(response.headers.get('date'));
      if (date !== undefined) Object.assign(newest, { date, ahead: clock() - date });
      return response;
    },
    confirmedNow: () => (newest.date === undefined ? undefined : Math.min(newest.date, clock())),
    theirNow: () => (newest.ahead === undefined ? undefined : clock() - newest.ahead),
  };
}
