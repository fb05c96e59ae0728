import type { Failure } from '../../shared/errors.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Applied } from './change-result.ts';

/**
 * Workstations and Servers must be entered before Backup Stats (MID-ORDER,
 * docs/reference/setup-guides.md#company-step-1), and ConnectWise keeps no other order than that of the ids: so the ids
 * that came back are looked at.
 */
export function createdInOrder(applied: readonly Applied[]): Failure | undefined {
  const first = new Map<JsonValue, number>();
  const created = applied.filter(
    ({ change, result }) =>
      change.resource === 'managed-id-entry' && change.op === 'create' && result.state === 'applied',
  );
  for (const { change, result } of created) {
    if (wanted(change.fields, 'deviceType') !== 'WorkstationsAndServers' || result.recordId === undefined) continue;
    first.set(wanted(change.fields, 'groupIdentifier'), result.recordId);
  }
  for (const { change, result } of created) {
    if (wanted(change.fields, 'deviceType') !== 'BackupStats' || result.recordId === undefined) continue;
    const managedId = wanted(change.fields, 'groupIdentifier');
    const before = first.get(managedId);
    if (before === undefined || before < result.recordId) continue;
    return {
      code: 'needs-user',
      message: `ConnectWise numbered the Backup Stats entry of ${String(managedId)} before Workstations and Servers.`,
      nextStep: 'Run the fix once more: it enters the two again in the right order.',
      value: String(managedId),
    };
  }
  return undefined;
}

function wanted(fields: readonly { field: string; to: JsonValue }[], name: string): JsonValue {
  return fields.find((field) => field.field === name)?.to ?? null;
}
