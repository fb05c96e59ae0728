import { todayIn } from '../../../domain/calendar-day.ts';
import type { FleetRow } from '../../../domain/fleet.ts';
import { type IsoTime, isoTime } from '../../../shared/time.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { tenantTimeZone } from '../../read/tenant-time-zone.ts';

/* What the first comparison of a month found is kept, for 400 days as the journal is: "what was it on the 1st". */

const KEY = 'fleet-month:';

/** The first comparison of a month (`2026-11`, of the tenant's calendar). */
export interface MonthSnapshot {
  month: string;
  at: IsoTime;
  rows: FleetRow[];
}

/** Keeps the rows of a comparison unless there are some of its month. */
export async function keepMonth(deps: EngineDeps, rows: FleetRow[]): Promise<void> {
  const zone = await tenantTimeZone(deps);
  const now = deps.clock();
  const month = todayIn(now, zone.ok ? zone.value : undefined).slice(0, 7);
  if (rows.length === 0 || (await monthsKept(deps)).includes(month)) return;
  await deps.store.cache(`${KEY}${month}`, { month, at: isoTime(now), rows } satisfies MonthSnapshot, now);
}

/** Drops the snapshots of months before this one (`YYYY-MM`). */
export async function forgetMonthsBefore(deps: Pick<EngineDeps, 'store'>, month: string): Promise<void> {
  const kept = await monthsKept(deps);
  for (const old of kept.filter((one) => one < month)) await deps.store.forget(`${KEY}${old}`);
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
