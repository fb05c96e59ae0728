import { fail, ok, type Result } from '../shared/result.ts';
import { type Clock, MINUTE, SECOND } from '../shared/time.ts';
import { advanced, delayOf, newBudget, type RateState, resumed, slowed, spent } from './rate-budget.ts';
import { createRequestQueue, type Priority } from './request-queue.ts';
import { stillPaused } from './still-paused.ts';

/** Where the budget of a site outlives the worker. */
export interface RateStore {
  read(): Promise<RateState | undefined>;
  write(state: RateState): Promise<void>;
}

/** Lets requests to one site go, each in its turn. One for each site in the browser. */
export interface RateLimiter {
  /**
   * Runs `work`, one request, once there is a token, nobody more urgent waits and fewer than four are under way. Failure
   * `too-many-requests`, and nothing was run, while ConnectWise wants a pause longer than anyone would wait for.
   */
  inTurn<T>(priority: Priority, work: () => Promise<T>): Promise<Result<T>>;
  /** A 429 came. Call it inside of `work`, so that nothing slips out between the answer and the pause. */
  slowDown(retryAfterSeconds: number | undefined): void;
}

interface RateLimiterDeps {
  clock: Clock;
  wait: (milliseconds: number) => Promise<void>;
  /** Absent: the budget lives as long as the tracker. */
  store?: RateStore;
}

const SAVE_EVERY = 5 * SECOND;
/** Calls are held back during a pause of this length; a longer one is returned as a failure. */
const LONGEST_HOLD = MINUTE;

export function createRateLimiter({ clock, wait, store }: RateLimiterDeps): RateLimiter {
  const queue = createRequestQueue();
  const held: {
    budget?: RateState;
    loading?: Promise<void>;
    waiting?: boolean;
    savedAt?: number;
    saving: Promise<void>;
  } = { saving: Promise.resolve() };

  const load = async () => {
    const stored = await store?.read().catch(() => undefined);
    const now = clock();
    held.budget ??= stored ? resumed(stored, now, SAVE_EVERY) : newBudget(now);
  };

  const save = (budget: RateState, atOnce: boolean) => {
    const since = budget.at - (held.savedAt ?? Number.NEGATIVE_INFINITY);
    if (!store || (!atOnce && since >= 0 && since < SAVE_EVERY)) return;
    held.savedAt = budget.at;
    // One after the other, so that an older state never ends on top. A failed one costs no more than what it would have kept.
    held.saving = held.saving.then(() => store.write(budget)).catch(() => {});
  };

  /** Lets go what may go; comes back by itself when a token or the end of a pause has to be waited for. */
  const pump = () => {
    if (held.waiting || !held.budget) return;
    held.budget = advanced(held.budget, clock());
    while (queue.hasNext()) {
      const pause = held.budget.pausedUntil - held.budget.at;
      if (pause > LONGEST_HOLD) return queue.refuseAll(pause);
      const delay = delayOf(held.budget);
      if (delay > 0) return void comeBackIn(delay);
      held.budget = spent(held.budget);
      save(held.budget, false);
      queue.next();
    }
  };

  const comeBackIn = async (delay: number) => {
    held.waiting = true;
    const started = clock();
    await wait(delay).catch(() => {});
    held.waiting = false;
    // Timers may end a moment early by the clock; what was waited counts as waited.
    if (held.budget) held.budget = advanced(held.budget, Math.max(clock(), started + delay));
    pump();
  };

  return {
    async inTurn(priority, work) {
      held.loading ??= load();
      await held.loading;
      const turn = queue.wait(priority);
      pump();
      const refused = await turn;
      if (refused !== undefined) return fail(stillPaused(refused));
      try {
        return ok(await work());
      } finally {
        queue.end(priority);
        pump();
      }
    },
    slowDown(retryAfterSeconds) {
      held.budget = slowed(held.budget ?? newBudget(clock()), clock(), retryAfterSeconds);
      save(held.budget, true);
    },
  };
}
