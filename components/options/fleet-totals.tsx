import type { FleetTotal } from '../../lib/domain/fleet.ts';
import { TOTALS, totalWords } from './texts/fleet.ts';

/** What is billed too little and too much, with how many companies are behind it: a line per currency and billing cycle. */
export function FleetTotals({ totals }: { totals: readonly FleetTotal[] }) {
  const lines = totals.flatMap((total) => [
    { head: TOTALS.tooLittle, total, money: total.tooLittle, companies: total.companiesTooLittle },
    { head: TOTALS.tooMuch, total, money: total.tooMuch, companies: total.companiesTooMuch },
  ]);
  const shown = lines.filter(({ companies }) => companies > 0);
  if (shown.length === 0) return <p class="bb-hint">{TOTALS.none}</p>;
  return (
    <dl class="bb-fleet-totals" aria-label={TOTALS.label}>
      {shown.map(({ head, total, money, companies }) => (
        <div key={`${head} ${total.currency?.code} ${total.cycle}`}>
          <dt>{head}</dt>
          <dd>
            <strong>{totalWords(total, money)}</strong> <span class="bb-hint">{TOTALS.behind(companies)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
