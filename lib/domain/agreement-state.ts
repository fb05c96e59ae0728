import { readTime } from '../shared/time.ts';
import type { Agreement, AgreementStatus } from './connectwise-records.ts';

/**
 * Why nothing on an agreement is billed any more; undefined while it runs. ConnectWise keeps the status `Active` for a
 * while after the end date, so the date counts too. `now` in milliseconds since the epoch; absent: dates are not looked at.
 */
export function endedState(
  agreement: Agreement,
  now: number | undefined,
): Exclude<AgreementStatus, 'Active'> | undefined {
  if (agreement.cancelledFlag) return 'Cancelled';
  if (agreement.agreementStatus !== 'Active') return agreement.agreementStatus;
  const end = agreement.noEndingDateFlag ? undefined : readTime(agreement.endDate);
  return end !== undefined && now !== undefined && end < now ? 'Expired' : undefined;
}
