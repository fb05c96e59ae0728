import type { Run } from '../../lib/domain/change.ts';
import { CAUSE_WORDS } from '../../lib/domain/log-search/run-fields.ts';
import { quantitiesSentence } from '../../lib/domain/money-sentence.ts';
import { writtenText } from '../plan/texts/changes.ts';
import { outcomesBeside } from '../plan/texts/runs.ts';
import { formatText } from '../ui/format-text.ts';
import { Moment } from './event-row.tsx';
import { outcomeOf } from './run-card.tsx';

/** A run in one line: how it ended, when, whose, what it is worth, what came of it, and why. */
export function RunRow({ run }: { run: Run }) {
  const { word, tone } = outcomeOf(run);
  const { counts, companyName, startedAt, cause, failure, quantities } = run;
  const changes = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const money = quantities && quantitiesSentence(quantities);
  const sentences = [...outcomesBeside(run, []), ...(failure ? [failure.message] : [])];
  const said = [writtenText(counts.applied, changes), ...sentences.map((sentence) => formatText(sentence))].join(' · ');
  return (
    <>
      <span class={`bb-pill bb-tone-${tone}`}>{word}</span>
      <span class="bb-log-when">
        <Moment at={startedAt} />
      </span>
      <strong class="bb-log-who" title={companyName}>
        {companyName}
      </strong>
      <span class="bb-log-what" title={[money, said].filter(Boolean).join(' · ')}>
        {money && <span class="bb-log-title">{money}</span>} <span class="bb-hint">{said}</span>
      </span>
      <span class="bb-log-account bb-hint">{CAUSE_WORDS[cause.kind]}</span>
    </>
  );
}
