import { moneySentence } from '../../lib/domain/money-sentence.ts';
import { count } from '../ui/format.ts';
import type { LineGroup } from './fold-lines.ts';

interface Props {
  group: LineGroup<unknown>;
  tense: 'planned' | 'undo' | 'written';
  noun?: string;
}

/** What is seen of folded lines: what they have in common, how many there are, and what they do to the bill. */
export function LineSummary({ group: { name, lines, totals }, tense, noun = 'change' }: Props) {
  return (
    <summary>
      <strong>{name}</strong> <span class="bb-pill">{count(lines.length, noun)}</span>
      {totals.map((total) => (
        <span key={total.cycle} class="bb-line-money bb-hint">
          {moneySentence(total, tense)}
        </span>
      ))}
    </summary>
  );
}
