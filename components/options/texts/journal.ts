import type { Actor } from '../../../lib/domain/change.ts';
import { count, formatNumber } from '../../ui/format.ts';

export const JOURNAL = {
  heading: 'Journal & undo',
  lead: 'Every change that this browser wrote into ConnectWise, kept for 400 days. Open a run to undo it, or one change of it: you see first what that writes, and what it skips.',
  withUnchanged: 'Also runs that changed nothing',
  placeholder: 'Company, record, outcome, or a condition such as Cause = Ticket',
  one: 'run',
  list: 'Runs',
  nothingFound: (query: string) => `No run matches “${query}”.`,
  /** While those that changed nothing are left out. */
  noChangeFound: (query: string) => `No run that changed anything matches “${query}”.`,
  nothingChanged: 'No run has changed anything yet.',
  openCompany: 'Open company',
  empty: 'Nothing written yet.',
  unchanged: (n: number) => `Of these, ${formatNumber(n)} changed nothing.`,
} as const;

/** Fields that have a control of their own. */
export const JOURNAL_CONTROLS = { texts: ['Company'], choices: ['Cause', 'State'] } as const;

/** Searches to begin with. */
export const JOURNAL_EXAMPLES = [
  'Company LIKE *dental* AND Cause = Ticket',
  'Record CONTAINS Online Backup AND Money >= 100',
  'State IN Failed, Partly failed AND Date >= 2026-11-01',
] as const;

export const JOURNAL_EXPORT = {
  csv: 'Export all as CSV',
  json: 'Export all as JSON',
  reading: (changes: number) => `${count(changes, 'change')} read …`,
  saved: (changes: number, file: string) => `${count(changes, 'change')} saved as ${file}.`,
  empty: 'Nothing to export: no change is in the journal yet.',
} as const;

export const RUN = {
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
