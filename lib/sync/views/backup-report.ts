import {
  type BackupReport,
  daysOfMonth,
  isMonthOver,
  type ReportedJobs,
  type ReportSource,
  reportedCustomer,
} from '../../domain/backup-report.ts';
import { localCalendar, startOfHistory } from '../../domain/health-history.ts';
import { usageSeries } from '../../domain/usage-history.ts';
import { type Failure, sentence } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { dayValue } from '../../shared/text-values.ts';
import { type IsoTime, isoTime } from '../../shared/time.ts';
import { oldest } from '../check/findings-of.ts';
import type { EngineDeps } from '../engine-api.ts';
import { efsIdIn } from '../plan/plan-input.ts';
import { linkIn } from '../read/company-links.ts';
import { eventsKnownSince } from '../read/events-known-since.ts';
import { factsForView, type PortalSide } from '../read/facts.ts';
import { jobSourceOf, withJobResults } from '../read/job-results.ts';
import { lastObserved } from '../read/last-observed.ts';
import type { Observation } from '../read/observation.ts';
import { reconciliation } from './reconciliation.ts';
import { writtenJobs } from './written-jobs.ts';

/**
 * The backup report of a company and month. Both sides are as last read, and only read where they never were. What is kept for 400 days
 * makes earlier months: events, usage, and what was written. @param month `YYYY-MM` @param timeZone IANA name
 */
export async function backupReport(
  deps: EngineDeps,
  companyId: number,
  month: string,
  timeZone: string,
): Promise<Result<BackupReport>> {
  const calendar = localCalendar(timeZone);
  if (!calendar.ok) return calendar;
  const now = deps.clock();
  const days = daysOfMonth(month, calendar.value, now);
  if (days.length === 0) return fail(notBegun(month));
  const observed = await lastObserved(deps, companyId);
  if (!observed.ok) return observed;
  const observation = observed.value;
  const read = await factsForView(deps, observation.customerIds, false);
  if (read.failure && read.sides.length === 0) return fail(read.failure);
  const isOver = isMonthOver(month, calendar.value, now);
  const sides = isOver ? read.sides : await withJobResults(deps, read.sides, () => true);
  const knownSince = await eventsKnownSince(deps);
  const start = startOfHistory(days);
  const since = knownSince && knownSince > start ? knownSince : undefined;
  const customers = await Promise.all(
    sides.flatMap((side) => {
      const { facts } = side;
      return facts ? [sourceOf(deps, observation, { ...side, facts }, { month, days, isOver, since })] : [];
    }),
  );
  const billing = isOver ? undefined : await reconciliation(deps, companyId);
  const factsAt = oldest(sides);
  return ok({
    companyId,
    companyName: observation.company.name,
    month,
    isOver,
    days,
    madeAt: isoTime(now),
    ...(factsAt && { factsAt }),
    customers: customers.map((source) => reportedCustomer(source, month, calendar.value, now, deps.settings)),
    ...(billing?.ok && { billing: billing.value }),
    notes: [
      ...(read.failure ? [sentence(read.failure)] : []),
      ...(observation.customerIds.length === 0 ? [NOT_LINKED] : []),
      ...(since ? [`This browser knows the portal’s events since ${dayValue(since)} only.`] : []),
      ...(billing && !billing.ok ? [sentence(billing.failure)] : []),
      ...(isOver ? [EARLIER_BILLING] : []),
    ],
  });
}

const NOT_LINKED = 'The company is linked to no customer of the portal. Link it under Options › Companies.';
const EARLIER_BILLING = 'What was billed in an earlier month is on its invoice. Usage is as it was measured then.';

interface ReportedMonth {
  month: string;
  days: readonly string[];
  isOver: boolean;
  /** The events before this moment are not known. */
  since: IsoTime | undefined;
}

type KnownSide = PortalSide & { facts: ReportSource['facts'] };

async function sourceOf(
  deps: EngineDeps,
  observation: Observation,
  side: KnownSide,
  reported: ReportedMonth,
): Promise<ReportSource> {
  const { store, portal, settings } = deps;
  const { customerId, facts } = side;
  const stored = await store.customerEvents(customerId, startOfHistory(reported.days));
  const events = stored.filter(({ source }) => source === portal.source);
  const months = await store.usageMonths(customerId, reported.month);
  return {
    efsId: efsIdIn(observation, customerId, settings),
    facts,
    events,
    usage: usageSeries(months, reported.days),
    jobs: reported.isOver
      ? await earlierJobs(deps, observation, side, events, reported)
      : jobSourceOf({ ...side, events, ...(reported.since && { eventsSince: reported.since }) }),
  };
}

/** A portal with an event log says what happened then; of one that keeps results, only what was written then is known. */
async function earlierJobs(
  deps: EngineDeps,
  observation: Observation,
  { customerId, facts }: KnownSide,
  events: ReportSource['events'],
  { month, since }: ReportedMonth,
): Promise<ReportedJobs> {
  if (facts.source !== 'x360recover') return { kind: 'events', events, ...(since && { since }) };
  const counts = await writtenJobs(deps, observation, linkIn(observation, customerId).efsNumber, month);
  return counts ? { kind: 'written', counts } : { kind: 'unknown', why: NOTHING_WRITTEN };
}

const NOTHING_WRITTEN = 'This browser wrote no counts of jobs in that month.';

function notBegun(month: string): Failure {
  return {
    code: 'bad-input',
    message: `The month ${month} has not begun.`,
    nextStep: 'Choose an earlier month.',
    field: 'month',
    value: month,
  };
}
