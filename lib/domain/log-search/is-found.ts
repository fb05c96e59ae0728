import type { LogFilter, RowTest } from './log-filter.ts';
import type { LogRow } from './log-row.ts';

/** Returns whether a row fulfills all tests: what the packed search must find too. */
export function isFound(row: LogRow, filter: LogFilter): boolean {
  return filter.every((test) => holds(row, test));
}

function holds(row: LogRow, test: RowTest): boolean {
  if (test.kind === 'choice') return (test.codes & (1 << (row.choices[test.choice] ?? 0))) !== 0;
  if (test.kind === 'period') return test.periods.some(({ from, to }) => row.at >= from && row.at < to);
  if (test.kind === 'amount') return row.amount !== undefined && test.allows(row.amount);
  const found =
    test.slots.some((slot) => test.matches(row.texts[slot] ?? '')) ||
    test.ids.has(row.texts[0] ?? '') ||
    test.choices.some(({ choice, codes }) => (codes & (1 << (row.choices[choice] ?? 0))) !== 0);
  return found !== test.not;
}
