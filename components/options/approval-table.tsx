import type { Approval } from '../../lib/domain/approval.ts';
import { moneySentence } from '../../lib/domain/money-sentence.ts';
import { fieldLabel } from '../plan/texts/changes.ts';
import { Value } from '../plan/value.tsx';
import { Age } from '../ui/age.tsx';
import { formatText } from '../ui/format-text.ts';
import { type ApprovalSelection, isSelected, keyOf } from './approval-selection.ts';
import { APPROVALS } from './texts/approvals.ts';

interface ApprovalTableProps {
  rows: readonly Approval[];
  selection: ApprovalSelection;
  /** Absent: this browser does not write, so nothing can be decided here. */
  onToggle?: ((approval: Approval) => void) | undefined;
}

/** What waits, a row a change: whose it is, what would be written with its money, and why a user is asked. */
export function ApprovalTable({ rows, selection, onToggle }: ApprovalTableProps) {
  const { heads } = APPROVALS;
  return (
    <div class="bb-table-scroll">
      <table class="bb-table bb-approvals">
        <thead>
          <tr>
            {onToggle && (
              <th scope="col">
                <span class="bb-visually-hidden">{heads.select}</span>
              </th>
            )}
            {[heads.company, heads.change, heads.reason, heads.since].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((approval) => (
            <tr key={keyOf(approval)}>
              {onToggle && (
                <td class="bb-approval-select">
                  <input
                    type="checkbox"
                    aria-label={APPROVALS.select(approval.label, approval.companyName)}
                    checked={isSelected(selection, approval)}
                    onChange={() => onToggle(approval)}
                  />
                </td>
              )}
              <td class="bb-table-wide">
                <a href={`#companies/${approval.companyId}`}>{approval.companyName}</a>
                <a class="bb-approval-only" href={`#approvals/${approval.companyId}`}>
                  {APPROVALS.onlyThis}
                  <span class="bb-visually-hidden"> {approval.companyName}</span>
                </a>
              </td>
              <td class="bb-table-wide">
                <ApprovedChange approval={approval} />
              </td>
              <td class="bb-table-wide">{formatText(approval.guard.message)}</td>
              <td class="bb-approval-since">
                <Age at={approval.since} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ApprovedChange({ approval: { label, fields, money, reason } }: { approval: Approval }) {
  return (
    <>
      <strong>{formatText(label)}</strong>
      {money && <p>{moneySentence(money)}.</p>}
      <ul>
        {fields.map(({ field, from, to }) => (
          <li key={field}>
            {fieldLabel(field)}:{' '}
            <del>
              <Value value={from} field={field} />
            </del>{' '}
            → <Value value={to} field={field} />
          </li>
        ))}
      </ul>
      <p class="bb-hint">{formatText(reason)}</p>
    </>
  );
}
