import type { IsoTime } from '../shared/time.ts';
import { DAY, isoTime, readTime } from '../shared/time.ts';
import { backupStatistics, type MachineTotals } from './backup-statistics.ts';
import { accountHealth, asFarAsRead, customerHealth, type Health } from './health.ts';
import { type HealthHistoryCell, healthHistory, type LocalCalendar } from './health-history.ts';
import { type JobCounts, type JobSource, jobsOfCustomer, whyJobsUnknown } from './job-results.ts';
import type { UsageSettings } from './measure.ts';
import { newestBackup } from './parked.ts';
import type { Account, AccountKind, CustomerFacts, EventType, PortalEvent, Severity } from './portal-facts.ts';
import type { Reconciliation } from './reconciliation.ts';
import type { Settings } from './settings.ts';
import type { UsageSeries } from './usage-history.ts';

/**
 * A company's backups in one calendar month, for printing: what the Executive Management report of ConnectWise shows of
 * them (docs/reference/setup-guides.md#2022-managed-id), the accounts behind it, and usage against billing.
 */
export interface BackupReport {
  companyId: number;
  companyName: string;
  /** `YYYY-MM` in the time zone of who reads it. */
  month: string;
  /** The month has ended: what is true now says nothing of it. */
  isOver: boolean;
  /** `YYYY-MM-DD`, the days of the month up to today, oldest first. */
  days: string[];
  madeAt: IsoTime;
  /** When the oldest of the portal's facts were read; absent: none were. */
  factsAt?: IsoTime;
  customers: ReportedCustomer[];
  /** Usage against billing as it is now; absent: the month is over, or it could not be read. */
  billing?: Reconciliation;
  /** Why something is missing, a sentence or two each. */
  notes: string[];
}

/** One customer of the portal. */
export interface ReportedCustomer {
  efsId: string;
  name: string;
  /** As it is now; absent: the month is over. */
  health?: Health;
  /** As the Executive Management report counts them, by calendar month in UTC; what is absent is not known, see `jobsUnknown`. */
  jobs?: Partial<JobCounts>;
  /** Why not, in one sentence. */
  jobsUnknown?: string;
  /** Machines now; absent: not known, or the month is over. */
  machines?: MachineTotals;
  accounts: ReportedAccount[];
  failures: ReportedFailure[];
  usage: UsageSeries[];
}

export interface ReportedAccount {
  id: string;
  name: string;
  plan: string;
  kind: AccountKind;
  /** As it is now; absent: the month is over. */
  health?: Health;
  /** The newest backup, where it is of the month or the month goes on. */
  lastBackupAt?: IsoTime;
  /** One per day of the report. */
  cells: HealthHistoryCell[];
  /** Days by the worst that was reported on them. */
  daysOk: number;
  daysWarning: number;
  daysError: number;
}

/** Events of one account and type that were no good news. */
export interface ReportedFailure {
  /** Absent: the events name no account, or one that the portal no longer lists. */
  account?: string;
  type: EventType;
  severity: Exclude<Severity, 'ok'>;
  count: number;
  firstAt: IsoTime;
  lastAt: IsoTime;
  /** Of the newest. */
  message: string;
}

/** What one customer's part is made of. */
export interface ReportSource {
  efsId: string;
  facts: CustomerFacts;
  /** Of at least the month. */
  events: readonly PortalEvent[];
  usage: readonly UsageSeries[];
  jobs: ReportedJobs;
}

/** Where the counts of jobs come from. `written`: what this browser wrote into ConnectWise last in that month. */
export type ReportedJobs =
  | JobSource
  | { kind: 'written'; counts: Partial<JobCounts> }
  | { kind: 'unknown'; why: string };

type ReportSettings = UsageSettings & Pick<Settings, 'silentDays' | 'health'>;

/** The days of a month in a place, up to today, oldest first; empty: the month has not begun. @param month `YYYY-MM` */
export function daysOfMonth(month: string, calendar: LocalCalendar, now: number): string[] {
  const today = calendar.dayOf(now);
  const first = Date.parse(`${month}-01`);
  return Array.from({ length: 31 }, (_, at) => isoTime(first + at * DAY).slice(0, 10)).filter(
    (day) => day.startsWith(month) && day <= today,
  );
}

/** Whether the month has ended in the place. */
export function isMonthOver(month: string, calendar: LocalCalendar, now: number): boolean {
  return calendar.dayOf(now).slice(0, 7) > month;
}

/**
 * Returns the part of one customer. Events count by the day on which they were reported in the place of the reader. Pure.
 * @param month `YYYY-MM` @param now milliseconds since the epoch
 */
export function reportedCustomer(
  source: ReportSource,
  month: string,
  calendar: LocalCalendar,
  now: number,
  settings: ReportSettings,
): ReportedCustomer {
  const { efsId, facts, usage } = source;
  const days = daysOfMonth(month, calendar, now);
  const isOver = isMonthOver(month, calendar, now);
  const events = eventsOfMonth(source.events, month, calendar);
  const rows = healthHistory([{ efsId, accounts: facts.accounts, events }], days, calendar, now, settings).accounts;
  const byId = new Map(facts.accounts.map((account) => [account.id, account]));
  const jobs = jobsOf(source, month, now, settings);
  const machines = isOver ? undefined : machinesOf(source, now, settings);
  return {
    efsId,
    name: facts.customer.name,
    ...(!isOver && { health: asFarAsRead(customerHealth(facts.accounts, now, settings), facts) }),
    ...jobs,
    ...(machines && { machines }),
    accounts: rows.flatMap(({ accountId, cells }) => {
      const account = byId.get(accountId);
      return account ? [reportedAccount(account, cells, { month, isOver, now, calendar, settings })] : [];
    }),
    failures: failuresOf(events, byId),
    usage: usage.filter(({ quantities }) => quantities.some((value) => value !== null)),
  };
}

function eventsOfMonth(events: readonly PortalEvent[], month: string, calendar: LocalCalendar): PortalEvent[] {
  // The same event may have been delivered more than once.
  const once = new Map(events.map((event) => [event.id, event]));
  return [...once.values()].filter(({ at }) => {
    const time = readTime(at);
    return time !== undefined && calendar.dayOf(time).startsWith(month);
  });
}

function jobsOf(
  { jobs, facts }: ReportSource,
  month: string,
  now: number,
  settings: ReportSettings,
): Pick<ReportedCustomer, 'jobs' | 'jobsUnknown'> {
  if (jobs.kind === 'unknown') return { jobsUnknown: jobs.why };
  if (jobs.kind === 'written') return { jobs: jobs.counts };
  // Any moment of the month stands for it.
  const then = month === isoTime(now).slice(0, 7) ? now : Date.parse(`${month}-15`);
  const counts =
    then === now ? backupStatistics(facts, jobs, settings, now).jobs : jobsOfCustomer(jobs, facts.accounts, then);
  return counts ? { jobs: counts } : { jobsUnknown: whyJobsUnknown(jobs) ?? NOT_REPORTED };
}

const NOT_REPORTED = 'The portal does not report the jobs of all accounts.';

function machinesOf({ facts }: ReportSource, now: number, settings: ReportSettings): MachineTotals | undefined {
  return backupStatistics(facts, { kind: 'events', events: [] }, settings, now).machines;
}

interface Place {
  month: string;
  isOver: boolean;
  now: number;
  calendar: LocalCalendar;
  settings: ReportSettings;
}

function reportedAccount(
  account: Account,
  cells: HealthHistoryCell[],
  { month, isOver, now, calendar, settings }: Place,
): ReportedAccount {
  const { id, userName, plan, kind } = account;
  const newest = newestBackup(account);
  const time = readTime(newest);
  // Of an earlier month, a newer backup says nothing.
  const isShown = time !== undefined && (!isOver || calendar.dayOf(time).startsWith(month));
  const days = (state: HealthHistoryCell) => cells.filter((cell) => cell === state).length;
  return {
    id,
    name: userName,
    plan,
    kind,
    ...(!isOver && { health: accountHealth(account, now, settings) }),
    ...(newest && isShown && { lastBackupAt: newest }),
    cells,
    daysOk: days('ok'),
    daysWarning: days('warning'),
    daysError: days('error'),
  };
}

/** Errors first, then the most frequent. */
function failuresOf(events: readonly PortalEvent[], accounts: ReadonlyMap<string, Account>): ReportedFailure[] {
  const found = new Map<string, ReportedFailure>();
  const inOrder = [...events].sort((a, b) => (a.at < b.at ? -1 : 1));
  for (const { accountId, type, severity, at, message } of inOrder) {
    if (severity === 'ok') continue;
    const account = accountId === undefined ? undefined : accounts.get(accountId)?.userName;
    const key = JSON.stringify([accountId, type, severity]);
    const before = found.get(key);
    found.set(key, {
      ...(account !== undefined && { account }),
      type,
      severity,
      count: (before?.count ?? 0) + 1,
      firstAt: before?.firstAt ?? at,
      lastAt: at,
      message,
    });
  }
  return [...found.values()].sort(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error') || b.count - a.count,
  );
}
