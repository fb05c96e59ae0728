import { DEFAULT_TIME_ZONE } from '../../domain/calendar-day.ts';
import { isYoungerThan } from '../../shared/age.ts';
import { ok, type Result } from '../../shared/result.ts';
import { DAY } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';

/** Forgotten with the set-up tables, when the connection changes. */
const KEY = 'setup:time-zone';

/**
 * Returns the IANA name of the time zone in which the tenant's dates are days; UTC where ConnectWise names none that is
 * known. Read once a day; a zone hardly changes, so an older one serves while ConnectWise cannot be asked.
 */
export async function tenantTimeZone({
  connectWise,
  store,
  clock,
}: Pick<EngineDeps, 'connectWise' | 'store' | 'clock'>): Promise<Result<string>> {
  const cached = await store.cached<string>(KEY);
  if (cached && isYoungerThan(DAY, cached.at, clock())) return ok(cached.value);
  const info = await connectWise.info();
  if (!info.ok) return cached ? ok(cached.value) : info;
  const timeZone = info.value.timeZone ?? DEFAULT_TIME_ZONE;
  await store.cache(KEY, timeZone, clock());
  return ok(timeZone);
}
