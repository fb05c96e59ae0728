import type { Money } from '../../lib/domain/change.ts';
import { moneySentence } from '../../lib/domain/money-sentence.ts';

/** What changes on the bill altogether, a line per currency and billing cycle. */
export function BilledTotals({ totals, tense }: { totals: readonly Money[]; tense: 'planned' | 'undo' }) {
  return (
    <>
      {totals.map((total) => (
        <p key={`${total.currency?.code} ${total.cycle}`} class="bb-strong">
          {moneySentence(total, tense)}
        </p>
      ))}
    </>
  );
}
