import type { Change } from '../../domain/change.ts';
import { creatorOf } from '../../domain/created-record.ts';
import type { JsonValue } from '../../shared/json.ts';
import { literalText } from '../../shared/text-values.ts';
import type { Applied } from './change-result.ts';

/**
 * Returns a change with the ids of the records that earlier changes of its plan created, or in one sentence which of them was not
 * created. So the journal holds ids alone, and an undo needs nothing of the plan.
 */
export function withCreatedIds(change: Change, applied: readonly Applied[]): Change | string {
  const { parentCreatedBy, ...ref } = change.ref;
  const creators = [parentCreatedBy, ...change.fields.map(({ to }) => creatorOf(to))].filter((id) => id !== undefined);
  if (creators.length === 0) return change;
  const ids = new Map<string, number>();
  for (const creator of creators) {
    const made = applied.find((one) => one.change.id === creator);
    const id = made?.result.state === 'applied' ? made.result.recordId : undefined;
    if (id === undefined) return `Not tried, because ${literalText(made?.change.label ?? 'a record')} was not created.`;
    ids.set(creator, id);
  }
  const parentId = parentCreatedBy === undefined ? undefined : ids.get(parentCreatedBy);
  return {
    ...change,
    ref: { ...ref, ...(parentId !== undefined && { integrationId: parentId }) },
    fields: change.fields.map((field) => ({ ...field, to: withId(field.to, ids) })),
  };
}

function withId(value: JsonValue, ids: ReadonlyMap<string, number>): JsonValue {
  const creator = creatorOf(value);
  const id = creator === undefined ? undefined : ids.get(creator);
  if (id === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { createdBy: _change, ...shown } = value;
  return { id, ...shown };
}
