import type { Change, PushName } from '../../lib/domain/change.ts';

/** In the order in which a person decides: what is mended, then money, then counts. */
const ORDER: readonly PushName[] = [
  'repair',
  'undo',
  'agreement-parts',
  'ticket',
  'management-report',
  'backup-statistics',
];
/** More new counts than these are a list that nobody reads before the money. */
const SHORT = 3;

export interface PlanGroup {
  push: PushName;
  changes: Change[];
  /** Whether a person has to open it. A change that waits for a decision is never put away. */
  folded: boolean;
}

/** The changes of a plan by push. What stands alone is shown at once. */
export function groupChanges(changes: readonly Change[]): PlanGroup[] {
  return ORDER.map((push) => {
    const own = changes.filter((change) => change.push === push);
    const isLongList = push === 'backup-statistics' && own.length > SHORT && own.length < changes.length;
    return { push, changes: own, folded: isLongList && !own.some(({ guard }) => guard) };
  }).filter((group) => group.changes.length > 0);
}

/** What these changes do to the bill per cycle, over all lines; undefined where none is about money. */
export function billedEffect(changes: readonly Change[]): number | undefined {
  const amounts = changes.flatMap(({ money }) => (money ? [money.to - money.from] : []));
  return amounts.length > 0 ? amounts.reduce((sum, amount) => sum + amount, 0) : undefined;
}
