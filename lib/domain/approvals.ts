import type { Approval, ApprovalList, ApprovalQuery } from './approval.ts';
import { moneyTotals } from './money-sentence.ts';

/** Returns what fits, newest first, and the figures of it. Pure. */
export function selectApprovals(
  waiting: readonly Approval[],
  { search, guard, companyId }: ApprovalQuery,
): Pick<ApprovalList, 'counts' | 'money' | 'rows'> {
  const wanted = search.trim().toLowerCase();
  const counts: ApprovalList['counts'] = {};
  for (const one of waiting) counts[one.guard.code] = (counts[one.guard.code] ?? 0) + 1;
  const rows = waiting
    .filter((one) => guard === undefined || one.guard.code === guard)
    .filter((one) => companyId === undefined || one.companyId === companyId)
    .filter(({ companyName, label }) => `${companyName}\n${label}`.toLowerCase().includes(wanted))
    .sort((a, b) => (a.since < b.since ? 1 : a.since > b.since ? -1 : a.companyName.localeCompare(b.companyName)));
  return { rows, counts, money: moneyTotals(rows.flatMap(({ money }) => money ?? [])) };
}
