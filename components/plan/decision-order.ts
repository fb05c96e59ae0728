import type { Change, PushName } from '../../lib/domain/change.ts';

/** In the order in which a user decides: what is fixed, then money, then counts. */
export const PUSH_ORDER: readonly PushName[] = [
  'repair',
  'undo',
  'agreement-parts',
  'ticket',
  'management-report',
  'backup-statistics',
];

/** Money, then everything else, then statistics: also within an undo, which has changes of every kind. */
function rank({ money, resource, push }: Change): number {
  if (money) return 0;
  if (resource === 'configuration') return PUSH_ORDER.length + 1;
  return 1 + PUSH_ORDER.indexOf(push);
}

/** Returns what is about changes with money first and statistics last; else in the given order. */
export function moneyFirst<T>(items: readonly T[], changeOf: (item: T) => Change): T[] {
  return [...items].sort((a, b) => rank(changeOf(a)) - rank(changeOf(b)));
}
