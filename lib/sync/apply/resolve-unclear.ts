import { isUnnamedMember } from '../../domain/api-member.ts';
import type { Change, JournalEntry, Outcome, Run, UnclearWrite } from '../../domain/change.ts';
import { isOfConnection } from '../../domain/connection-state.ts';
import { isConsented } from '../../domain/consent.ts';
import { type Failure, isPassing, sentence } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import { isoTime, MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import type { StoredRecord } from '../ports.ts';
import { settingsNow } from '../read/settings-now.ts';
import { forgetView } from '../read/view-cache.ts';
import { hasArrived } from './apply-change.ts';
import { by } from './compare.ts';
import { countJournal } from './count-journal.ts';
import { findAllCreatedSince } from './find-created.ts';
import { removalOf, removeDuplicates } from './remove-duplicates.ts';
import { type RunJournal, runJournal } from './run-journal.ts';
import { afterLook, beforeLook, isLookDue, isUndecided, isWindowOver, nextLookAt, unclearSince } from './unclear.ts';
import { unclearWritesHere } from './unclear-here.ts';
import { wakeForDuplicates } from './wake-for-duplicates.ts';

/** Looks at one time: each costs a request, and the drain has other work. The rest comes with the next one. */
const AT_ONCE = 20;
/** When ConnectWise could not be asked, it is asked again after this long. */
const NO_ANSWER = MINUTE;
/** When it answers, and something else has to be corrected before that says anything (an unreadable row, a right): after this long. */
const NOT_READABLE = 30 * MINUTE;

/**
 * Asks ConnectWise what became of the writes whose answer is missing and that are due to be looked for. Part of every
 * drain, so that an entry that a killed worker, a full disk or an outage left open is decided as soon as ConnectWise
 * answers. States and invariants: `apply/unclear.ts`.
 */
export async function resolveUnclear(deps: EngineDeps): Promise<void> {
  const due = (await unclearWritesHere(deps)).filter(({ unclear }) => unclear && isLookDue(unclear, deps.clock()));
  const runs = new Set<string>();
  let looks = 0;
  for (const { id, runId } of due) {
    if (looks >= AT_ONCE) break;
    const run = await deps.store.getRun(runId);
    // Of a run that still runs, the answer may still come.
    if (run?.state === 'running') continue;
    // Read after its run: it may have got its result while ConnectWise was asked about the ones before.
    const entry = (await deps.store.journalOfRun(runId)).find((one) => one.id === id);
    if (!entry?.unclear) continue;
    looks += 1;
    const looked = await lookFor(deps, entry);
    await deps.store.putJournal(looked.entry);
    if (looked.entry.state !== entry.state) runs.add(entry.runId);
    // The others would meet the same.
    if (looked.failure && isOfConnection(looked.failure)) break;
  }
  for (const runId of runs) await recount(deps, runId);
}

/** An entry after ConnectWise was asked, not yet stored. */
interface LookResult {
  entry: JournalEntry;
  /** Why ConnectWise could not say. */
  failure?: Failure;
}

/**
 * Asks ConnectWise what became of one write. Deletes what an unclear create made twice; two tickets are merged by their
 * own work, which is made due.
 */
export async function lookFor(deps: EngineDeps, entry: JournalEntry): Promise<LookResult> {
  const now = deps.clock();
  const unclear = beforeLook(entry.unclear ?? unclearSince(now), now);
  const read = await recordsOf(deps, entry);
  if (!read.ok) {
    const pause = isWindowOver(unclear, now) && !mayPass(read.failure) ? NOT_READABLE : NO_ANSWER;
    const later: JournalEntry = { ...entry, unclear: { ...unclear, lookAt: now + pause } };
    if (!isUndecided(entry.state)) return { entry: later, failure: read.failure };
    return {
      entry: {
        ...later,
        state: 'unknown',
        outcome: `${NOT_READ_AGAIN} ${read.failure.nextStep}`,
        failure: read.failure,
      },
      failure: read.failure,
    };
  }
  const [record, ...duplicates] = read.value;
  if (entry.change.resource === 'ticket') await wakeForDuplicates(deps, entry, read.value);
  if (record && duplicates.length) await removeTheOthers(deps, entry, record, duplicates);
  const { unclear: _until, failure: _failure, ...known } = entry;
  const next = entry.change.op === 'create' ? afterLook(unclear, now) : undefined;
  const decision = isUndecided(entry.state)
    ? { ...decide(entry, record, unclear, now), finishedAt: isoTime(now) }
    : keptInstead(entry, read.value);
  return { entry: { ...known, ...decision, ...(next && { unclear: next }) } };
}

/** Of records that one request created twice, the first stays: an undo then takes that one. */
function keptInstead({ recordId }: JournalEntry, [first, ...others]: readonly StoredRecord[]): { recordId?: number } {
  return first && others.some(({ id }) => id === recordId) ? { recordId: first.id } : {};
}

function mayPass(failure: Failure): boolean {
  return isPassing(failure) || isOfConnection(failure);
}

/** What a look says of a write that was undecided until now. */
function decide(
  { change, who }: JournalEntry,
  record: StoredRecord | undefined,
  unclear: UnclearWrite,
  now: number,
): Pick<JournalEntry, 'state' | 'outcome' | 'recordId' | 'noop'> {
  if (hasArrived(change, record ?? null)) {
    const recordId = record?.id ?? change.ref.id;
    const updatedBy = record?._info.updatedBy;
    const isOthers = updatedBy !== undefined && updatedBy !== who.member && !isUnnamedMember(who.member);
    // Whoever wrote it last may have entered it: an undo must not take it away as ours.
    if (record && change.op === 'create' && isOthers)
      return { state: 'applied', noop: true, outcome: `It is there, ${by(record)}.`, recordId: record.id };
    return { state: 'applied', outcome: ARRIVED, ...(recordId !== undefined && { recordId }) };
  }
  if (change.op !== 'create') return { state: 'failed', outcome: 'Cut off before it was written.' };
  return isWindowOver(unclear, now)
    ? { state: 'failed', outcome: NOT_CREATED }
    : { state: 'unknown', outcome: NOT_YET };
}

const ARRIVED = 'Written; the answer was lost, so ConnectWise was asked again.';
const NOT_READ_AGAIN = 'Cut off before the answer came, and ConnectWise could not be asked. It is asked again.';
const NOT_YET = 'No answer came, and it is not there yet. ConnectWise is asked again.';
const NOT_DELETED =
  'On hold: a duplicate, which nothing may delete by itself in Review mode. Delete it in ConnectWise.';
const NOT_CREATED = 'Not written: after 10 minutes it is not there.';

/** The record that was changed, or all that an unclear create may have made. */
async function recordsOf({ connectWise }: EngineDeps, { change, at }: JournalEntry): Promise<Result<StoredRecord[]>> {
  if (change.op === 'create') return findAllCreatedSince(connectWise, change, at);
  const read = await connectWise.read(change.resource, change.ref);
  return read.ok ? ok(read.value ? [read.value] : []) : read;
}

/**
 * Deletes what the unclear create made twice, or reports it where nobody consented to a deletion. Only what our API member wrote
 * last: what a user entered or edited meanwhile is a finding, not ours to delete. As long as ConnectWise has not named our API
 * member, nothing is.
 */
async function removeTheOthers(
  deps: EngineDeps,
  entry: JournalEntry,
  kept: StoredRecord,
  others: readonly StoredRecord[],
): Promise<void> {
  if (entry.change.resource === 'ticket') return;
  const run = await deps.store.getRun(entry.runId);
  const actor = await deps.connectWise.actor();
  const ours = new Set([entry.who.member, ...(actor.ok ? [actor.value.member] : [])]);
  const duplicates = others.filter(({ _info: { updatedBy } }) => updatedBy !== undefined && ours.has(updatedBy));
  if (!run || duplicates.length === 0) return;
  const written = await deps.store.journalOfRun(run.id);
  const journal = runJournal(run, entry.who, deps.store, deps.clock, written.length);
  const { connectWise, clock } = deps;
  if (await mayDelete(deps, run, entry.change)) {
    await removeDuplicates({ connectWise, journal, clock }, entry.change, kept, duplicates);
  } else {
    const removals = duplicates.map((duplicate) => removalOf(entry.change, duplicate, kept));
    await reportDuplicates(
      deps,
      run,
      journal,
      removals.filter(({ id }) => !written.some(({ change }) => change.id === id)),
    );
  }
  await forgetView(deps, run.companyId);
}

/** Part of the plan that a user applied, or of what is written without one. */
async function mayDelete(deps: EngineDeps, { previewed, cause }: Run, change: Change): Promise<boolean> {
  const settings = await settingsNow(deps);
  if (settings.role === 'viewer') return false;
  // Fixes and undos have always been applied from a preview, also by versions that did not record it.
  return previewed === true || cause.kind === 'fix' || cause.kind === 'undo' || isConsented(settings, change);
}

/** Each once, with the run that made them: it says what a user has to do. */
async function reportDuplicates(
  deps: EngineDeps,
  run: Run,
  journal: RunJournal,
  removals: readonly Change[],
): Promise<void> {
  const [first] = removals;
  if (!first) return;
  for (const removal of removals)
    await journal.record(removal, { state: 'held', hold: 'approval', outcome: NOT_DELETED });
  const numbers = removals.map(({ ref }) => String(ref.id)).join(', ');
  const failure: Failure = {
    code: 'needs-user',
    message: `${first.label} was created twice. ${first.reason}`,
    nextStep: `Delete number ${numbers} in ConnectWise.`,
    value: numbers,
  };
  await deps.store.putRun({
    ...run,
    failure,
    outcomes: [...run.outcomes.map(earlier), { code: 'failure', text: sentence(failure) }],
    counts: countJournal(await deps.store.journalOfRun(run.id)),
  });
}

/** A run shows the newest failure beside its outcomes; what an earlier one said stays a line of its own. */
function earlier(outcome: Outcome): Outcome {
  return outcome.code === 'failure' ? { ...outcome, code: 'earlier-failure' } : outcome;
}

/** What is known now of a run that has ended. */
async function recount(deps: EngineDeps, runId: string): Promise<void> {
  const run = await deps.store.getRun(runId);
  if (!run) return;
  await deps.store.putRun({ ...run, counts: countJournal(await deps.store.journalOfRun(runId)) });
  await forgetView(deps, run.companyId);
}

/** When an unclear create of this external reference is looked for next, always later than now; undefined: there is none. */
export async function nextLookFor(
  deps: Pick<EngineDeps, 'store' | 'connectWise' | 'clock'>,
  xref: string,
): Promise<number | undefined> {
  const creates = (await unclearWritesHere(deps)).filter(
    ({ change }) =>
      change.op === 'create' && change.fields.some(({ field, to }) => field === 'externalXRef' && to === xref),
  );
  const now = deps.clock();
  const times = creates.flatMap(({ unclear }) => (unclear ? nextLookAt(unclear, now) : []));
  return times.length ? Math.min(...times) : undefined;
}
