import type { GuardPreview } from '../../../lib/domain/guard-preview.ts';
import { moneySentence } from '../../../lib/domain/money-sentence.ts';
import { count, formatNumber } from '../../ui/format.ts';

/** Which changes need approval. */
export const LIMITS = {
  heading: 'Limits',
  about:
    'A change of the billed quantity needs approval when it is over the percentage and over one of the two amounts. The first quantity of an addition is not compared.',
  jumpPercent: { label: 'Change in percent', unit: '% of what is billed' },
  jumpUnits: { label: 'Change in units', unit: 'GB, computers or mailboxes' },
  jumpMoney: { label: 'Change in money', unit: 'per billing cycle, in the agreement’s currency' },
} as const;

/** What the limits would have done. */
export const LIMITS_PREVIEW = {
  look: 'Check against the last 30 days',
  found: ({ changes, held, money }: GuardPreview): string => {
    if (changes === 0) return 'No quantity was changed or held in the last 30 days.';
    const sums = money.map((one) => moneySentence(one)).join('; ');
    const of = `${formatNumber(held)} of ${count(changes, 'quantity change', 'quantity changes')}`;
    return `With these limits ${of} of the last 30 days would have needed approval${sums ? `: ${sums}` : ''}.`;
  },
} as const;

/** Which differences are worth a finding. */
export const TOLERANCES = {
  heading: 'Differences that are not reported',
  hint: 'A quantity that differs from the portal by no more than the larger of the two is no finding; a sync still writes it.',
  inPercent: (service: string) => `${service}, in percent`,
  inUnits: (service: string, unit: string) => `${service}, in ${unit}`,
  /** The unit of what is counted. */
  computers: 'computers',
} as const;
