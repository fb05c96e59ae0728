import type { ComponentChildren } from 'preact';
import type { Change, FieldChange } from '../../lib/domain/change.ts';
import { moneySentence } from '../../lib/domain/money-sentence.ts';
import { moneyFirst } from '../plan/decision-order.ts';
import { foldLines } from '../plan/fold-lines.ts';
import { LineSummary } from '../plan/line-summary.tsx';
import { QuantityOrigin } from '../plan/quantity-origin.tsx';
import { recordFields } from '../plan/record-fields.ts';
import { fieldLabel, OP_WORDS, valueText } from '../plan/texts/changes.ts';
import { Value } from '../plan/value.tsx';
import { CHANGE_TABLE } from './texts/journal.ts';

interface ChangeTableProps<T> {
  lines: readonly T[];
  changeOf: (line: T) => Change;
  keyOf: (line: T) => string;
  /** Lines that wait for somebody are never folded. */
  mustShow: (line: T) => boolean;
  /** Of the groups' sums. */
  tense: 'planned' | 'undo' | 'written';
  /** What a line's own money says. */
  moneyTense: (line: T) => 'planned' | 'undo' | 'written';
  /** Below the record's name: why, and what it waits for. */
  note?: (line: T) => ComponentChildren;
  /** Heads of the old and the new value. */
  heads: readonly [string, string];
  /** Heads of the cells at the end. */
  endHeads?: ComponentChildren;
  /** Cells at the end of a change's first row, as high as all its rows. */
  end?: (line: T, rows: number) => ComponentChildren;
  /** What a click on a line opened, below its rows, if anything. */
  opened?: (line: T) => ComponentChildren;
}

/** A table of changes, a row a field, money first; more than a dozen are folded, each group with what it does to the bill. */
export function ChangeTable<T>(props: ChangeTableProps<T>) {
  const { lines, changeOf, keyOf, mustShow, tense, heads } = props;
  const { shown, groups } = foldLines(moneyFirst(lines, changeOf), changeOf, mustShow);
  const table = (some: readonly T[]) => (
    <div class="bb-table-scroll">
      <table class="bb-table bb-changes">
        <thead>
          <tr>
            {[CHANGE_TABLE.record, CHANGE_TABLE.field, ...heads].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            {props.endHeads}
          </tr>
        </thead>
        {some.map((line) => (
          <ChangeRows key={keyOf(line)} line={line} {...props} />
        ))}
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

function ChangeRows<T>({ line, changeOf, moneyTense, note, end, opened }: ChangeTableProps<T> & { line: T }) {
  const change = changeOf(line);
  const { label, op, fields, money } = change;
  // A record that came or went as a whole is one text.
  const [first, ...rest] = op === 'update' ? fields : [];
  const rows = 1 + rest.length;
  const below = opened?.(line);
  return (
    <tbody>
      <tr>
        <td class="bb-cell-record" rowSpan={rows}>
          {label}
          {money && <span class="bb-hint"> {moneySentence(money, moneyTense(line))}.</span>}
          {note?.(line)}
          <QuantityOrigin measured={change.measured} />
        </td>
        {first ? (
          <FieldCells {...first} />
        ) : (
          <td class="bb-table-wide" colSpan={3}>
            <strong>{OP_WORDS[op]}</strong> <EntireRecord change={change} />
          </td>
        )}
        {end?.(line, rows)}
      </tr>
      {rest.map((field) => (
        <tr key={field.field}>
          <FieldCells {...field} />
        </tr>
      ))}
      {below && (
        <tr>
          <td class="bb-table-wide bb-cell-opened" colSpan={6}>
            {below}
          </td>
        </tr>
      )}
    </tbody>
  );
}

function FieldCells({ field, from, to }: FieldChange) {
  return (
    <>
      <td>{fieldLabel(field)}</td>
      <td>
        <del>
          <Value value={from} field={field} />
        </del>
      </td>
      <td>
        <Value value={to} field={field} />
      </td>
    </>
  );
}

/** What is read at a glance. */
const SHORT_LENGTH = 80;

/** A record that comes or goes as one text. A long one is folded. */
function EntireRecord({ change }: { change: Change }) {
  const known = recordFields(change);
  const text = known.map(({ field, value }) => `${fieldLabel(field)}: ${valueText(value, field)}`).join(' · ');
  if (text === '') return null;
  const shown = change.op === 'delete' ? <del>{text}</del> : text;
  if (text.length <= SHORT_LENGTH) return <p>{shown}</p>;
  return (
    <details class="bb-folded">
      <summary>{CHANGE_TABLE.fields(known.length)}</summary>
      {shown}
    </details>
  );
}
