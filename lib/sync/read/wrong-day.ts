import { DEFAULT_TIME_ZONE, todayIn } from '../../domain/calendar-day.ts';
import type { Failure } from '../../shared/errors.ts';
import { MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';

/** Clocks that keep themselves right differ by less, and an answer is older than its date by the time it takes. */
const SKEW = MINUTE;

/**
 * Returns why nothing may be planned: by this computer's clock it is another day than by ConnectWise's. Days decide which agreements and
 * lines are billed, and from when a new line is. In the tenant's zone, and in UTC, by which the portals' months are counted.
 * @param timeZone IANA name of the tenant's; absent: UTC
 */
export function wrongDay(
  { clock, connectWise }: Pick<EngineDeps, 'clock' | 'connectWise'>,
  timeZone?: string,
): Failure | undefined {
  const now = clock();
  const theirs = connectWise.siteTime();
  if (theirs === undefined || Math.abs(now - theirs) <= SKEW) return undefined;
  const zone = [timeZone ?? DEFAULT_TIME_ZONE, DEFAULT_TIME_ZONE].find(
    (one) => todayIn(now, one) !== todayIn(theirs, one),
  );
  if (zone === undefined) return undefined;
  return {
    code: 'wrong-day',
    message: `By this computer’s clock it is ${todayIn(now, zone)}, by ConnectWise’s ${todayIn(theirs, zone)}.`,
    nextStep: 'Set the clock that is wrong. Until then nothing is planned; after it, syncs continue by themselves.',
  };
}
