import type { Change, FieldChange, JournalEntry, JsonValue, LeftAlone, Plan } from '../domain/change.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { isoTime } from '../shared/time.ts';
import { by, standing } from './apply/compare.ts';
import type { EngineDeps } from './engine-api.ts';
import type { StoredRecord } from './ports.ts';
import { foreignTenant } from './runs.ts';
import { sameValue } from './same-value.ts';

/** Members that make out a created record; what else it holds may have been pushed since and goes with it. */
const IDENTITY = new Set([
  'groupIdentifier',
  'deviceType',
  'managementSolution',
  'deviceIdentifier',
  'product',
  'serialNumber',
]);

/**
 * Plans to take back a run, newest change first. Every record is looked at: what somebody changed since is left alone,
 * with who and when, and so is what was never written.
 */
export async function planUndo(deps: EngineDeps, runId: string): Promise<Result<Plan>> {
  const run = await deps.store.getRun(runId);
  if (!run) {
    return fail({ code: 'not-found', message: 'This run is no longer in the journal.', nextStep: 'Undo it by hand.' });
  }
  if (run.state === 'running') {
    return fail({ code: 'conflict', message: 'This run is still going on.', nextStep: 'Wait until it has ended.' });
  }
  const foreign = foreignTenant(deps, run);
  if (foreign) return fail(foreign);
  const changes: Change[] = [];
  const leftAlone: LeftAlone[] = [];
  for (const entry of (await deps.store.journalOfRun(runId)).reverse()) {
    const back = await takeBack(deps, entry);
    if (!back.ok) return back;
    if (typeof back.value === 'string') leftAlone.push({ push: 'undo', label: entry.change.label, why: back.value });
    else if (back.value) changes.push(back.value);
  }
  const now = isoTime(deps.clock());
  return ok({
    id: deps.ids(),
    companyId: run.companyId,
    companyName: run.companyName,
    efsIds: run.efsIds,
    madeAt: now,
    factsAt: now,
    changes,
    leftAlone,
    cause: { kind: 'undo', ref: runId },
  });
}

/** The change that takes an entry back, the reason why not, or nothing where nothing was written. */
async function takeBack(deps: EngineDeps, entry: JournalEntry): Promise<Result<Change | string | undefined>> {
  const { change, recordId } = entry;
  if (entry.state === 'unknown') return ok('It is not known whether this was written; look at the record.');
  if (entry.state !== 'applied' || entry.unneeded || change.followsUp) return ok(undefined);
  const forGood = irreversible(change);
  if (forGood) return ok(forGood);
  if (change.op === 'delete') return ok(recreated(entry));
  if (recordId === undefined) return ok('The id of the record is not known.');
  const ref = { ...change.ref, id: recordId };
  const read = await deps.connectWise.read(change.resource, ref);
  if (!read.ok) return read;
  const record = read.value;
  if (!record)
    return ok(change.op === 'create' ? 'It has been deleted already.' : 'The record has been deleted since.');
  return ok(change.op === 'create' ? removed(entry, ref, record) : reverted(entry, ref, record));
}

/** What ConnectWise offers no way back from, or people none that they would want. */
function irreversible({ op, resource }: Change): string | undefined {
  if (op === 'merge') return 'ConnectWise offers no way to take a merged ticket apart again.';
  if (op !== 'create') return undefined;
  if (resource === 'ticket')
    return 'Tickets are closed in ConnectWise, not deleted: close it there when nobody needs it.';
  if (resource === 'ticket-note') return 'Notes stay on their ticket: somebody may have read or answered them.';
  return undefined;
}

function reverted(entry: JournalEntry, ref: Change['ref'], record: StoredRecord): Change | string {
  const { change } = entry;
  const fields = reversed(change.fields);
  const back = undoing(entry, { op: 'update', ref, fields });
  const stands = standing(back, record);
  if (stands === 'already-so') return 'It has been taken back already.';
  if (stands === 'changed-since') return `It has another value now, ${by(record)}.`;
  return back;
}

function removed(entry: JournalEntry, ref: Change['ref'], record: StoredRecord): Change | string {
  const members = record as unknown as Record<string, JsonValue | undefined>;
  const identity = entry.change.fields.filter((field) => IDENTITY.has(field.field));
  if (identity.some(({ field, to }) => !sameValue(members[field], to))) {
    return `The record is another one now, ${by(record)}.`;
  }
  const fields = entry.change.fields.map(({ field }) => ({ field, from: members[field] ?? null, to: null }));
  return undoing(entry, { op: 'delete', ref, fields });
}

function recreated(entry: JournalEntry): Change {
  const { id: _gone, ...ref } = entry.change.ref;
  return undoing(entry, { op: 'create', ref, fields: reversed(entry.change.fields) });
}

function undoing(entry: JournalEntry, how: Pick<Change, 'op' | 'ref' | 'fields'>): Change {
  const { change } = entry;
  return {
    id: `undo/${entry.id}`,
    push: 'undo',
    resource: change.resource,
    label: change.label,
    reason: `Takes back what was written at ${entry.at.slice(0, 16).replace('T', ' ')} UTC.`,
    ...(how.op === 'update' && change.relies && { relies: change.relies }),
    ...(change.money && { money: { from: change.money.to, to: change.money.from } }),
    ...how,
  };
}

function reversed(fields: readonly FieldChange[]): FieldChange[] {
  return fields.map(({ field, from, to }) => ({ field, from: to, to: from }));
}
