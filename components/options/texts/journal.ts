import type { Actor, JournalEntry, Run } from '../../../lib/domain/change.ts';
import { STATE_WORDS } from '../../plan/texts/changes.ts';
import { count, formatNumber } from '../../ui/format.ts';

/** What became of a change. What a user's cancelling left unwritten waits for nobody. */
export function stateWords({ state, hold }: JournalEntry): string {
  return hold === 'cancelled' ? 'Left undone' : STATE_WORDS[state];
}

export const JOURNAL = {
  heading: 'Journal & undo',
  lead: 'Every change that this browser wrote into ConnectWise, kept for 400 days. Open a run to undo it, or one change of it: you see first what that writes, and what it skips.',
  withUnchanged: 'Also runs that changed nothing',
  empty: 'Nothing written yet.',
  onlyUnchanged: 'The only run changed nothing.',
  allUnchanged: (runs: number) => `None of the newest ${count(runs, 'run')} changed anything.`,
  unchanged: (n: number) => `Of these, ${formatNumber(n)} changed nothing.`,
  /** Only as far back as was looked, so that the sentence holds however long the journal is. */
  leftOut: (unchanged: number, shown: number) =>
    `Of the newest ${count(unchanged + shown, 'run')}, ${formatNumber(unchanged)} changed nothing and ${unchanged === 1 ? 'is' : 'are'} left out here.`,
} as const;

export const JOURNAL_EXPORT = {
  csv: 'Export CSV',
  json: 'Export JSON',
  reading: (changes: number) => `${count(changes, 'change')} read …`,
  saved: (changes: number, file: string) => `${count(changes, 'change')} saved as ${file}.`,
  empty: 'Nothing to export: no change is in the journal yet.',
} as const;

export const RUN_CAUSES: Record<Run['cause']['kind'], string> = {
  user: 'Sync now',
  event: 'Portal event',
  reprocess: 'Reprocessed event',
  ticket: 'Ticket',
  'bulk-sync': 'Sync of all customers',
  'bulk-action': 'Many companies at once',
  fix: 'Fix',
  undo: 'Undo',
};

export const RUN_STATES: Record<Run['state'], string> = {
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  interrupted: 'Interrupted',
  cancelled: 'Cancelled',
};

/** Of a run that ended, where something of it was not written. */
export const RUN = {
  partlyFailed: 'Partly failed',
  onHold: 'On hold',
  incomplete: 'Incomplete',
  undo: 'Undo this run…',
  undoChange: 'Undo…',
} as const;

/** Tables of changes. */
export const CHANGE_TABLE = {
  record: 'Record',
  field: 'Field',
  from: 'From',
  to: 'To',
  now: 'Now',
  becomes: 'Becomes',
  outcome: 'Outcome',
  undo: 'Undo',
  /** The user as far as known, the API member, the browser. */
  by: ({ user, member, browser }: Actor) => `by ${[user, member, browser].filter(Boolean).join(', ')}`,
  fields: (n: number) => count(n, 'field'),
} as const;

/** The preview of what undoing writes, and its run. */
export const UNDO = {
  run: 'Undo this run',
  change: 'Undo this change',
  nothing: 'There is nothing to undo. Nothing is undone twice, and records that were changed since stay as they are.',
  changes: (n: number) => `${count(n, 'change')} in ConnectWise. Nothing is written before you press Undo.`,
  skipped: 'Left as it is',
  apply: (n: number) => `Undo ${count(n, 'change')}`,
  progress: (done: number, total: number) => `${done} of ${total}`,
  cancelling: 'Cancelling after this change …',
} as const;
