import type { JournalEntry, UnclearWrite } from '../domain/change.ts';
import { isOfConnection } from '../domain/connection-state.ts';
import type { Problem } from '../shared/errors.ts';
import { ok, type Result } from '../shared/result.ts';
import { isoTime, MINUTE } from '../shared/time.ts';
import { hasArrived } from './apply/apply-change.ts';
import { findAllCreatedSince } from './apply/find-created.ts';
import { removeDuplicates } from './apply/remove-twins.ts';
import { afterLook, isLookDue, isUndecided, isWindowOver, unclearSince } from './apply/unclear.ts';
import { countJournal } from './count-journal.ts';
import type { EngineDeps } from './engine-api.ts';
import { runJournal } from './journal.ts';
import type { StoredRecord } from './ports.ts';
import { foreignTenant, forgetView } from './runs.ts';

/** Looks at one time: each costs a request, and the drain has other work. The rest comes with the next one. */
const AT_ONCE = 20;
/** When ConnectWise could not be asked, it is asked again after this long. */
const NO_ANSWER = MINUTE;

/**
 * Asks ConnectWise what became of the writes whose answer is missing and that are due to be looked for. Part of every
 * drain, so that an entry that a killed worker, a full disk or an outage left open is decided as soon as ConnectWise
 * answers. States and invariants: `apply/unclear.ts`.
 */
export async function resolveUnclear(deps: EngineDeps): Promise<void> {
  const due = (await deps.store.unclearWrites()).filter(({ unclear }) => unclear && isLookDue(unclear, deps.clock()));
  const runs = new Set<string>();
  let looks = 0;
  for (const entry of due) {
    if (looks >= AT_ONCE) break;
    const run = await deps.store.getRun(entry.runId);
    // Of a run that goes on, the answer may still come; another ConnectWise numbers its records by itself.
    if (run && (run.state === 'running' || foreignTenant(deps, run))) continue;
    looks += 1;
    const looked = await lookFor(deps, entry);
    await deps.store.putJournal(looked.entry);
    if (looked.entry.state !== entry.state) runs.add(entry.runId);
    // The others would meet the same.
    if (looked.problem && isOfConnection(looked.problem)) break;
  }
  for (const runId of runs) await recount(deps, runId);
}

/** An entry after ConnectWise was asked, not yet stored. */
interface Looked {
  entry: JournalEntry;
  /** Why ConnectWise could not say. */
  problem?: Problem;
}

/**
 * Asks ConnectWise what became of one write. Deletes what an unclear create made twice; two tickets are merged by their
 * own work, which looks at the same times.
 */
export async function lookFor(deps: EngineDeps, entry: JournalEntry): Promise<Looked> {
  const now = deps.clock();
  const unclear = entry.unclear ?? unclearSince(now);
  const read = await recordsOf(deps, entry);
  if (!read.ok) {
    const later: JournalEntry = { ...entry, unclear: { ...unclear, lookAt: now + NO_ANSWER } };
    if (!isUndecided(entry.state)) return { entry: later, problem: read.problem };
    return { entry: { ...later, state: 'unknown', outcome: NOT_ASKED, problem: read.problem }, problem: read.problem };
  }
  const [record, ...duplicates] = read.value;
  if (record && duplicates.length) await removeTheOthers(deps, entry, record, duplicates);
  const { unclear: _until, problem: _problem, ...known } = entry;
  const next = entry.change.op === 'create' ? afterLook(unclear, now) : undefined;
  const decision = isUndecided(entry.state) ? { ...decide(entry, record, unclear, now), finishedAt: isoTime(now) } : {};
  return { entry: { ...known, ...decision, ...(next && { unclear: next }) } };
}

/** What a look says of a write that was undecided until now. */
function decide(
  { change }: JournalEntry,
  record: StoredRecord | undefined,
  unclear: UnclearWrite,
  now: number,
): Pick<JournalEntry, 'state' | 'outcome' | 'recordId'> {
  if (hasArrived(change, record ?? null)) {
    const recordId = record?.id ?? change.ref.id;
    return { state: 'applied', outcome: ARRIVED, ...(recordId !== undefined && { recordId }) };
  }
  if (change.op !== 'create') return { state: 'failed', outcome: 'Cut off before it was written.' };
  return isWindowOver(unclear, now)
    ? { state: 'failed', outcome: NOT_CREATED }
    : { state: 'unknown', outcome: NOT_YET };
}

const ARRIVED = 'Written; the answer was lost, so ConnectWise was asked again.';
const NOT_ASKED = 'Cut off before the answer came, and ConnectWise could not be asked. It is asked again.';
const NOT_YET = 'No answer came, and it is not there yet. ConnectWise is asked again.';
const NOT_CREATED = 'Not written: after 10 minutes it is not there.';

/** The record that was changed, or all that an unclear create may have made. */
async function recordsOf({ connectWise }: EngineDeps, { change, at }: JournalEntry): Promise<Result<StoredRecord[]>> {
  if (change.op === 'create') return findAllCreatedSince(connectWise, change, at);
  const read = await connectWise.read(change.resource, change.ref);
  return read.ok ? ok(read.value ? [read.value] : []) : read;
}

/** Only what our API member made: what a user entered meanwhile is a finding, not ours to delete. */
async function removeTheOthers(
  deps: EngineDeps,
  entry: JournalEntry,
  kept: StoredRecord,
  others: readonly StoredRecord[],
): Promise<void> {
  if (entry.change.resource === 'ticket' || deps.settings.role === 'viewer') return;
  const run = await deps.store.getRun(entry.runId);
  const ours = new Set([entry.who.member, kept._info.updatedBy]);
  const duplicates = others.filter(({ _info }) => ours.has(_info.updatedBy));
  if (!run || duplicates.length === 0) return;
  const written = (await deps.store.journalOfRun(run.id)).length;
  const journal = runJournal(run, entry.who, deps.store, deps.clock, written);
  const { connectWise, clock } = deps;
  await removeDuplicates({ connectWise, journal, clock }, entry.change, kept, duplicates);
  await forgetView(deps, run.companyId);
}

/** What is known now of a run that has ended. */
async function recount(deps: EngineDeps, runId: string): Promise<void> {
  const run = await deps.store.getRun(runId);
  if (!run) return;
  await deps.store.putRun({ ...run, counts: countJournal(await deps.store.journalOfRun(runId)) });
  await forgetView(deps, run.companyId);
}

/** When an unclear create of this external reference is looked for next; undefined: there is none. */
export async function nextLookFor(deps: Pick<EngineDeps, 'store'>, xref: string): Promise<number | undefined> {
  const creates = (await deps.store.unclearWrites()).filter(
    ({ change }) =>
      change.op === 'create' && change.fields.some(({ field, to }) => field === 'externalXRef' && to === xref),
  );
  const times = creates.flatMap(({ unclear }) => unclear?.lookAt ?? []);
  return times.length ? Math.min(...times) : undefined;
}
