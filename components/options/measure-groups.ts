import { MEASURES } from '../../lib/domain/measures.ts';
import { OWN_SERVICES } from './texts/own-services.ts';

const { groups: LABELS } = OWN_SERVICES;

/** The measures as users look for them; what is billed is long, and folded until it is needed. */
export const MEASURE_GROUPS = [
  { label: LABELS.accounts, isFolded: false, measures: MEASURES.filter(({ of }) => of === 'accounts') },
  { label: LABELS.x360, isFolded: false, measures: MEASURES.filter(({ id }) => id.startsWith('x360.')) },
  {
    label: LABELS.lastMonth,
    isFolded: true,
    measures: MEASURES.filter(({ id }) => id.startsWith('billing.last-month.')),
  },
  {
    label: LABELS.thisMonth,
    isFolded: true,
    measures: MEASURES.filter(({ id }) => id.startsWith('billing.this-month.')),
  },
] as const;
