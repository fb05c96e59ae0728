import { DAY, isoTime } from '../shared/time.ts';
import type { CalendarDay } from './calendar-day.ts';
import type { MeasuredService } from './quantity.ts';
import type { Service, ServiceId } from './service.ts';

/**
 * What was measured day by day, per account and service: a portal says only what is used now. Days are days in UTC, as the
 * statistics are; the last measure of a day counts. Kept 400 days, as the journal is.
 */

/** One customer's month. The amounts of a service stand by day of the month, the first at 0; null: nobody measured that day. */
export interface UsageMonth {
  /** `YYYY-MM`. */
  month: string;
  services: Partial<Record<ServiceId, ServiceMonth>>;
}

export interface ServiceMonth extends Pick<Service, 'title' | 'unit'> {
  /** Rounded, as they would have been billed. */
  quantities: (number | null)[];
  /** Not rounded; by account id. */
  accounts: Record<string, { name: string; amounts: (number | null)[] }>;
}

/** The longest list of a month. */
const MOST_DAYS = 31;

/** Returns the month with a day's measures in it; the same object where nothing is new. @param day `YYYY-MM-DD`, of that month */
export function withDay(month: UsageMonth, day: CalendarDay, measured: readonly MeasuredService[]): UsageMonth {
  const at = Number(day.slice(8, 10)) - 1;
  const services = new Map(Object.entries(month.services) as [ServiceId, ServiceMonth][]);
  let isNew = false;
  for (const { service, quantity, parts } of measured) {
    const before = services.get(service.id);
    const amounts = amountsOf(parts);
    if (before && isRecorded(before, at, quantity, amounts)) continue;
    isNew = true;
    services.set(service.id, serviceWithDay(before, service, at, quantity, amounts));
  }
  return isNew ? { ...month, services: Object.fromEntries(services) } : month;
}

/** A history has no need of the digits below a thousandth of a gigabyte, and they would be most of what is stored. */
function amountsOf(parts: MeasuredService['parts']): Map<string, { name: string; amount: number }> {
  const amounts = new Map<string, { name: string; amount: number }>();
  for (const { accountId, name, amount } of parts) {
    if (accountId === undefined) continue;
    const sum = (amounts.get(accountId)?.amount ?? 0) + amount;
    amounts.set(accountId, { name, amount: Number(sum.toFixed(3)) });
  }
  return amounts;
}

function isRecorded(
  { quantities, accounts }: ServiceMonth,
  at: number,
  quantity: number,
  amounts: ReturnType<typeof amountsOf>,
): boolean {
  const recorded = Object.entries(accounts).filter(([, account]) => typeof account.amounts[at] === 'number');
  return (
    quantities[at] === quantity &&
    recorded.length === amounts.size &&
    recorded.every(([id, account]) => account.amounts[at] === amounts.get(id)?.amount)
  );
}

function serviceWithDay(
  before: ServiceMonth | undefined,
  { title, unit }: Service,
  at: number,
  quantity: number,
  amounts: ReturnType<typeof amountsOf>,
): ServiceMonth {
  const accounts = new Map(Object.entries(before?.accounts ?? {}));
  for (const [id, { name, amount }] of amounts)
    accounts.set(id, { name, amounts: set(accounts.get(id)?.amounts ?? [], at, amount) });
  for (const [id, account] of accounts)
    if (!amounts.has(id)) accounts.set(id, { ...account, amounts: set(account.amounts, at, null) });
  return {
    title,
    unit,
    quantities: set(before?.quantities ?? [], at, quantity),
    accounts: Object.fromEntries(accounts),
  };
}

function set(list: readonly (number | null)[], at: number, value: number | null): (number | null)[] {
  const days = Array.from(
    { length: Math.min(MOST_DAYS, Math.max(list.length, at + 1)) },
    (_, day) => list[day] ?? null,
  );
  days[at] = value;
  return days;
}

/** One service over a row of days, with its accounts, the largest of today first. */
export interface UsageSeries extends Pick<Service, 'id' | 'title' | 'unit'> {
  quantities: (number | null)[];
  accounts: { id: string; name: string; amounts: (number | null)[] }[];
}

/** What a company's customers used, day by day; `days` are `YYYY-MM-DD` in UTC, oldest first. */
export interface UsageHistory {
  days: string[];
  customers: { efsId: string; services: UsageSeries[] }[];
}

/** Joins months to series over `days` (`YYYY-MM-DD`, oldest first), a service and an account each. */
export function usageSeries(months: readonly UsageMonth[], days: readonly CalendarDay[]): UsageSeries[] {
  const byMonth = new Map(months.map((month) => [month.month, month]));
  const ids = new Map<ServiceId, ServiceMonth>();
  // Names as they were last.
  for (const { services } of [...months].sort((a, b) => (a.month < b.month ? -1 : 1)))
    for (const [id, service] of Object.entries(services)) if (service) ids.set(id as ServiceId, service);
  const over = (of: (month: UsageMonth, at: number) => number | null | undefined) =>
    days.map((day) => {
      const month = byMonth.get(day.slice(0, 7));
      return (month && of(month, Number(day.slice(8, 10)) - 1)) ?? null;
    });
  return [...ids].map(([id, { title, unit }]) => {
    const names = new Map<string, string>();
    for (const { services } of months)
      for (const [accountId, { name }] of Object.entries(services[id]?.accounts ?? {})) names.set(accountId, name);
    const accounts = [...names].map(([accountId, name]) => ({
      id: accountId,
      name,
      amounts: over(({ services }, at) => services[id]?.accounts[accountId]?.amounts[at]),
    }));
    accounts.sort((a, b) => last(b.amounts) - last(a.amounts) || (a.name < b.name ? -1 : 1));
    return { id, title, unit, quantities: over(({ services }, at) => services[id]?.quantities[at]), accounts };
  });
}

function last(amounts: readonly (number | null)[]): number {
  return amounts.findLast((amount) => amount !== null) ?? 0;
}

/** The last days up to today in UTC, oldest first. @param now milliseconds since the epoch */
export function usageDays(now: number, count: number): CalendarDay[] {
  return Array.from({ length: count }, (_, at) => dayInUtc(now - (count - 1 - at) * DAY));
}

/** The day of a moment in UTC, `YYYY-MM-DD`. */
export function dayInUtc(at: number): CalendarDay {
  return isoTime(at).slice(0, 10);
}
