import { advanced, delayOf, newBudget, type RateState, slowed, spent } from '../connectwise/rate-budget.ts';
import type { RateLimiter } from '../connectwise/rate-limiter.ts';
import { createRequestQueue } from '../connectwise/request-queue.ts';
import { stillPaused } from '../connectwise/still-paused.ts';
import { fail, ok } from '../shared/result.ts';
import { type Clock, MINUTE } from '../shared/time.ts';
import type { SqlDatabase } from './store/sql.ts';

interface SharedRateDeps {
  sql: SqlDatabase;
  schema: string;
  site: string;
  clock: Clock;
  wait: (milliseconds: number) => Promise<void>;
}

/** Calls are held back during a pause of this length; a longer one is returned as a failure. */
const LONGEST_HOLD = MINUTE;

/**
 * Returns what lets requests to one site go, at the rate that all runners on this database share: each request takes its token
 * there. In this process the order is that of the extension: users first, few at once.
 */
export function createSharedRate({ sql, schema, site, clock, wait }: SharedRateDeps): RateLimiter {
  const queue = createRequestQueue();
  const held: { isPumping: boolean; slowing?: Promise<unknown> } = { isPumping: false };

  /** Changes the budget in one transaction, after those who came before. */
  const change = async <T>(edit: (budget: RateState) => { budget: RateState; answer: T }): Promise<T> => {
    const transaction = await sql.begin('readwrite');
    try {
      await transaction.query(`INSERT INTO ${schema}.rates (site, state) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
        site,
        JSON.stringify(newBudget(clock())),
      ]);
      const [row] = await transaction.query<{ state: string }>(
        `SELECT state FROM ${schema}.rates WHERE site = $1 FOR UPDATE`,
        [site],
      );
      const { budget, answer } = edit(row ? (JSON.parse(row.state) as RateState) : newBudget(clock()));
      await transaction.query(`UPDATE ${schema}.rates SET state = $2 WHERE site = $1`, [site, JSON.stringify(budget)]);
      await transaction.commit();
      return answer;
    } catch (error) {
      await transaction.rollback().catch(() => undefined);
      throw error;
    }
  };

  /** Takes a token, or answers how long to wait for one. */
  const take = () =>
    change((known) => {
      const budget = advanced(known, clock());
      const pause = budget.pausedUntil - budget.at;
      const delay = delayOf(budget);
      return delay > 0 ? { budget, answer: { pause, delay } } : { budget: spent(budget), answer: { pause, delay } };
    });

  const pump = async (): Promise<void> => {
    if (held.isPumping) return;
    held.isPumping = true;
    try {
      while (queue.hasNext()) {
        await held.slowing;
        const { pause, delay } = await take();
        if (pause > LONGEST_HOLD) queue.refuseAll(pause);
        else if (delay > 0) await wait(delay);
        else queue.next();
      }
    } catch {
      // Without the database nobody knows the rate; whoever waits tries again later.
      queue.refuseAll(LONGEST_HOLD);
    } finally {
      held.isPumping = false;
    }
  };

  return {
    async inTurn(priority, work) {
      const turn = queue.wait(priority);
      void pump();
      const refused = await turn;
      if (refused !== undefined) return fail(stillPaused(refused));
      try {
        return ok(await work());
      } finally {
        queue.end(priority);
        void pump();
      }
    },
    slowDown(retryAfterSeconds) {
      const slower = (budget: RateState) => ({ budget: slowed(budget, clock(), retryAfterSeconds), answer: undefined });
      // Nothing goes before it is stored.
      held.slowing = change(slower).catch(() => undefined);
    },
  };
}
