import { todayIn } from '../../../domain/calendar-day.ts';
import type { FleetRow } from '../../../domain/fleet.ts';
import { type IsoTime, isoTime } from '../../../shared/time.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { tenantTimeZone } from '../../read/tenant-time-zone.ts';
import { allRows } from '../job-rows.ts';

/*
 * What the first comparison of a month found is kept: "what was it on the 1st". Thirteen months and a few days, as long as the journal.
 */

const KEY = 'fleet-month:';
const KEPT_MONTHS = 14;

/** The first comparison of a month (`2026-11`, of the tenant's calendar). */
export interface MonthSnapshot {
  month: string;
  at: IsoTime;
  rows: FleetRow[];
}

/** Keeps the rows of a comparison unless there are some of its month, and drops those of more than 400 days ago. */
export async function keepMonth(deps: EngineDeps, comparisonId: string): Promise<void> {
  const zone = await tenantTimeZone(deps);
  const now = deps.clock();
  const month = todayIn(now, zone.ok ? zone.value : undefined).slice(0, 7);
  const kept = await monthsKept(deps);
  if (kept.includes(month)) return;
  const rows = await allRows<FleetRow>(deps, comparisonId);
  await deps.store.cache(`${KEY}${month}`, { month, at: isoTime(now), rows } satisfies MonthSnapshot, now);
  for (const old of kept.slice(0, Math.max(0, kept.length + 1 - KEPT_MONTHS))) await deps.store.forget(`${KEY}${old}`);
}

/** Months of which there is a snapshot, oldest first. */
export async function monthsKept({ store }: Pick<EngineDeps, 'store'>): Promise<string[]> {
  return (await store.cachedKeys(KEY)).map((key) => key.slice(KEY.length)).sort();
}

export async function monthSnapshot(
  { store }: Pick<EngineDeps, 'store'>,
  month: string,
): Promise<MonthSnapshot | undefined> {
  return (await store.cached<MonthSnapshot>(`${KEY}${month}`))?.value;
}
