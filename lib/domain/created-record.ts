import type { JsonValue } from '../shared/json.ts';

/**
 * A reference to a record that an earlier change of the same plan creates: its id is known once that change is applied. The journal
 * then has the id in place of it. Other members (`name`, `identifier`) are for the preview.
 */
export function createdRecord(changeId: string, shown: { name: string } | { identifier: string }): JsonValue {
  return { createdBy: changeId, ...shown };
}

/** Returns the id of the change that creates the record a value refers to; undefined: it refers to none of this plan. */
export function creatorOf(value: JsonValue): string | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord && typeof value.createdBy === 'string' ? value.createdBy : undefined;
}
