import type { FleetRow } from '../../../domain/fleet.ts';
import { isoTime, readTime } from '../../../shared/time.ts';
import { lastSyncRun } from '../../check/sync-times.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { newestOwnStart, throttle } from '../../pacing/throttle.ts';
import { foreignTenant } from '../../runs/start-run.ts';

/** How many runs back the last sync is looked for: fixes and undos lie in between. */
const LOOK_BACK = 20;

/** When this browser last synced a company, and until when automatic syncs of it wait. Asks nobody. */
export async function syncOfCompany(
  deps: EngineDeps,
  companyId: number,
): Promise<Pick<FleetRow, 'lastSyncAt' | 'throttledUntil'>> {
  const runs = await deps.store.runs({ companyId, limit: LOOK_BACK });
  const last = lastSyncRun(runs.filter((run) => !foreignTenant(deps, run)));
  const automatic = await deps.store.lastAutomaticRun(companyId, newestOwnStart(deps.clock()));
  const own = automatic && !foreignTenant(deps, automatic) ? readTime(automatic.startedAt) : undefined;
  const { open, opensAt } = throttle([own], deps.clock());
  return {
    ...(last && { lastSyncAt: last.finishedAt ?? isoTime(readTime(last.startedAt) ?? 0) }),
    ...(!open && opensAt !== undefined && { throttledUntil: opensAt }),
  };
}
