import type { Change, ChangePart, Money } from '../../lib/domain/change.ts';
import { moneyTotals } from '../../lib/domain/money-sentence.ts';
import { moneyFirst, PART_ORDER } from '../plan/decision-order.ts';

/** More counts than these are a list that nobody reads before the money. */
const SHORT = 3;
/** More than these are a list that nobody reads at all, even where it stands alone. */
const LONG = 10;
/** Syncs that write counts, not money. */
const COUNTS: ReadonlySet<ChangePart> = new Set(['management-report', 'backup-statistics']);

export interface PlanGroup {
  part: ChangePart;
  changes: Change[];
  /** Whether a user has to open it. A change that waits for a decision is never put away. */
  folded: boolean;
}

/** The changes of a plan by sync, money first. What stands alone and is not long is shown at once. */
export function groupChanges(changes: readonly Change[]): PlanGroup[] {
  return PART_ORDER.map((part) => {
    const own = moneyFirst(
      changes.filter((change) => change.part === part),
      (change) => change,
    );
    const limit = own.length < changes.length ? SHORT : LONG;
    return { part, changes: own, folded: COUNTS.has(part) && own.length > limit && !own.some(({ guard }) => guard) };
  }).filter((group) => group.changes.length > 0);
}

/** What these changes do to the bill, per currency and billing cycle; empty where none is about money. */
export function billedTotals(changes: readonly Change[]): Money[] {
  return moneyTotals(changes.flatMap(({ money }) => money ?? []));
}
