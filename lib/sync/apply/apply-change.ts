import type { Change, JournalEntry } from '../../domain/change.ts';
import { TURNED_OFF } from '../../domain/outcomes.ts';
import { type Failure, type FailureCode, sentence } from '../../shared/errors.ts';
import type { Clock } from '../../shared/time.ts';
import type { ConnectWisePort, StoredRecord } from '../ports.ts';
import type { ChangeResult } from './change-result.ts';
import { by, changedSince, compareRecord, keptOtherwise } from './compare.ts';
import { findCreated } from './find-created.ts';
import { lacksRequired } from './required-record.ts';
import type { RunJournal } from './run-journal.ts';
import { mustWait, stillUnclear, unclearCreateOf, unclearSince } from './unclear.ts';

/** After these the request may have been carried out nevertheless: look before saying anything. */
const ANSWER_LOST: ReadonlySet<FailureCode> = new Set([
  'timeout',
  'unreachable',
  'truncated',
  'not-json',
  'unexpected-shape',
  'too-large',
  'server-error',
  'internal',
]);

/** What is known already, and need not be read again. */
export interface Seen {
  /** The record is as the change says: it was read at most 30 s ago, and no user looked at it in between. */
  record: boolean;
  /** That look would have shown the record that the change creates. */
  absence: boolean;
  /** Journal entries of earlier writes that are still unclear. */
  unclear: readonly JournalEntry[];
}

/** What a change is written with. */
export interface Writer {
  connectWise: ConnectWisePort;
  journal: RunJournal;
  clock: Clock;
  /** Whether a change may still be written, for what no user looked at; absent: a user did. */
  mayWrite?: (change: Change) => Promise<boolean>;
}

/**
 * Writes one change. States: (held | conflict | failed) without a call, else intended → applied | failed | unknown.
 * Invariants: the intent is in the journal before the call; a call whose answer was lost is never repeated, but looked
 * for; a record is created only when a look just before did not find it, and never while an earlier request to create it
 * is unclear; a record goes only while the one that is kept in its place exists.
 */
export async function applyChange(writer: Writer, change: Change, seen: Seen): Promise<ChangeResult> {
  const { connectWise, journal } = writer;
  const before = await lookBefore(writer, change, seen);
  if (before) return settled(journal, change, before);
  const lacks = await lacksRequired(connectWise, change);
  if (lacks) return settled(journal, change, lacks.ok ? lacks.value : failed(lacks.failure));
  // The looks before take their time, and nothing is written after a user was shown that it is off.
  if (writer.mayWrite && !(await writer.mayWrite(change)))
    return settled(journal, change, { state: 'held', hold: 'turned-off', outcome: TURNED_OFF });
  const entry = await journal.intend(change);
  const result = await write(writer, change);
  await journal.settle(entry, result);
  return result;
}

/** What keeps the change from being written, if anything. */
async function lookBefore(
  { connectWise, clock }: Writer,
  change: Change,
  seen: Seen,
): Promise<ChangeResult | undefined> {
  if (change.op === 'create') {
    const earlier = unclearCreateOf(change, seen.unclear);
    if (earlier) return mustWait(earlier, clock());
    if (seen.absence) return undefined;
    const found = await findCreated(connectWise, change);
    if (!found.ok) return failed(found.failure);
    if (!found.value) return undefined;
    const record = found.value;
    return { state: 'conflict', recordId: record.id, outcome: `Conflict: it exists already, ${by(record)}.` };
  }
  if (seen.record) return undefined;
  const read = await connectWise.read(change.resource, change.ref);
  if (!read.ok) return failed(read.failure);
  const record = read.value;
  const id = change.ref.id;
  if (!record) {
    return change.op === 'delete'
      ? { state: 'applied', recordId: id, noop: true, outcome: 'It was deleted already.' }
      : { state: 'conflict', recordId: id, outcome: 'Conflict: the record was deleted in ConnectWise.' };
  }
  const state = compareRecord(change, record);
  if (state === 'already-so')
    return { state: 'applied', recordId: id, noop: true, outcome: 'ConnectWise has this value already.' };
  if (state === 'changed-since') return { state: 'conflict', recordId: id, outcome: changedSince(change, record) };
  return undefined;
}

async function write(writer: Writer, change: Change): Promise<ChangeResult> {
  const { connectWise } = writer;
  const answer = await connectWise.write(change);
  if (answer.ok) return written(change, answer.value);
  if (ANSWER_LOST.has(answer.failure.code)) return lookAfterLostAnswer(writer, change, answer.failure);
  return change.op === 'merge' ? lookAfterRefusedMerge(connectWise, change, answer.failure) : failed(answer.failure);
}

function written(change: Change, record: StoredRecord | null): ChangeResult {
  const recordId = record?.id ?? change.ref.id;
  if (change.op === 'delete') return { state: 'applied', recordId, outcome: DONE.delete };
  // ConnectWise answers 200 to some writes that it does not carry out (docs/reference/connectwise-rest.md#writing).
  const kept = record && keptOtherwise(change, record);
  if (kept) {
    const failure: Failure = {
      code: 'rejected',
      message: `ConnectWise accepted the change but kept another value in ${kept}.`,
      nextStep: 'Look at the record in ConnectWise: the field may be calculated or locked.',
      field: kept,
    };
    return { state: 'failed', recordId, outcome: sentence(failure), failure };
  }
  return { state: 'applied', recordId, outcome: DONE[change.op] };
}

const DONE: Record<Change['op'], string> = {
  create: 'Created.',
  update: 'Written.',
  delete: 'Deleted.',
  merge: 'Merged.',
};

/** What is merged already cannot be merged again: two browsers that find the same duplicate both try. */
async function lookAfterRefusedMerge(
  connectWise: ConnectWisePort,
  change: Change,
  failure: Failure,
): Promise<ChangeResult> {
  const found = await connectWise.read(change.resource, change.ref);
  if (!found.ok || !hasArrived(change, found.value)) return failed(failure);
  return { state: 'applied', recordId: change.ref.id, noop: true, outcome: 'It was merged already.' };
}

async function lookAfterLostAnswer(
  { connectWise, clock }: Writer,
  change: Change,
  failure: Failure,
): Promise<ChangeResult> {
  const found =
    change.op === 'create'
      ? await findCreated(connectWise, change)
      : await connectWise.read(change.resource, change.ref);
  if (!found.ok) {
    const outcome = `The answer was lost and ConnectWise could not be asked what became of it. ${sentence(failure)}`;
    return { state: 'unknown', recordId: change.ref.id, outcome, failure, unclear: unclearSince(clock()) };
  }
  const arrived = hasArrived(change, found.value);
  if (!arrived) {
    const mayArrive = change.op === 'create' && !isRefusal(failure);
    return mayArrive ? stillUnclear(failure, clock()) : failed(failure, 'Not written. ');
  }
  const recordId = found.value?.id ?? change.ref.id;
  const result: ChangeResult = {
    state: 'applied',
    recordId,
    outcome: 'Written; the answer was lost, so ConnectWise was asked again.',
  };
  // The request may have been sent twice, and the second be carried out later.
  return change.op === 'create' ? { ...result, unclear: unclearSince(clock()) } : result;
}

/**
 * Whether an answer that says nothing of the change shows that it was not taken on: 503 (RFC 9110: not ready to handle the
 * request), or a web page of a proxy before ConnectWise. A 500, 502 or 504 may come while it is still carried out.
 */
function isRefusal({ code, status }: Failure): boolean {
  return code === 'not-json' || status === 503;
}

/** Whether ConnectWise holds what the change wanted. */
export function hasArrived(change: Change, record: StoredRecord | null): boolean {
  if (change.op === 'delete') return record === null;
  if (change.op === 'create') return record !== null;
  return record !== null && compareRecord(change, record) === 'already-so';
}

function failed(failure: Failure, before = ''): ChangeResult {
  return { state: 'failed', outcome: `${before}${sentence(failure)}`, failure };
}

async function settled(journal: RunJournal, change: Change, result: ChangeResult): Promise<ChangeResult> {
  await journal.record(change, result);
  return result;
}
