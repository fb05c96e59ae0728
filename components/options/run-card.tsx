import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { JournalEntry, Run } from '../../lib/domain/change.ts';
import { quantitiesSentence } from '../../lib/domain/money-sentence.ts';
import { outcomesBesideFailure } from '../plan/texts/runs.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { count } from '../ui/format.ts';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { EntryTable } from './entry-table.tsx';
import { wasWritten } from './entry-words.ts';
import { UndoView } from './undo-view.tsx';

const CAUSES: Record<Run['cause']['kind'], string> = {
  user: 'Sync now',
  event: 'Portal event',
  reprocess: 'Reprocessed event',
  ticket: 'Ticket',
  'bulk-sync': 'Sync of all customers',
  fix: 'Fix',
  undo: 'Undo',
};
const STATES: Record<Run['state'], { word: string; tone: string }> = {
  running: { word: 'Running', tone: 'quiet' },
  done: { word: 'Done', tone: 'ok' },
  failed: { word: 'Failed', tone: 'error' },
  interrupted: { word: 'Interrupted', tone: 'warning' },
  cancelled: { word: 'Cancelled', tone: 'quiet' },
};

/** A run that ended is not called done where something of it was not written. */
function outcomeOf({ state, counts }: Run): { word: string; tone: string } {
  if (state !== 'done') return STATES[state];
  if (counts.failed > 0) return { word: 'Partly failed', tone: 'error' };
  if (counts.held > 0) return { word: 'On hold', tone: 'warning' };
  return counts.conflict + counts.unknown > 0 ? { word: 'Incomplete', tone: 'warning' } : STATES.done;
}

/** All of a run, or one change of it, by the id of its journal entry. */
type Undone = { entryId?: string };

interface RunCardProps {
  run: Run;
  entries: readonly JournalEntry[];
  /** Another run has written since: the journal is to be read again. */
  onWritten: () => void;
}

/** One run of one company: what it was for, what came of it, each change, and the way back. */
export function RunCard({ run, entries, onWritten }: RunCardProps) {
  const { word, tone } = outcomeOf(run);
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
    <details class="bb-card bb-run">
      <summary>
        <span class={`bb-pill bb-tone-${tone}`}>{word}</span>
        <strong>{run.companyName}</strong>
        <span class="bb-hint">
          {CAUSES[run.cause.kind]} · <Age at={run.startedAt} /> · {count(entries.length, 'change')}
          {run.quantities && ` · ${quantitiesSentence(run.quantities)}`}
        </span>
      </summary>
      {run.failure && <FailureNotice failure={run.failure} />}
      {outcomesBesideFailure(run).map((sentence) => (
        <p key={sentence}>{formatText(sentence)}</p>
      ))}
      {mayUndo && <footer class="bb-card-foot">{undo({}, 'Undo this run…')}</footer>}
      {undone && undone.entryId === undefined && view(undone)}
      <EntryTable
        entries={entries}
        action={(entry) => mayUndo && wasWritten(entry) && undo({ entryId: entry.id }, <UndoChange {...entry} />)}
        opened={(entry) => undone?.entryId === entry.id && view(undone)}
      />
    </details>
  );
}

/** By ear, one button of many is distinguished from the next by its record. */
function UndoChange({ change }: Pick<JournalEntry, 'change'>) {
  return (
    <>
      Undo…<span class="bb-visually-hidden"> {change.label}</span>
    </>
  );
}
