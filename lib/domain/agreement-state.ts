import { type CalendarDay, dayOfDate } from './calendar-day.ts';
import type { Agreement, AgreementStatus } from './connectwise-records.ts';

/** Why nothing on an agreement is billed: its own state or, for a child agreement, that of its parent. */
export interface AgreementEnd {
  state: Exclude<AgreementStatus, 'Active'>;
  /** The agreement that has ended. */
  agreement: Agreement;
}

/**
 * Returns why nothing on an agreement is billed any more; undefined while it runs.
 * @param today in the tenant's time zone; absent: dates are not looked at
 * @param agreements those of the company, among which a parent is found; a parent that is not there ends nothing
 */
export function endOf(
  agreement: Agreement,
  today: CalendarDay | undefined,
  agreements: readonly Agreement[] = [],
): AgreementEnd | undefined {
  for (const member of familyOf(agreement, agreements)) {
    const state = endedState(member, today);
    if (state) return { state, agreement: member };
  }
  return undefined;
}

/** Returns the agreement, then its parent, and so on, as far as they are among the agreements. */
export function familyOf(agreement: Agreement, agreements: readonly Agreement[] = []): Agreement[] {
  const family = [agreement];
  for (let next = parentOf(agreement, agreements); next && !family.includes(next); next = parentOf(next, agreements)) {
    family.push(next);
  }
  return family;
}

function parentOf({ parentAgreement }: Agreement, agreements: readonly Agreement[]): Agreement | undefined {
  return parentAgreement ? agreements.find(({ id }) => id === parentAgreement.id) : undefined;
}

/**
 * The end date is the last day that is billed. ConnectWise keeps the status `Active` for a while after it, and a site's
 * clock may turn to `Expired` while that day lasts in the tenant's zone: on both days the date decides.
 */
function endedState(agreement: Agreement, today: CalendarDay | undefined): AgreementEnd['state'] | undefined {
  const { agreementStatus, cancelledFlag, noEndingDateFlag } = agreement;
  if (cancelledFlag) return 'Cancelled';
  const end = noEndingDateFlag ? undefined : dayOfDate(agreement.endDate);
  const isLastDay = end !== undefined && end === today;
  if (agreementStatus === 'Expired' && isLastDay) return undefined;
  if (agreementStatus !== 'Active') return agreementStatus;
  return end !== undefined && today !== undefined && end < today ? 'Expired' : undefined;
}
