import { moneyKey } from '../../lib/domain/money-sentence.ts';
import type { Reconciliation, ReconciliationRow } from '../../lib/domain/reconciliation.ts';
import { send } from '../../lib/messages/send.ts';
import { Age } from '../ui/age.tsx';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { cellsOf, RECONCILIATION, type ReconciliationCell, rowHints, totalText } from './texts/reconciliation.ts';

/** What one company is billed, should be billed and was last invoiced, a row for each addition and unbilled product. */
export function ReconciliationTable({ companyId }: { companyId: number }) {
  // Another company is another request, and nothing of the one before it stays.
  return <OfCompany key={companyId} companyId={companyId} />;
}

function OfCompany({ companyId }: { companyId: number }) {
  const { state, value, failure, reload } = useRequest(() => send('company.reconciliation', { companyId }));
  return (
    <div class="bb-reconciliation">
      {state === 'loading' && <Skeleton />}
      {failure && <FailureNotice failure={failure} onRetry={reload} />}
      {value && <Reconciled value={value} />}
    </div>
  );
}

/** The table of a reconciliation with its notes and totals. */
export function Reconciled({ value }: { value: Reconciliation }) {
  const { rows, totals, notes } = value;
  return (
    <>
      {notes.length > 0 && (
        <Notice tone="warning">
          {notes.map((note) => (
            <p key={note}>{formatText(note)}</p>
          ))}
        </Notice>
      )}
      {rows.length > 0 ? <Rows value={value} /> : <p class="bb-empty">{RECONCILIATION.empty}</p>}
      {rows.length > 0 && totals.map((total) => <p key={moneyKey(total)}>{totalText(total)}</p>)}
      {rows.some(({ invoiced }) => invoiced) && <p class="bb-hint">{RECONCILIATION.compared}</p>}
    </>
  );
}

function Rows({ value }: { value: Reconciliation }) {
  const { service, ...rest } = RECONCILIATION.heads;
  const heads = Object.values(rest);
  const isNamed = new Set(value.rows.map(({ efsId }) => efsId)).size > 1;
  return (
    <table class="bb-table" aria-label={RECONCILIATION.titleOf(value.companyName)}>
      <caption class="bb-hint">
        <Ages value={value} />
      </caption>
      <thead>
        <tr>
          {[service, ...heads].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {value.rows.map((row) => (
          <tr key={row.addition?.id ?? `${row.efsId} ${row.productId}`}>
            <th scope="row">
              <NameOf row={row} isNamed={isNamed} />
            </th>
            {cellsOf(row).map((cell, nth) => (
              <td key={heads[nth]} data-label={heads[nth]} class={cell.text === '–' ? 'bb-unknown' : undefined}>
                <Amount cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Ages({ value: { readAt, factsAt, invoicedAt } }: { value: Reconciliation }) {
  const { connectWise, portal, noPortal, invoices } = RECONCILIATION;
  return (
    <>
      {connectWise}
      <Age at={readAt} />
      {' · '}
      {factsAt ? portal : noPortal}
      {factsAt && <Age at={factsAt} />}
      {invoicedAt && (
        <>
          {' · '}
          {invoices}
          <Age at={invoicedAt} />
        </>
      )}
    </>
  );
}

function NameOf({ row, isNamed }: { row: ReconciliationRow; isNamed: boolean }) {
  return (
    <>
      {row.services.join(', ')}
      {rowHints(row, isNamed).map((hint) => (
        <span key={hint} class="bb-hint">
          {formatText(hint)}
        </span>
      ))}
    </>
  );
}

function Amount({ cell: { text, hints } }: { cell: ReconciliationCell }) {
  return (
    <div>
      {text}
      {hints.map((hint) => (
        <span key={hint} class="bb-hint">
          {hint}
        </span>
      ))}
    </div>
  );
}
