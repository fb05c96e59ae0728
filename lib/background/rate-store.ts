import * as z from 'zod/mini';
import type { RateStore } from '../connectwise/rate-limiter.ts';
import { safeParse } from '../shared/safe-parse.ts';
import type { StorageArea } from '../shared/storage-area.ts';

/** One item per site: the budget belongs to the ConnectWise that is asked, whoever's keys are used. */
export function createRateStore(storage: StorageArea, site: string): RateStore {
  const key = `connectwise.rate.${site}`;
  return {
    async read() {
      const parsed = safeParse(stateSchema, await storage.get(key));
      return parsed.success ? parsed.data : undefined;
    },
    write: (state) => storage.set(key, state),
  };
}

const stateSchema = z.object({
  perMinute: z.number().check(z.gt(0)),
  tokens: z.number(),
  at: z.number(),
  pausedUntil: z.number(),
  halvedAt: z.number(),
});
