import { plainText } from '../../shared/text-values.ts';
import { readTime } from '../../shared/time.ts';
import type { JournalEntry, Money, Run } from '../change.ts';
import { changedNothing } from '../changed-nothing.ts';
import type { LogFields } from './log-fields.ts';
import type { LogRow } from './log-row.ts';

export const CAUSE_WORDS: Record<Run['cause']['kind'], string> = {
  user: 'Sync now',
  event: 'Portal event',
  reprocess: 'Reprocessed event',
  ticket: 'Ticket',
  'bulk-sync': 'Sync of all customers',
  'bulk-action': 'Many companies at once',
  fix: 'Fix',
  undo: 'Undo',
};

/** How a run ended, for users: one that ended is not called done where something of it was not written. */
export type RunOutcome = Run['state'] | 'partly-failed' | 'on-hold' | 'incomplete';

export const RUN_OUTCOME_WORDS: Record<RunOutcome, string> = {
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  interrupted: 'Interrupted',
  cancelled: 'Cancelled',
  'partly-failed': 'Partly failed',
  'on-hold': 'On hold',
  incomplete: 'Incomplete',
};

export function runOutcome({ state, counts, notTried = 0 }: Pick<Run, 'state' | 'counts' | 'notTried'>): RunOutcome {
  if (state !== 'done') return state;
  if (counts.failed > 0) return 'partly-failed';
  if (counts.held > notTried) return 'on-hold';
  return counts.conflict + counts.unknown + counts.held > 0 ? 'incomplete' : 'done';
}

/** Positions are stored: values are added at the end, and none is removed. */
export const CAUSES: readonly Run['cause']['kind'][] = [
  'user',
  'event',
  'reprocess',
  'ticket',
  'bulk-sync',
  'bulk-action',
  'fix',
  'undo',
];
const OUTCOMES: readonly RunOutcome[] = [
  'running',
  'done',
  'failed',
  'interrupted',
  'cancelled',
  'partly-failed',
  'on-hold',
  'incomplete',
];
const CHANGED = ['no', 'yes'] as const;

const COMPANY = 0;
const CUSTOMER = 1;
const OUTCOME = 2;
const RECORD = 3;

/** Search fields of the journal. */
export const RUN_FIELDS: LogFields = {
  fields: [
    { kind: 'date', name: 'Date', aliases: ['When'] },
    { kind: 'text', name: 'Company', slots: [COMPANY] },
    { kind: 'text', name: 'Customer', aliases: ['EFS ID'], slots: [CUSTOMER] },
    { kind: 'choice', name: 'Cause', choice: 0, values: CAUSES.map((value) => ({ value, word: CAUSE_WORDS[value] })) },
    {
      kind: 'choice',
      name: 'State',
      choice: 1,
      values: OUTCOMES.map((value) => ({ value, word: RUN_OUTCOME_WORDS[value] })),
    },
    { kind: 'choice', name: 'Changed', choice: 2, values: CHANGED.map((value) => ({ value, word: value })) },
    { kind: 'text', name: 'Outcome', slots: [OUTCOME] },
    { kind: 'text', name: 'Record', slots: [RECORD] },
    { kind: 'amount', name: 'Money' },
  ],
  free: [COMPANY, CUSTOMER, OUTCOME, RECORD],
  isNamed: false,
};

/**
 * Returns the row of the search index for a run.
 * @param entries what it wrote; while it runs, none need be given
 */
export function runRow(run: Run, entries: readonly JournalEntry[]): LogRow {
  const { id, startedAt, companyName, companyId, efsIds, outcomes, cause, failure, quantities } = run;
  const amount = quantities && difference(quantities.totals);
  const sentences = [...outcomes.map(({ text }) => text), ...(failure ? [failure.message] : [])];
  const outcomesOfEntries = entries.filter(({ state }) => state !== 'applied').map(({ outcome }) => outcome);
  return {
    at: readTime(startedAt) ?? 0,
    id,
    choices: [CAUSES.indexOf(cause.kind), OUTCOMES.indexOf(runOutcome(run)), changedNothing(run) ? 0 : 1].map((code) =>
      Math.max(0, code),
    ),
    texts: [
      lines([companyName, String(companyId)]),
      lines(efsIds),
      lines([...sentences, ...outcomesOfEntries].map(plainText)),
      lines(entries.map(({ change }) => plainText(change.label))),
    ],
    ...(amount !== undefined && { amount }),
  };
}

/** More or less that is billed per cycle. Of several currencies or cycles: where most changes, for they cannot be added up. */
function difference(totals: readonly Money[]): number | undefined {
  const changes = totals.map(({ from, to }) => Math.round((to - from) * 100) / 100);
  return changes.sort((one, other) => Math.abs(other) - Math.abs(one))[0];
}

function lines(texts: readonly string[]): string {
  return [...new Set(texts)].join('\n').replaceAll('\0', ' ').toLowerCase();
}

/** Returns the search for the runs of a company on the day of a moment, in the zone of this browser. @param time milliseconds since the epoch */
export function runsOfDay(companyId: number, time: number): string {
  const day = new Date(time);
  const two = (part: number) => String(part).padStart(2, '0');
  return `Company = ${companyId} AND Date = ${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
