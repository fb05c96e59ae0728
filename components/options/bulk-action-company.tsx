import { useState } from 'preact/hooks';
import type { BulkActionRow, BulkActionView } from '../../lib/domain/bulk-action.ts';
import { moneySentence } from '../../lib/domain/money-sentence.ts';
import { type Failure, sentence } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber } from '../ui/format.ts';
import { formatText } from '../ui/format-text.ts';
import { BulkActionChanges } from './bulk-action-changes.tsx';
import { BULK_ACTION, ROW_STATES } from './texts/bulk-action.ts';

const TONES: Record<BulkActionRow['state'], string> = {
  planned: 'quiet',
  nothing: 'quiet',
  applied: 'ok',
  partly: 'warning',
  failed: 'error',
  undone: 'quiet',
  waiting: 'quiet',
};

interface BulkActionCompanyProps {
  view: BulkActionView;
  row: BulkActionRow;
  /** Whether a failure is shown above already. */
  isShown: (failure: Failure) => boolean;
}

/** One company of a bulk action in a row, and what is planned for it below once a user opens it. */
export function BulkActionCompany({ view, row, isShown }: BulkActionCompanyProps) {
  const [isOpen, setOpen] = useState(false);
  const { heads } = BULK_ACTION;
  return (
    <>
      <tr class={isOpen ? 'bb-action-opened' : undefined}>
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
          {row.failure && !isShown(row.failure) && <span class="bb-hint"> {formatText(sentence(row.failure))}</span>}
        </td>
        <td class="bb-action-open">
          <Button
            kind="quiet"
            label={BULK_ACTION.changesOf(row.companyName)}
            expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {BULK_ACTION.open}
          </Button>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td class="bb-table-wide" colSpan={5}>
            <BulkActionChanges view={view} row={row} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Of a company where not all was written, only the plan is known. */
function tenseOf({ state }: BulkActionRow): 'planned' | 'written' {
  return state === 'applied' ? 'written' : 'planned';
}
