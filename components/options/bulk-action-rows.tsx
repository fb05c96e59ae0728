import { useEffect, useState } from 'preact/hooks';
import type { BulkActionRow, BulkActionView } from '../../lib/domain/bulk-action.ts';
import { moneySentence } from '../../lib/domain/money-sentence.ts';
import { send } from '../../lib/messages/send.ts';
import { type Failure, sentence } from '../../lib/shared/errors.ts';
import { formatNumber } from '../ui/format.ts';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { useRequest } from '../ui/use-request.ts';
import { ListPages } from './list-pages.tsx';
import { BULK_ACTION, ROW_STATES } from './texts/bulk-action.ts';
import { PAGE } from './use-paged-list.ts';

const TONES: Record<BulkActionRow['state'], string> = {
  planned: 'quiet',
  nothing: 'quiet',
  applied: 'ok',
  partly: 'warning',
  failed: 'error',
  undone: 'quiet',
  waiting: 'quiet',
};

interface BulkActionRowsProps {
  view: BulkActionView;
  /** Whether a failure is shown above already. */
  isShown: (failure: Failure) => boolean;
}

/** The companies of a bulk action, page by page: what is planned or was done for each, and why not. */
export function BulkActionRows({ view, isShown }: BulkActionRowsProps) {
  const [offset, setOffset] = useState(0);
  const list = useRequest(() => send('bulk-action.rows', { id: view.id, offset, limit: PAGE }));
  const { reload, value } = list;
  // Read again whenever the action has gone on; the first time is the request's own.
  const step = `${view.state} ${view.done} ${offset}`;
  const [readAt, setReadAt] = useState(step);
  useEffect(() => {
    if (readAt === step) return;
    setReadAt(step);
    reload();
  }, [step, readAt, reload]);
  if (list.failure && !value)
    return isShown(list.failure) ? null : <FailureNotice failure={list.failure} onRetry={reload} />;
  if (!value || value.rows.length === 0) return null;
  const { heads } = BULK_ACTION;
  return (
    <>
      <div class="bb-table-scroll">
        <table class="bb-table bb-action-rows" aria-label={BULK_ACTION.rows}>
          <thead>
            <tr>
              {[heads.company, heads.changes, heads.money, heads.state].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {value.rows.map((row) => (
              <tr key={row.companyId}>
                <td class="bb-table-wide">
                  <a href={`#companies/${row.companyId}`}>{row.companyName}</a>
                </td>
                <td data-label={heads.changes}>
                  {formatNumber(row.changes)}
                  {row.held > 0 && <span class="bb-hint"> {BULK_ACTION.held(row.held)}</span>}
                </td>
                <td class="bb-table-wide">
                  {row.money.map((money) => (
                    <p key={`${money.currency?.code} ${money.cycle}`}>{moneySentence(money, tenseOf(row))}</p>
                  ))}
                </td>
                <td class="bb-table-wide">
                  <span class={`bb-pill bb-tone-${TONES[row.state]}`}>{ROW_STATES[row.state]}</span>
                  {row.failure && !isShown(row.failure) && (
                    <span class="bb-hint"> {formatText(sentence(row.failure))}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <footer class="bb-card-foot">
        <ListPages total={value.total} page={PAGE} offset={offset} onShow={setOffset} />
      </footer>
    </>
  );
}

/** Of a company where not all was written, only the plan is known. */
function tenseOf({ state }: BulkActionRow): 'planned' | 'written' {
  return state === 'applied' ? 'written' : 'planned';
}
