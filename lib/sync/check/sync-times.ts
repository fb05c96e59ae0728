import type { Run } from '../../domain/change.ts';
import { automaticParts } from '../../domain/consent.ts';
import type { SyncTimes } from '../../domain/rules/addition/addition-limits.ts';
import type { Settings } from '../../domain/settings.ts';
import { readTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { isMovedByOtherBrowser, isPlausible, sharedClock, THROTTLE_INTERVAL } from '../pacing/throttle.ts';
import { efsIdIn } from '../plan/plan-input.ts';
import type { Observation } from '../read/observation.ts';

/** How many runs back the last sync is looked for: fixes and undos lie in between. */
const LOOK_BACK = 20;

/** Runs that write the quantities of a whole company. */
const SYNCS: ReadonlySet<Run['cause']['kind']> = new Set(['user', 'event', 'reprocess', 'bulk-sync']);

/** Returns the last sync that ended: a cancelled one says nothing of ConnectWise. */
export function lastSyncRun(runs: readonly Run[]): Run | undefined {
  return runs.find(({ cause, state }) => SYNCS.has(cause.kind) && state !== 'running' && state !== 'cancelled');
}

/**
 * When the company's quantities were last synced well, by this browser or by another one of the same API member, and when an
 * automatic sync is due. Undefined where no automatic sync updates quantities, the last one failed, or none is known.
 */
export async function syncTimes(
  deps: Pick<EngineDeps, 'store' | 'settings' | 'clock' | 'connectWise'>,
  observation: Pick<Observation, 'company' | 'customerIds' | 'links' | 'entries'>,
): Promise<SyncTimes | undefined> {
  const { settings, store, clock, connectWise } = deps;
  const { company, customerIds, entries } = observation;
  if (!updatesQuantities(settings)) return undefined;
  const runs = await store.runs({ companyId: company.id, limit: LOOK_BACK });
  const own = runs.filter(({ tenant }) => tenant === undefined || tenant === connectWise.tenant);
  // One of the other parts alone says nothing of the quantities.
  const last = lastSyncRun(own.filter(({ parts }) => parts?.quantities));
  if (last && last.state !== 'done') return undefined;
  const shared = customerIds.map((id) => sharedClock(entries, efsIdIn(observation, id, settings)));
  const known = shared.filter((at) => at !== undefined);
  const times = [
    readTime(last?.finishedAt),
    known.length === shared.length && shared.length ? byAnother(Math.min(...known), own) : undefined,
  ];
  const past = times.filter((at): at is number => at !== undefined && isPlausible(at, clock()));
  if (past.length === 0) return undefined;
  const syncedAt = Math.max(...past);
  return { syncedAt, nextDue: syncedAt + THROTTLE_INTERVAL };
}

/**
 * ConnectWise's clock does not say which parts moved it. Of our own runs we know that; another browser is taken to write the parts
 * that this one does.
 */
function byAnother(at: number, own: readonly Run[]): number | undefined {
  return isMovedByOtherBrowser(at, own) ? at : undefined;
}

function updatesQuantities(settings: Settings): boolean {
  return (
    automaticParts(settings).quantities &&
    settings.rules.some(({ enabled, action }) => enabled && action === 'synchronize')
  );
}
