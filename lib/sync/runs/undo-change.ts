import { isUnnamedMember } from '../../domain/api-member.ts';
import type { Change, FieldChange, JournalEntry } from '../../domain/change.ts';
import type { JsonValue } from '../../shared/json.ts';
import { ok, type Result } from '../../shared/result.ts';
import { sameValue } from '../../shared/same-value.ts';
import { shortTime } from '../../shared/short-time.ts';
import { MINUTE, readTime } from '../../shared/time.ts';
import { by, compareRecord } from '../apply/compare.ts';
import { findAllCreated } from '../apply/find-created.ts';
import type { EngineDeps } from '../engine-api.ts';
import type { StoredRecord } from '../ports.ts';
import type { SyncStore } from '../store.ts';

/** Members that make out a created record: whatever else our API member wrote since, it is that record. */
const IDENTITY = new Set([
  'groupIdentifier',
  'deviceType',
  'managementSolution',
  'deviceIdentifier',
  'product',
  'serialNumber',
  'identifier',
  'vendorType',
  'vendorLevel',
  'solution',
]);

/** Members that are written once, with the record, and that no later sync from any browser writes. */
const WRITTEN_ONCE = new Set([
  'name',
  'type',
  'description',
  'unitPrice',
  'unitCost',
  'lessIncluded',
  'billCustomer',
  'effectiveDate',
]);

const ALREADY_UNDONE = 'It is already undone.';
const ALREADY_GONE = 'It has been deleted already.';
/** Why a change is passed over that is as it was before it. */
export const UNDONE_ALREADY: ReadonlySet<string> = new Set([ALREADY_UNDONE, ALREADY_GONE]);
/** Why a change cannot be undone now: by and by it is known. */
export const UNKNOWN = 'It is not known yet whether this was written; ConnectWise is asked again.';
const UNREADABLE = 'It could not be read, so it cannot be undone here. Undo it by hand in ConnectWise.';
/** Newest journal entries of the company that are searched for later writes. */
const LOOK_BACK = 5_000;
/** ConnectWise's clock and the browser's may differ by this much. */
const SKEW = 5 * MINUTE;

/** Why there is nothing to undo by this entry itself, whatever ConnectWise holds; undefined: there is. */
export function reasonNothingToUndo({ state, noop, change, unreadable }: JournalEntry): string | undefined {
  if (unreadable) return UNREADABLE;
  if (state === 'unknown') return undefined;
  if (state === 'intended') return UNKNOWN;
  if (state !== 'applied') return 'It was not written, so there is nothing to undo.';
  if (noop) return 'ConnectWise had this value already, so there is nothing to undo.';
  if (change.dependent) return 'It only completed another change of this run: undo that one.';
  return undefined;
}

/**
 * The change that takes an entry back, or the reason why not. Reads the record as it is now.
 * @param before what is undone before it, in the same plan.
 */
export async function undoChange(
  deps: Pick<EngineDeps, 'connectWise' | 'store'>,
  entry: JournalEntry,
  before: readonly Change[],
): Promise<Result<Change | string>> {
  const { change, recordId } = entry;
  if (entry.state === 'unknown') return ok(UNKNOWN);
  const forGood = irreversible(change);
  if (forGood) return ok(forGood);
  if (change.op === 'delete') return recreated(deps, entry, before);
  if (recordId === undefined) return ok('The id of the record is not known.');
  const ref = { ...change.ref, id: recordId };
  const read = await deps.connectWise.read(change.resource, ref);
  if (!read.ok) return read;
  const record = read.value;
  if (!record) return ok(change.op === 'create' ? ALREADY_GONE : 'The record has been deleted since.');
  if (change.op !== 'create') return ok(reverted(entry, ref, record));
  const actor = await deps.connectWise.actor();
  if (!actor.ok) return actor;
  const edited = await editedSince(deps.store, entry, record, actor.value.member);
  return ok(edited ?? removed(entry, ref, record));
}

/** What ConnectWise cannot undo, or what no user would want undone. */
function irreversible({ op, resource }: Change): string | undefined {
  if (op === 'merge') return 'ConnectWise offers no way to take a merged ticket apart again.';
  if (op !== 'create') return undefined;
  if (resource === 'ticket')
    return 'Tickets are closed in ConnectWise, not deleted: close it there when it is no longer needed.';
  if (resource === 'ticket-note') return 'Notes stay on their ticket: a user may have read or answered them.';
  return undefined;
}

function reverted(entry: JournalEntry, ref: Change['ref'], record: StoredRecord): Change | string {
  const { change } = entry;
  const fields = reversed(change.fields);
  const back = undoing(entry, { op: 'update', ref, fields });
  const state = compareRecord(back, record);
  if (state === 'already-so') return ALREADY_UNDONE;
  if (state === 'changed-since') return `It has another value now, ${by(record)}.`;
  return back;
}

/**
 * Why a created record is no longer only ours to delete; undefined: nobody edited it. ConnectWise names the last writer, and
 * the journal says what this browser wrote into the record since. Values that our API member wrote from another browser
 * are syncs of the same record; its identity they never change.
 * @param member our API member, as far as its name is known.
 */
async function editedSince(
  store: Pick<SyncStore, 'journal'>,
  entry: JournalEntry,
  record: StoredRecord,
  member: string,
): Promise<string | undefined> {
  const expected = new Map(entry.change.fields.map(({ field, to }) => [field, to]));
  const writes = await writesOf(store, entry);
  for (const { change } of writes) for (const { field, to } of change.fields) expected.set(field, to);
  const members = record as unknown as Record<string, JsonValue | undefined>;
  const differs = [...expected].filter(([field, to]) => field in record && !sameValue(members[field], to));
  if (differs.some(([field]) => IDENTITY.has(field))) return `The record is another one now, ${by(record)}.`;
  const names = new Set([member, ...[entry, ...writes].map(({ who }) => who.member)]);
  const { updatedBy } = record._info;
  if (updatedBy !== undefined && names.has(updatedBy)) {
    // A sync may have written after the user.
    const [byUser] = differs.find(([field]) => WRITTEN_ONCE.has(field)) ?? [];
    return byUser && `The record was edited since: its ${byUser} is another one now.`;
  }
  const lastWrite = Math.max(...[entry, ...writes].map(({ at, finishedAt }) => readTime(finishedAt ?? at) ?? 0));
  const isLater = (readTime(record._info.lastUpdated) ?? 0) > lastWrite + SKEW;
  // As long as ConnectWise has not named our API member, only values and time can decide.
  const isSomebodyElse = updatedBy !== undefined && !isUnnamedMember(member);
  return differs.length > 0 || isSomebodyElse || isLater ? `The record was edited since, ${by(record)}.` : undefined;
}

/** What this browser wrote into the created record later, in the order of writing. */
async function writesOf(store: Pick<SyncStore, 'journal'>, entry: JournalEntry): Promise<JournalEntry[]> {
  const { change, recordId, at, id } = entry;
  const later = await store.journal({ companyId: change.ref.companyId, limit: LOOK_BACK });
  return later
    .filter((one) => one.state === 'applied' && !one.noop && one.change.op === 'update')
    .filter((one) => one.change.resource === change.resource && one.recordId === recordId)
    .filter((one) => one.id !== id && one.at >= at)
    .reverse();
}

/** Only what was looked at goes: `_info` shows every edit, also of members that we do not read. */
function removed(entry: JournalEntry, ref: Change['ref'], record: StoredRecord): Change {
  const members = record as unknown as Record<string, JsonValue | undefined>;
  const fields = entry.change.fields.map(({ field }) => ({ field, from: members[field] ?? null, to: null }));
  return undoing(entry, { op: 'delete', ref, fields, preconditions: [{ field: '_info', value: { ...record._info } }] });
}

/** An existing record of the same keys is this one, re-made, or one that must not be doubled. */
async function recreated(
  { connectWise }: Pick<EngineDeps, 'connectWise'>,
  entry: JournalEntry,
  before: readonly Change[],
): Promise<Result<Change | string>> {
  const { id: _gone, ...ref } = entry.change.ref;
  const back = undoing(entry, { op: 'create', ref, fields: reversed(entry.change.fields) });
  const found = await findAllCreated(connectWise, back);
  if (!found.ok) return found;
  const goes = new Set(
    before.flatMap((one) => (one.op === 'delete' && one.resource === back.resource ? one.ref.id : [])),
  );
  const [there] = found.value.matches.filter(({ id }) => !goes.has(id));
  return ok(there ? `The record, or one like it, is there already (number ${there.id}), ${by(there)}.` : back);
}

function undoing(entry: JournalEntry, how: Pick<Change, 'op' | 'ref' | 'fields' | 'preconditions'>): Change {
  const { change } = entry;
  return {
    id: `undo/${entry.id}`,
    part: 'undo',
    resource: change.resource,
    label: change.label,
    reason: `Undoes what was written at ${shortTime(entry.at)}.`,
    ...(how.op === 'update' && change.preconditions && { preconditions: change.preconditions }),
    ...(change.money && { money: { ...change.money, from: change.money.to, to: change.money.from } }),
    ...how,
  };
}

function reversed(fields: readonly FieldChange[]): FieldChange[] {
  return fields.map(({ field, from, to }) => ({ field, from: to, to: from }));
}
