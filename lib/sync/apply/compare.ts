import type { Change, FieldChange } from '../../domain/change.ts';
import type { JsonValue } from '../../shared/json.ts';
import { sameValue } from '../../shared/same-value.ts';
import { shortTime } from '../../shared/short-time.ts';
import { literalText, numberValue } from '../../shared/text-values.ts';
import type { StoredRecord } from '../ports.ts';

/** How a record compares to a change that is about to be written. */
export type RecordState = 'as-planned' | 'already-so' | 'changed-since';

export function compareRecord(change: Change, record: StoredRecord): RecordState {
  let open = change.op === 'delete';
  for (const field of decisive(change)) {
    const now = member(record, field.field);
    if (sameValue(now, field.to) && change.op !== 'delete') continue;
    if (!sameValue(now, field.from)) return 'changed-since';
    open = true;
  }
  if (!open) return 'already-so';
  return otherwise(change, record) ? 'changed-since' : 'as-planned';
}

/**
 * The fields that show that a change is done. Merging is done when the ticket names the one it was folded into, whatever
 * status it got; a ticket's creation when it carries our reference, for workflows of ConnectWise may touch the rest at once.
 */
function decisive(change: Change): readonly FieldChange[] {
  if (change.op === 'merge') return change.fields.filter(({ field }) => field === 'mergedParentTicket');
  if (change.op === 'create' && change.resource === 'ticket') {
    return change.fields.filter(({ field }) => field === 'externalXRef');
  }
  return change.fields;
}

/** The first member that the change relies on and that is not as it was. */
function otherwise(change: Change, record: StoredRecord): NonNullable<Change['preconditions']>[number] | undefined {
  return change.preconditions?.find(({ field, value }) => !sameValue(member(record, field), value));
}

/** The first field that ConnectWise answered with another value than was written; members that we do not read are left out. */
export function keptOtherwise(change: Change, record: StoredRecord): string | undefined {
  return decisive(change).find((field) => field.field in record && !sameValue(member(record, field.field), field.to))
    ?.field;
}

/** Says who changed what, when, for a change that is held because of it. */
export function changedSince(change: Change, record: StoredRecord): string {
  const field = change.fields.find(
    ({ field, from, to }) => !sameValue(member(record, field), from) && !sameValue(member(record, field), to),
  );
  const relied = otherwise(change, record);
  if (relied?.field === '_info') return `Conflict: the record was edited since it was looked at, ${by(record)}.`;
  const seen = field ? { field: field.field, was: field.from } : relied && { field: relied.field, was: relied.value };
  const what = seen
    ? `${seen.field} was ${shown(seen.was)} and is now ${shown(member(record, seen.field))}`
    : 'the record is no longer as it was';
  return `Conflict: ${what}, ${by(record)}.`;
}

/** `changed by jdoe on 2026-11-21 12:05 UTC`, as far as ConnectWise says. */
export function by(record: StoredRecord): string {
  const { updatedBy, lastUpdated } = record._info;
  return `changed by ${literalText(updatedBy ?? 'someone')}${lastUpdated ? ` on ${shortTime(lastUpdated)}` : ''}`;
}

function member(record: StoredRecord, field: string): unknown {
  return (record as unknown as Record<string, unknown>)[field];
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'blank';
  if (typeof value === 'object') {
    if ('name' in value) return literalText(String(value.name));
    return 'id' in value ? `number ${value.id}` : JSON.stringify(value as JsonValue);
  }
  if (typeof value === 'number') return numberValue(value);
  const text = literalText(String(value));
  return text.length > 60 ? `"${text.slice(0, 59)}…"` : typeof value === 'string' ? `"${text}"` : text;
}
