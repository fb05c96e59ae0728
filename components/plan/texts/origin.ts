import type { UsageSource } from '../../../lib/domain/portal-facts.ts';
import type { Rounding } from '../../../lib/domain/service.ts';
import { count, formatNumber } from '../../ui/format.ts';

const SOURCES: Record<UsageSource, string> = {
  'efs-portal': 'the EFS portal',
  x360recover: 'x360Recover',
  file: 'the imported file',
  x360billing: 'Axcient’s billing usage',
};

/** For one, and for any other amount; `GB` and `GiB` are the same of both. */
const UNITS: Record<string, readonly [string, string]> = {
  count: ['computer', 'computers'],
  mailboxes: ['mailbox', 'mailboxes'],
  seats: ['seat', 'seats'],
  units: ['unit', 'units'],
};
const amountText = (amount: number, unit: string) =>
  `${formatNumber(amount)} ${UNITS[unit]?.[amount === 1 ? 0 : 1] ?? unit}`;

const ROUNDING: Record<Rounding, string> = {
  'two-decimals': 'Rounded to two decimals.',
  'whole-units': 'Rounded to whole units.',
  'whole-units-up': 'Rounded up to whole units.',
  'as-reported': 'Not rounded.',
};

/** Where a quantity comes from. */
export const ORIGIN = {
  /** `title` '' where the record beside it says of what. */
  heading: (amount: number, unit: string, title: string) =>
    `Where ${amountText(amount, unit)} ${title && `of ${title} `}${amount === 1 ? 'comes' : 'come'} from`,
  parts: (title: string) => `Usage of ${title} by account`,
  amount: amountText,
  period: ({ from, to }: { from: string; to: string }) => `(${from} to ${to})`,
  deducted: 'Free of charge',
  excluded: 'Not counted',
  moreParts: (n: number) => `and ${count(n, 'more account')}`,
  rounding: ROUNDING,
  /** Before the age. */
  readBefore: (source: UsageSource) => `From ${SOURCES[source]}, read `,
} as const;
