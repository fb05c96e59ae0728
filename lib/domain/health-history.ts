import type { Failure } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { DAY, type IsoTime, isoTime, readTime } from '../shared/time.ts';
import { todayIn } from './calendar-day.ts';
import { parkedState } from './parked.ts';
import type { Account, PortalEvent, Severity } from './portal-facts.ts';
import type { Settings } from './settings.ts';
import { isKnownZone } from './zone-clock.ts';

/** What one customer's rows are made of. */
export interface CustomerHistory {
  efsId: string;
  accounts: readonly Account[];
  /** Since `startOfHistory`, in any order. */
  events: readonly Pick<PortalEvent, 'accountId' | 'at' | 'severity'>[];
}

/** The calendar of a place: which day of it a moment falls on. */
export interface LocalCalendar {
  /** `YYYY-MM-DD`. @param at milliseconds since the epoch */
  dayOf(at: number): string;
}

/** The calendar of an IANA time zone, e.g. `Europe/Berlin`; `bad-input` where the browser knows no such zone. */
export function localCalendar(timeZone: string): Result<LocalCalendar> {
  if (!isKnownZone(timeZone)) return fail(unknownZone(timeZone));
  return ok({ dayOf: (at) => todayIn(at, timeZone) });
}

/**
 * The last days of a place up to today, oldest first. Counted in the calendar and not in hours: a day in which clocks are changed
 * has 23 or 25 of them.
 */
export function lastDays(calendar: LocalCalendar, now: number, count: number): string[] {
  const today = Date.parse(calendar.dayOf(now));
  return Array.from({ length: count }, (_, at) => isoTime(today - (count - 1 - at) * DAY).slice(0, 10));
}

/** A moment at or before the beginning of the oldest day, anywhere on earth (zones differ from UTC by at most 14 hours). */
export function startOfHistory(days: readonly string[]): IsoTime {
  return isoTime(Date.parse(days[0] ?? '') - DAY);
}

/**
 * Row per account, cell per day: the worst that was reported about the account on that day. What names no account, or one that
 * the portal does not list any more, goes to no row. Parked accounts last, else in the portal's order. Pure.
 * @param now milliseconds since the epoch
 */
export function healthHistory(
  customers: readonly CustomerHistory[],
  days: readonly string[],
  calendar: LocalCalendar,
  now: number,
  settings: Pick<Settings, 'silentDays'>,
): HealthHistory {
  const column = new Map(days.map((day, at) => [day, at]));
  const rows = customers.flatMap(({ efsId, accounts, events }) => {
    const cells = new Map<string, HealthHistoryCell[]>(accounts.map(({ id }) => [id, days.map(() => 'none')]));
    for (const { accountId, at, severity } of events) {
      const row = accountId === undefined ? undefined : cells.get(accountId);
      const time = readTime(at);
      const day = row && time !== undefined ? column.get(calendar.dayOf(time)) : undefined;
      if (row && day !== undefined) row[day] = worse(row[day], severity);
    }
    return accounts.map((account) => ({
      isParked: parkedState(account, settings, now) !== undefined,
      row: { efsId, accountId: account.id, name: account.userName, cells: cells.get(account.id) ?? [] },
    }));
  });
  const inOrder = [...rows.filter(({ isParked }) => !isParked), ...rows.filter(({ isParked }) => isParked)];
  return { days: [...days], accounts: inOrder.map(({ row }) => row) };
}

const RANK: Record<HealthHistoryCell, number> = { none: 0, ok: 1, warning: 2, error: 3 };

function worse(cell: HealthHistoryCell = 'none', severity: Severity): HealthHistoryCell {
  return RANK[severity] > RANK[cell] ? severity : cell;
}

function unknownZone(timeZone: string): Failure {
  return {
    code: 'bad-input',
    message: `“${timeZone}” is no time zone that this browser knows.`,
    nextStep: 'Check the time zone of this computer.',
    field: 'timeZone',
    value: timeZone,
  };
}

/** How each account of a company's customers did, day by day, by the portal's events that this browser has stored. */
export interface HealthHistory {
  /** `YYYY-MM-DD` in the asked time zone, oldest first. */
  days: string[];
  accounts: {
    efsId: string;
    accountId: string;
    name: string;
    /** One per day: the worst that was reported; `none`: nothing was. */
    cells: HealthHistoryCell[];
  }[];
}

export type HealthHistoryCell = 'ok' | 'warning' | 'error' | 'none';
