import type { ServiceUnit } from '../../../lib/domain/service.ts';
import { formatNumber } from '../../ui/format.ts';
import { formatDay } from './history.ts';

/** For one, and for any other amount. */
const UNITS: Record<ServiceUnit, readonly [string, string]> = {
  GB: ['GB', 'GB'],
  count: ['computer', 'computers'],
  mailboxes: ['mailbox', 'mailboxes'],
  seats: ['seat', 'seats'],
  units: ['unit', 'units'],
};

/** What was used day by day. */

export const heading = 'Usage of the last 90 days';
export const reading = 'Reading what was measured…';
export const failed = 'What was measured could not be read. Press Refresh to try again.';
export const empty = 'Nothing was measured yet: usage is recorded with every sync and every refresh.';
export const caption = 'As measured by this browser, a value a day (UTC). Gaps are days on which nothing was measured.';
export const account = 'Account';
export const now = 'Now';
export const change = 'Change';
export const amount = (value: number, unit: ServiceUnit) =>
  `${formatNumber(value)} ${UNITS[unit][value === 1 ? 0 : 1]}`;
/** A change with its sign, over the days that are shown. */
export const difference = (value: number) => (value > 0 ? `+${formatNumber(value)}` : formatNumber(value));
/** The picture for who does not see it. */
export const picture = (
  title: string,
  unit: ServiceUnit,
  first: { day: string; value: number },
  last: { day: string; value: number },
) =>
  `${title}: ${amount(first.value, unit)} on ${formatDay(first.day)}, ${amount(last.value, unit)} on ${formatDay(last.day)}`;
export const accounts = (title: string) => `${title} by account`;
