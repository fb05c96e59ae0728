import { isYoungerThan } from '../../shared/age.ts';
import { DAY } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';

type LookedDeps = Pick<EngineDeps, 'store' | 'clock'>;

/** A rival can appear at any time; what this browser reads anyway shows most of them, so that one look a day is enough. */
const RIVALS_AGE = DAY;

/** Whether a customer's rivals were looked for within the day. */
export async function isRivalCheckRecent(
  { store, clock }: LookedDeps,
  companyId: number,
  customerId: string,
): Promise<boolean> {
  const looked = await store.cached(key(companyId, customerId));
  return looked !== undefined && isYoungerThan(RIVALS_AGE, looked.at, clock());
}

/**
 * For whoever has asked ConnectWise for every company with the id, for another reason.
 * @param at when, in milliseconds since the epoch; absent: just now
 */
export async function recordRivalCheck(
  { store, clock }: LookedDeps,
  companyId: number,
  customerId: string,
  at: number = clock(),
): Promise<void> {
  await store.cache(key(companyId, customerId), true, at);
}

function key(companyId: number, customerId: string): string {
  return `rivals:${companyId}:${customerId}`;
}
