import type { Change } from '../../lib/domain/change.ts';
import type { JsonValue } from '../../lib/shared/json.ts';

export interface RecordField {
  field: string;
  value: JsonValue;
}

/** Returns the members of a record that comes or goes as a whole: nothing has to be compared, and blank members say nothing. */
export function recordFields({ op, fields }: Pick<Change, 'op' | 'fields'>): RecordField[] {
  return fields
    .map(({ field, from, to }) => ({ field, value: op === 'delete' ? from : to }))
    .filter(({ value }) => value !== null && value !== '');
}
