import type { UsageSource } from '../../../lib/domain/portal-facts.ts';
import type { Rounding } from '../../../lib/domain/service.ts';
import { count } from '../../ui/format.ts';

const SOURCES: Record<UsageSource, string> = {
  'efs-portal': 'the EFS portal',
  x360recover: 'x360Recover',
  file: 'the imported file',
  x360billing: 'Axcient’s billing usage',
};

const UNITS: Record<string, string> = { count: 'computers' };
const unitWord = (unit: string) => UNITS[unit] ?? unit;

const ROUNDING: Record<Rounding, string> = {
  'two-decimals': 'Rounded to two decimals.',
  'whole-units': 'Rounded to whole units.',
  'whole-units-up': 'Rounded up to whole units.',
  'as-reported': 'Not rounded.',
};

/** Where a quantity comes from. */
export const ORIGIN = {
  /** `title` '' where the record beside it says of what. */
  heading: (amount: string, unit: string, title: string) =>
    `Where ${amount} ${unitWord(unit)} ${title && `of ${title} `}come from`,
  parts: (title: string) => `Usage of ${title} by account`,
  amount: (amount: string, unit: string) => `${amount} ${unitWord(unit)}`,
  period: ({ from, to }: { from: string; to: string }) => `(${from} to ${to})`,
  deducted: 'Free of charge',
  excluded: 'Not counted',
  moreParts: (n: number) => `and ${count(n, 'more account')}`,
  rounding: ROUNDING,
  /** Before the age. */
  readBefore: (source: UsageSource) => `From ${SOURCES[source]}, read `,
} as const;
