import { useState } from 'preact/hooks';
import type { ApprovalQuery } from '../../lib/domain/approval.ts';
import type { Guard } from '../../lib/domain/guard.ts';
import { send } from '../../lib/messages/send.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { BilledTotals } from '../plan/billed-totals.tsx';
import { modeSentence } from '../plan/texts/mode.ts';
import { TextField } from '../ui/field.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { ApprovalBar, RestoreButton } from './approval-bar.tsx';
import {
  type ApprovalSelection,
  approvalsOf,
  approvingAction,
  NONE_SELECTED,
  withToggled,
} from './approval-selection.ts';
import { ApprovalTable } from './approval-table.tsx';
import { announceApprovalsChanged } from './approvals-changed.ts';
import { BulkActionNote } from './bulk-action-note.tsx';
import { FilterButtons } from './filter-buttons.tsx';
import { ListPages } from './list-pages.tsx';
import { APPROVALS, GUARD_WORDS } from './texts/approvals.ts';
import { PAGE, usePagedList } from './use-paged-list.ts';
import { usePlanBulkAction } from './use-plan-bulk-action.ts';

const GUARDS = Object.keys(GUARD_WORDS) as Guard['code'][];

interface ApprovalsSectionProps {
  visible: boolean;
  /** Only of this company, by the address. */
  companyId: number | undefined;
}

/** Everything that a guard holds, in one list: approved with one preview, or rejected. */
export function ApprovalsSection({ visible, companyId }: ApprovalsSectionProps) {
  const [guard, setGuard] = useState<Guard['code'] | 'all'>('all');
  const [selection, setSelection] = useState<ApprovalSelection>(NONE_SELECTED);
  const states = useConnections(visible);
  const mode = useRequest(() => send('consent.view', {}), { when: visible });
  // They are decided on: what is selected when the user comes back is another decision.
  const planning = usePlanBulkAction(() => setSelection(NONE_SELECTED));
  const chosen = { ...(guard !== 'all' && { guard }), ...(companyId !== undefined && { companyId }) };
  const paged = usePagedList((page) => send('approvals.list', { ...chosen, ...page }), visible, JSON.stringify(chosen));
  const { list, search, offset, failure, busy, said, act } = paged;
  const { value } = list;
  const query: ApprovalQuery = { search, ...chosen };
  // What was selected of another list is not what the user looks at.
  const [selectedOf, setSelectedOf] = useState(companyId);
  if (selectedOf !== companyId) {
    setSelectedOf(companyId);
    setSelection(NONE_SELECTED);
    paged.show(search, 0);
  }
  const show = (nextSearch: string, nextOffset: number) => {
    paged.show(nextSearch, nextOffset);
    if (selection.kind === 'all' && nextSearch !== search) setSelection(NONE_SELECTED);
  };
  const isViewer = mode.value?.mode === 'viewer';
  const waiting = Object.values(value?.counts ?? {}).reduce((sum, n) => sum + n, 0);
  const company = value?.rows[0];
  const reject = () => {
    setSelection(NONE_SELECTED);
    void act('reject', send('approvals.reject', approvalsOf(selection)), ({ rejected }) =>
      APPROVALS.rejected(rejected),
    ).then(announceApprovalsChanged);
  };
  return (
    <>
      <h1>{APPROVALS.heading}</h1>
      <p class="bb-lead">{APPROVALS.lead}</p>
      <section class="bb-card" aria-label={APPROVALS.heading}>
        <div class="bb-answer" aria-live="polite">
          <ConnectionNotices states={states} also={[list.failure, failure, planning.failure]} />
          <BulkActionNote visible={visible} onEnd={list.reload} />
          {isViewer && <p class="bb-hint">{modeSentence(mode.value)}</p>}
          {said && <p class="bb-hint">{said}</p>}
        </div>
        {list.state === 'loading' && !value && <Skeleton />}
        {value && (waiting > 0 || search !== '') && (
          <>
            <FilterButtons
              label={APPROVALS.filters}
              filters={[
                { value: 'all' as const, label: APPROVALS.all, count: waiting },
                ...GUARDS.filter((code) => value.counts[code] || code === guard).map((code) => ({
                  value: code,
                  label: GUARD_WORDS[code],
                  count: value.counts[code] ?? 0,
                })),
              ]}
              chosen={guard}
              onChoose={(next) => {
                setGuard(next);
                setSelection(NONE_SELECTED);
                paged.show(search, 0);
              }}
            />
            <TextField
              label={APPROVALS.search}
              value={search}
              placeholder={APPROVALS.searchPlaceholder}
              maxLength={100}
              onInput={(text) => show(text, 0)}
            />
            {companyId !== undefined && (
              <p class="bb-section">
                {company && APPROVALS.oneCompany(company.companyName)} <a href="#approvals">{APPROVALS.allCompanies}</a>
              </p>
            )}
          </>
        )}
        {value && value.rows.length === 0 && <p class="bb-empty">{emptyWords(waiting, search)}</p>}
        {value && value.rows.length > 0 && (
          <>
            <div class="bb-section">
              <BilledTotals totals={value.money} tense="planned" />
            </div>
            {!isViewer && (
              <ApprovalBar
                selection={selection}
                total={value.total}
                busy={planning.busy !== null ? 'approve' : busy}
                onSelectAll={() => setSelection({ kind: 'all', query, total: value.total, digest: value.digest })}
                onClear={() => setSelection(NONE_SELECTED)}
                onApprove={() => planning.plan(approvingAction(selection))}
                onReject={reject}
              />
            )}
            <ApprovalTable
              rows={value.rows}
              selection={selection}
              onToggle={isViewer ? undefined : (approval) => setSelection(withToggled(selection, approval))}
            />
          </>
        )}
        {value && (
          <footer class="bb-card-foot">
            <ListPages total={value.total} page={PAGE} offset={offset} onShow={(next) => show(search, next)} />
            <RestoreButton
              rejected={isViewer ? 0 : value.rejected}
              busy={busy}
              onRestore={() =>
                void act('restore', send('approvals.restore', {}), ({ restored }) => APPROVALS.restored(restored)).then(
                  announceApprovalsChanged,
                )
              }
            />
          </footer>
        )}
      </section>
    </>
  );
}

function emptyWords(waiting: number, search: string): string {
  if (waiting === 0) return APPROVALS.empty;
  return search.trim() ? APPROVALS.nothingFound(search) : APPROVALS.nothingFits;
}
