import { useEffect, useState } from 'preact/hooks';
import type { BulkActionView } from '../../lib/domain/bulk-action.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { useRequest } from '../ui/use-request.ts';
import { BulkActionCompany } from './bulk-action-company.tsx';
import { ListPages } from './list-pages.tsx';
import { BULK_ACTION } from './texts/bulk-action.ts';
import { PAGE } from './use-paged-list.ts';

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
              <th scope="col">
                <span class="bb-visually-hidden">{heads.open}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {value.rows.map((row) => (
              <BulkActionCompany key={row.companyId} view={view} row={row} isShown={isShown} />
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
