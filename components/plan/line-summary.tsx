import { moneySentence } from '../../lib/domain/money-sentence.ts';
import type { LineGroup } from './fold-lines.ts';
import { changesText } from './texts/changes.ts';

interface Props {
  group: LineGroup<unknown>;
  tense: 'planned' | 'undo' | 'written';
  /** How many there are, in words; absent: changes. */
  counted?: (n: number) => string;
}

/** What is seen of folded lines: what they have in common, how many there are, and what they do to the bill. */
export function LineSummary({ group: { name, lines, totals }, tense, counted = changesText }: Props) {
  return (
    <summary>
      <strong>{name}</strong> <span class="bb-pill">{counted(lines.length)}</span>
      {totals.map((total) => (
        <span key={total.cycle} class="bb-line-money bb-hint">
          {moneySentence(total, tense)}
        </span>
      ))}
    </summary>
  );
}
