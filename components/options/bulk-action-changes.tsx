import type { BulkActionRow, BulkActionView } from '../../lib/domain/bulk-action.ts';
import type { Change } from '../../lib/domain/change.ts';
import { send } from '../../lib/messages/send.ts';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { ChangeTable } from './change-table.tsx';
import { BULK_ACTION } from './texts/bulk-action.ts';
import { CHANGE_TABLE, UNDO } from './texts/journal.ts';

/** A run was begun for the company: its journal says what was written. */
const BEGUN: ReadonlySet<BulkActionRow['state']> = new Set(['applied', 'partly', 'failed', 'undone']);

interface BulkActionChangesProps {
  view: Pick<BulkActionView, 'id' | 'kind'>;
  row: BulkActionRow;
}

/** Every change that is planned for a company, and what is left as it is. Read once for each opening: a plan stays as it was made. */
export function BulkActionChanges({ view: { id, kind }, row }: BulkActionChangesProps) {
  const { companyId, companyName } = row;
  const { state, value: plan, failure, reload } = useRequest(() => send('bulk-action.changes', { id, companyId }));
  /** What `approve` plans, a user has chosen to approve. */
  const isHeld = ({ guard }: Change) => guard !== undefined && kind !== 'approve';
  return (
    <section class="bb-action-changes" aria-label={BULK_ACTION.changesOf(companyName)}>
      {state === 'loading' && <Skeleton />}
      {failure && <FailureNotice failure={failure} onRetry={reload} />}
      {plan === null && <p class="bb-hint">{row.changes + row.held > 0 ? BULK_ACTION.notKept : BULK_ACTION.noPlan}</p>}
      {plan && (
        <>
          {BEGUN.has(row.state) && (
            <p class="bb-hint">
              {BULK_ACTION.wasPlanned} <a href={`#companies/${companyId}`}>{BULK_ACTION.journalOf(companyName)}</a>
            </p>
          )}
          {plan.changes.length === 0 && <p class="bb-hint">{BULK_ACTION.noChanges}</p>}
          {plan.changes.length > 0 && (
            <ChangeTable
              lines={plan.changes}
              changeOf={(change) => change}
              keyOf={(change) => change.id}
              mustShow={isHeld}
              tense="planned"
              moneyTense={() => 'planned'}
              note={(change) => <WhyPlanned change={change} isHeld={isHeld(change)} />}
              heads={[CHANGE_TABLE.from, CHANGE_TABLE.to]}
            />
          )}
          {plan.skipped.length > 0 && (
            <>
              <h3>{UNDO.skipped}</h3>
              <ul class="bb-skipped">
                {plan.skipped.map(({ label, why }, index) => (
                  <li key={`${index} ${label}`}>
                    <strong>{label}</strong> <span class="bb-hint">{formatText(why)}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}

function WhyPlanned({ change: { reason, guard }, isHeld }: { change: Change; isHeld: boolean }) {
  return (
    <>
      <p class="bb-hint">{formatText(reason)}</p>
      {guard && (
        <p class="bb-hint">
          {isHeld && <span class="bb-pill bb-tone-warning">{BULK_ACTION.onHold}</span>} {formatText(guard.message)}
        </p>
      )}
    </>
  );
}
