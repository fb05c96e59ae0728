import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { JournalEntry, Run } from '../../lib/domain/change.ts';
import { CAUSE_WORDS, RUN_OUTCOME_WORDS, type RunOutcome, runOutcome } from '../../lib/domain/log-search/run-fields.ts';
import { quantitiesSentence } from '../../lib/domain/money-sentence.ts';
import { wasWritten } from '../../lib/domain/was-written.ts';
import { writtenText } from '../plan/texts/changes.ts';
import { outcomesBesideFailure } from '../plan/texts/runs.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { EntryTable } from './entry-table.tsx';
import { RUN } from './texts/journal.ts';
import { UndoView } from './undo-view.tsx';

const TONES: Record<RunOutcome, string> = {
  running: 'quiet',
  done: 'ok',
  failed: 'error',
  interrupted: 'warning',
  cancelled: 'quiet',
  'partly-failed': 'error',
  'on-hold': 'warning',
  incomplete: 'warning',
};

/** Returns how a run ended, in a word and its tone. */
export function outcomeOf(run: Run): { word: string; tone: string } {
  const outcome = runOutcome(run);
  return { word: RUN_OUTCOME_WORDS[outcome], tone: TONES[outcome] };
}

/** All of a run, or one change of it, by the id of its journal entry. */
type Undone = { entryId?: string };

interface RunCardProps {
  run: Run;
  entries: readonly JournalEntry[];
  /** Another run has written since: the journal is to be read again. */
  onWritten: () => void;
}

/** One run of one company, folded. */
export function RunCard({ run, entries, onWritten }: RunCardProps) {
  const { word, tone } = outcomeOf(run);
  return (
    <details class="bb-card bb-run">
      <summary>
        <span class={`bb-pill bb-tone-${tone}`}>{word}</span>
        <strong>{run.companyName}</strong>
        <span class="bb-hint">
          {CAUSE_WORDS[run.cause.kind]} · <Age at={run.startedAt} /> · {writtenText(run.counts.applied, entries.length)}
          {run.quantities && ` · ${quantitiesSentence(run.quantities)}`}
        </span>
      </summary>
      <RunBody run={run} entries={entries} onWritten={onWritten} />
    </details>
  );
}

/** What a run was for, what came of it, each change, and the way back. */
export function RunBody({ run, entries, onWritten }: RunCardProps) {
  const [undone, setUndone] = useState<Undone | null>(null);
  /** What was opened last: there the focus returns when it is closed. */
  const [last, setLast] = useState<Undone | null>(null);
  const mayUndo = run.state !== 'running' && entries.some(wasWritten);
  const open = (what: Undone) => {
    setUndone(what);
    setLast(what);
  };
  const undo = (what: Undone, label: ComponentChildren) => (
    <Button
      kind="quiet"
      disabled={undone !== null}
      takesFocus={undone === null && last !== null && last.entryId === what.entryId}
      onClick={() => open(what)}
    >
      {label}
    </Button>
  );
  const view = ({ entryId }: Undone) => (
    <UndoView runId={run.id} entryId={entryId} onEnded={onWritten} onClose={() => setUndone(null)} />
  );
  return (
    <>
      {run.failure && <FailureNotice failure={run.failure} />}
      {outcomesBesideFailure(run).map((sentence) => (
        <p key={sentence}>{formatText(sentence)}</p>
      ))}
      {mayUndo && <footer class="bb-card-foot">{undo({}, RUN.undo)}</footer>}
      {undone && undone.entryId === undefined && view(undone)}
      <EntryTable
        entries={entries}
        action={(entry) => mayUndo && wasWritten(entry) && undo({ entryId: entry.id }, <UndoChange {...entry} />)}
        opened={(entry) => undone?.entryId === entry.id && view(undone)}
      />
    </>
  );
}

/** By ear, one button of many is distinguished from the next by its record. */
function UndoChange({ change }: Pick<JournalEntry, 'change'>) {
  return (
    <>
      {RUN.undoChange}
      <span class="bb-visually-hidden"> {change.label}</span>
    </>
  );
}
