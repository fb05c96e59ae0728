import type { HealthHistoryCell } from '../../../lib/domain/health-history.ts';
import { count } from '../../ui/format.ts';

export const CELL_WORDS: Record<HealthHistoryCell, string> = {
  ok: 'OK',
  warning: 'Warning',
  error: 'Error',
  none: 'Nothing reported',
};

/** `Nov 12`, in the browser's locale. @param day `YYYY-MM-DD` */
export function formatDay(day: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(Date.parse(day));
}

/**
 * `Last 30 days: 2 errors, 1 warning; last error on Nov 12`: the picture for who does not see it.
 * @param period the name of the days; absent: they are the last ones
 */
export function describeHistory(
  days: readonly string[],
  cells: readonly HealthHistoryCell[],
  locale?: string,
  period = `Last ${count(days.length, 'day')}`,
): string {
  const number = (state: HealthHistoryCell): number => cells.filter((cell) => cell === state).length;
  const bad = (['error', 'warning'] as const).filter((state) => number(state) > 0);
  const [worst] = bad;
  if (!worst)
    return `${period}: ${number('ok') > 0 ? `no errors, ${count(number('ok'), 'day')} OK` : 'nothing reported'}`;
  const last = days[cells.lastIndexOf(worst)];
  const reported = bad.map((state) => count(number(state), `day with ${state}s`, `days with ${state}s`)).join(', ');
  return `${period}: ${reported}${last ? `; last ${worst} on ${formatDay(last, locale)}` : ''}`;
}

/** What the pictures of the days show, or why there are none. */

export const reading = 'Reading the events of the last days…';
export const failed = 'The events of the last days could not be read.';
export const empty = 'No events stored in this browser yet, so there are no days to show.';
export const caption = (days: number) => `Backup events by day, the last ${count(days, 'day')}, today at the right`;
