import type { ManagedIdEntry } from '../../domain/connectwise-records.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { isMovedByOtherBrowser, sharedClock, type Throttle, throttle } from './throttle.ts';

type SharedThrottleDeps = Pick<EngineDeps, 'connectWise' | 'store' | 'settings' | 'clock'>;

/** A failed sync is tried again within minutes: it is among the newest runs. */
const LOOK_BACK = 20;

/**
 * Whether another browser synced the customer within the throttle, by the entries that were just read.
 * @param runId the run that asks: it has moved nothing yet.
 */
export async function sharedThrottle(
  deps: SharedThrottleDeps,
  company: { companyId: number; efsId: string },
  entries: readonly ManagedIdEntry[],
  runId?: string,
): Promise<Result<Throttle>> {
  const { efsId } = company;
  // Looking up our own name may cost a request: only where somebody wrote within the throttle.
  if (throttle([sharedClock(entries, efsId)], deps.clock()).open) return ok({ open: true });
  const who = await deps.connectWise.actor();
  if (!who.ok) return who;
  const shared = sharedClock(entries, efsId, who.value.member);
  const state = throttle([shared], deps.clock());
  if (state.open || shared === undefined) return ok({ open: true });
  const runs = await deps.store.runs({ companyId: company.companyId, limit: LOOK_BACK });
  const others = runs.filter(({ id }) => id !== runId);
  return ok(isMovedByOtherBrowser(shared, others) ? state : { open: true });
}
