import type { Change, JsonValue, RecordRef, Resource } from '../domain/change.ts';
import type { Problem } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { StoredRecord } from '../sync/ports.ts';
import { additionPath, parseAddition } from './additions.ts';
import type { PatchStep, RestClient } from './client.ts';
import { CONFIGURATION_PATH, parseConfiguration } from './configurations.ts';
import { managedIdEntryPath, parseManagedIdEntry } from './managed-id-entries.ts';
import { orNull } from './record.ts';

type Kind = 'plain' | 'reference' | 'time';

/**
 * Members that may be written, by resource. ConnectWise rejects unknown ones, and derived ones (description, uom, extended
 * prices) must not be sent (cw-api §2 and §5), so anything else in a change is a mistake of ours and stops here.
 */
const WRITABLE: Record<Resource, Readonly<Record<string, Kind>>> = {
  'managed-id-entry': {
    managementSolution: 'reference',
    groupIdentifier: 'plain',
    deviceType: 'plain',
    agreement: 'reference',
    successfulBackupJobs: 'plain',
    failedBackupJobs: 'plain',
    totalWorkstations: 'plain',
    totalServers: 'plain',
    totalWindowsServers: 'plain',
    totalWindowsWorkstations: 'plain',
    totalManagedMachines: 'plain',
  },
  addition: {
    product: 'reference',
    quantity: 'plain',
    lessIncluded: 'plain',
    unitPrice: 'plain',
    unitCost: 'plain',
    billCustomer: 'plain',
    effectiveDate: 'time',
    cancelledDate: 'time',
    serialNumber: 'plain',
    invoiceDescription: 'plain',
  },
  configuration: {
    name: 'plain',
    type: 'reference',
    deviceIdentifier: 'plain',
    activeFlag: 'plain',
    backupSuccesses: 'plain',
    backupIncomplete: 'plain',
    backupFailed: 'plain',
    lastBackupDate: 'time',
    backupBillableSpaceGb: 'plain',
    backupProtectedDeviceList: 'plain',
    backupYear: 'plain',
    backupMonth: 'plain',
  },
};

/** The record as it is now, whole; null when it is gone. */
export async function readRecord(
  client: RestClient,
  resource: Resource,
  ref: RecordRef,
): Promise<Result<StoredRecord | null>> {
  const path = recordPath(resource, ref);
  if (!path.ok) return path;
  const found = orNull(await client.get(path.value));
  if (!found.ok) return fail(found.problem);
  return found.value === null ? ok(null) : parse(resource, found.value, ref);
}

/**
 * Writes one change and answers the record as ConnectWise now has it; null after a delete. Deleting what is gone
 * already is success. Problems `timeout`, `truncated` and `unreachable` leave open whether it was written: look, never repeat.
 */
export async function writeChange(client: RestClient, change: Change): Promise<Result<StoredRecord | null>> {
  const { resource, ref } = change;
  if (change.op === 'create') {
    const path = listPath(resource, ref);
    const body = bodyOf(change);
    if (!path.ok) return path;
    if (!body.ok) return body;
    const made = await client.post(path.value, body.value);
    return made.ok ? parse(resource, made.value, ref) : made;
  }
  const path = recordPath(resource, ref);
  if (!path.ok) return path;
  if (change.op === 'delete') {
    const gone = orNull(await client.remove(path.value));
    return gone.ok ? ok(null) : fail(gone.problem);
  }
  const steps = stepsOf(change);
  if (!steps.ok) return steps;
  const patched = await client.patch(path.value, steps.value);
  return patched.ok ? parse(resource, patched.value, ref) : patched;
}

/** Whole top-level members: a path into a reference may be answered with a 200 that changed nothing (cw-api §2, PATCH). */
function stepsOf(change: Change): Result<PatchStep[]> {
  const steps: PatchStep[] = [];
  for (const { field, to } of change.fields) {
    const value = valueFor(change.resource, field, to);
    if (!value.ok) return value;
    steps.push({ op: 'replace', path: field, value: value.value });
  }
  return ok(steps);
}

function bodyOf(change: Change): Result<{ [member: string]: JsonValue }> {
  const body: { [member: string]: JsonValue } = {};
  for (const { field, to } of change.fields) {
    const value = valueFor(change.resource, field, to);
    if (!value.ok) return value;
    if (value.value !== null) body[field] = value.value;
  }
  if (change.resource === 'configuration') body.company = { id: change.ref.companyId };
  return ok(body);
}

function valueFor(resource: Resource, field: string, to: JsonValue): Result<JsonValue> {
  const kind = WRITABLE[resource][field];
  if (!kind) return fail(internal(`"${field}" of a ${resource} is no member that may be written.`, field));
  if (to === null || kind === 'plain') return ok(to);
  if (kind === 'time') {
    const time = typeof to === 'string' ? Date.parse(to) : Number.NaN;
    // ConnectWise writes times to the second (cw-api §1).
    if (!Number.isNaN(time)) return ok(`${new Date(time).toISOString().slice(0, 19)}Z`);
    return fail(internal(`"${field}" of a ${resource} needs a time.`, field));
  }
  const id = typeof to === 'object' && !Array.isArray(to) ? to.id : undefined;
  return typeof id === 'number'
    ? ok({ id })
    : fail(internal(`"${field}" of a ${resource} needs a record's id.`, field));
}

function listPath(resource: Resource, ref: RecordRef): Result<string> {
  if (resource === 'configuration') return ok(CONFIGURATION_PATH);
  if (resource === 'managed-id-entry') return ok(managedIdEntryPath(ref.companyId));
  if (ref.agreementId === undefined) return fail(internal('An addition needs the id of its agreement.', 'agreementId'));
  return ok(additionPath(ref.agreementId));
}

function recordPath(resource: Resource, ref: RecordRef): Result<string> {
  const path = listPath(resource, ref);
  if (!path.ok) return path;
  return ref.id === undefined
    ? fail(internal(`A ${resource} without an id cannot be read or changed.`, 'id'))
    : ok(`${path.value}/${ref.id}`);
}

function parse(resource: Resource, value: unknown, ref: RecordRef): Result<StoredRecord> {
  if (resource === 'configuration') return parseConfiguration(value);
  if (resource === 'managed-id-entry') return parseManagedIdEntry(value, ref.companyId);
  return parseAddition(value, ref.agreementId ?? 0);
}

function internal(message: string, field: string): Problem {
  return { code: 'internal', message, nextStep: 'Nothing was written. Please report this.', field };
}
