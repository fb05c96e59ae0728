import type { Change, FieldChange, JournalEntry, JsonValue } from '../domain/change.ts';
import { ok, type Result } from '../shared/result.ts';
import { shortTime } from '../shared/short-time.ts';
import { by, standing } from './apply/compare.ts';
import { findAllCreated } from './apply/find-created.ts';
import type { EngineDeps } from './engine-api.ts';
import type { StoredRecord } from './ports.ts';
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

const UNKNOWN = 'It is not known whether this was written; look at the record.';

/** Why there is nothing to take back by this entry itself, whatever ConnectWise holds; undefined: there is. */
export function whyNothing({ state, unneeded, change }: JournalEntry): string | undefined {
  if (state === 'unknown') return undefined;
  if (state === 'intended') return UNKNOWN;
  if (state !== 'applied') return 'It was not written, so there is nothing to take back.';
  if (unneeded) return 'ConnectWise had this value already, so there is nothing to take back.';
  if (change.followsUp) return 'It only mended what another change of this run left behind: take that one back.';
  return undefined;
}

/**
 * The change that takes an entry back, or the reason why not. Reads the record as it is now.
 * @param before what is taken back before it, in the same plan.
 */
export async function takeBack(
  deps: Pick<EngineDeps, 'connectWise'>,
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

/** A record of the same keys that stands there is this one, re-made, or one that must not be doubled. */
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

function undoing(entry: JournalEntry, how: Pick<Change, 'op' | 'ref' | 'fields'>): Change {
  const { change } = entry;
  return {
    id: `undo/${entry.id}`,
    push: 'undo',
    resource: change.resource,
    label: change.label,
    reason: `Takes back what was written at ${shortTime(entry.at)}.`,
    ...(how.op === 'update' && change.relies && { relies: change.relies }),
    ...(change.money && { money: { from: change.money.to, to: change.money.from } }),
    ...how,
  };
}

function reversed(fields: readonly FieldChange[]): FieldChange[] {
  return fields.map(({ field, from, to }) => ({ field, from: to, to: from }));
}
