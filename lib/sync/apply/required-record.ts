import type { Change, RequiredRecord } from '../../domain/change.ts';
import { ok, type Result } from '../../shared/result.ts';
import { sameValue } from '../../shared/same-value.ts';
import type { ConnectWisePort, StoredRecord } from '../ports.ts';
import type { ChangeResult } from './change-result.ts';
import { by } from './compare.ts';

/**
 * Why a change must not be written because a record that it requires is gone or another one; undefined: nothing
 * against it. One request each, always: between looking and writing somebody may have tidied up.
 */
export async function lacksRequired(
  connectWise: ConnectWisePort,
  { requires = [], ref }: Change,
): Promise<Result<ChangeResult> | undefined> {
  for (const required of requires) {
    const read = await connectWise.read(required.resource, required.ref);
    if (!read.ok) return read;
    const why = violation(required, read.value);
    if (why) return ok({ state: 'conflict', recordId: ref.id, outcome: `Conflict: ${why}` });
  }
  return undefined;
}

function violation({ ref: { id }, members }: RequiredRecord, record: StoredRecord | null): string | undefined {
  if (!record) return `number ${id}, which is to be kept, no longer exists.`;
  const values = record as unknown as Record<string, unknown>;
  const changed = members.find(({ field, value }) => !sameValue(values[field], value));
  return changed && `${changed.field} of number ${id}, which is to be kept, is no longer as it was, ${by(record)}.`;
}
