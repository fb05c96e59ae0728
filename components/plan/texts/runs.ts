import type { JournalEntry, Run } from '../../../lib/domain/change.ts';
import { quantitiesSentence } from '../../../lib/domain/money-sentence.ts';
import { textsOf } from '../../../lib/domain/outcomes.ts';
import { count } from '../../ui/format.ts';

/** Returns what came of a run, without the sentences that its failure, shown beside them, says too. */
export function outcomesBesideFailure({ outcomes, failure }: Pick<Run, 'outcomes' | 'failure'>): string[] {
  return textsOf(failure ? outcomes.filter(({ code }) => code !== 'failure') : outcomes);
}

/**
 * The same without what the list of the changes that were not written says of each, and without the guide's sentence about
 * agreement parts where the number of quantities and their money say it better.
 */
export function outcomesBeside(
  run: Pick<Run, 'outcomes' | 'failure' | 'quantities'>,
  entries: readonly JournalEntry[],
): string[] {
  const unwritten = entries.filter(({ state }) => state !== 'applied');
  const listed = new Set(unwritten.map(({ change }) => change.id));
  const outcomes = run.outcomes.filter(
    ({ part, changeId }) =>
      !(run.quantities && part === 'agreement-parts') && (changeId === undefined || !listed.has(changeId)),
  );
  return outcomesBesideFailure({ ...run, outcomes });
}

/**
 * Returns what came of a run, the money first: `3 quantities updated (+$40.71)`.
 * @param entries of its journal, where a list beside the sentences shows those that were not written
 */
export function runSentences(
  run: Pick<Run, 'outcomes' | 'failure' | 'quantities'>,
  entries: readonly JournalEntry[] = [],
): string[] {
  const { quantities } = run;
  return [...(quantities ? [`${quantitiesSentence(quantities)}.`] : []), ...outcomesBeside(run, entries)];
}

/** One sentence, also read out when the run ends. */
export function resultTitle(run: Run): string {
  const { applied, failed, conflict, unknown } = run.counts;
  const { notTried = 0 } = run;
  const held = run.counts.held - notTried;
  if (run.state === 'interrupted') return 'The browser stopped this run before it ended';
  const parts = [
    applied > 0 || run.state === 'done' ? `${count(applied, 'change')} written` : '',
    failed > 0 ? `${failed} failed` : '',
    conflict > 0 ? count(conflict, 'conflict') : '',
    held > 0 ? `${held} ${run.state === 'cancelled' ? 'left undone' : 'waiting for approval'}` : '',
    notTried > 0 ? `${notTried} not tried` : '',
    unknown > 0 ? `${unknown} unclear` : '',
  ].filter(Boolean);
  const reported = parts.join(', ') || 'Nothing was written';
  return run.state === 'cancelled' ? `Cancelled: ${reported.charAt(0).toLowerCase()}${reported.slice(1)}` : reported;
}
