import type { Change, ChangePart } from '../../lib/domain/change.ts';

/** In the order in which a user decides: what is fixed, then money, then counts. */
export const PART_ORDER: readonly ChangePart[] = [
  'fix',
  'undo',
  'agreement-parts',
  'ticket',
  'management-report',
  'backup-statistics',
];

/** Money, then everything else, then statistics: also within an undo, which has changes of every kind. */
function rank({ money, resource, part }: Change): number {
  if (money) return 0;
  if (resource === 'configuration') return PART_ORDER.length + 1;
  return 1 + PART_ORDER.indexOf(part);
}

/** Returns what is about changes with money first and statistics last; else in the given order. */
export function moneyFirst<T>(items: readonly T[], changeOf: (item: T) => Change): T[] {
  return [...items].sort((a, b) => rank(changeOf(a)) - rank(changeOf(b)));
}
