import type { ComponentChildren } from 'preact';
import type { Change } from '../../lib/domain/change.ts';
import { moneyFirst } from '../plan/decision-order.ts';
import { foldLines } from '../plan/fold-lines.ts';
import { LineSummary } from '../plan/line-summary.tsx';

interface Props<T> {
  lines: readonly T[];
  changeOf: (line: T) => Change;
  /** Lines that wait for somebody are never folded. */
  mustShow: (line: T) => boolean;
  tense: 'undo' | 'written';
  /** Column heads. */
  heads: ComponentChildren;
  row: (line: T) => ComponentChildren;
}

/** A table of changes, money first; more than a dozen are folded, each group with what it does to the bill. */
export function FoldedTables<T>({ lines, changeOf, mustShow, tense, heads, row }: Props<T>) {
  const { shown, groups } = foldLines(moneyFirst(lines, changeOf), changeOf, mustShow);
  const table = (some: readonly T[]) => (
    <div class="bb-table-scroll">
      <table class="bb-table bb-changes">
        <thead>
          <tr>{heads}</tr>
        </thead>
        {some.map(row)}
      </table>
    </div>
  );
  return (
    <>
      {shown.length > 0 && table(shown)}
      {groups.map((group) => (
        <details key={group.name} class="bb-lines">
          <LineSummary group={group} tense={tense} />
          {table(group.lines)}
        </details>
      ))}
    </>
  );
}
