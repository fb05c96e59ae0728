import type { Change } from '../domain/change.ts';
import type { Resource } from '../domain/record-ref.ts';
import type { Failure } from '../shared/errors.ts';
import type { JsonValue } from '../shared/json.ts';
import { fail, ok, type Result } from '../shared/result.ts';

type Kind = 'plain' | 'reference' | 'time';
type Members = Readonly<Record<string, Kind>>;

/**
 * Members that may be written, by resource. ConnectWise rejects unknown ones, and derived ones (description, uom, extended
 * prices) must not be sent (docs/reference/connectwise-rest.md#agreements-and-additions), so anything else in a change
 * is a mistake of ours and stops here.
 */
const WRITABLE: Record<Resource, Members> = {
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
    vendorNotes: 'plain',
  },
  ticket: {
    summary: 'plain',
    company: 'reference',
    board: 'reference',
    status: 'reference',
    externalXRef: 'plain',
    priority: 'reference',
    type: 'reference',
    subType: 'reference',
  },
  'ticket-note': { text: 'plain', internalAnalysisFlag: 'plain' },
  'management-solution': { name: 'plain', managementItSolutionType: 'plain', managementSolutionName: 'plain' },
  'managed-devices-integration': {
    name: 'plain',
    solution: 'plain',
    loginBy: 'plain',
    defaultBillingLevel: 'plain',
    matchOnSerialNumberFlag: 'plain',
    disableNewCrossReferencesFlag: 'plain',
  },
  'cross-reference': {
    vendorType: 'plain',
    vendorLevel: 'plain',
    agreementType: 'reference',
    product: 'reference',
    configurationType: 'reference',
    inactiveFlag: 'plain',
  },
  product: {
    identifier: 'plain',
    description: 'plain',
    customerDescription: 'plain',
    productClass: 'plain',
    category: 'reference',
    subcategory: 'reference',
    type: 'reference',
    unitOfMeasure: 'reference',
    price: 'plain',
    inactiveFlag: 'plain',
  },
  'board-status': { name: 'plain', escalationStatus: 'plain', inactive: 'plain', displayOnBoard: 'plain' },
};

/**
 * Members that may be sent along. ConnectWise answers with none of a ticket's texts, and whether somebody is mailed is a matter of
 * the one call (docs/reference/connectwise-rest.md#tickets).
 */
const ALONG: Partial<Record<Resource, Members>> = {
  ticket: {
    initialDescription: 'plain',
    initialInternalAnalysis: 'plain',
    processNotifications: 'plain',
    automaticEmailContactFlag: 'plain',
    automaticEmailResourceFlag: 'plain',
    automaticEmailCcFlag: 'plain',
  },
  'ticket-note': {
    internalAnalysisFlag: 'plain',
    detailDescriptionFlag: 'plain',
    resolutionFlag: 'plain',
    processNotifications: 'plain',
  },
};

/** What a change sends, as ConnectWise takes it, in the change's order; problem `internal` for what may not be sent. */
export function membersOf(change: Change): Result<[member: string, value: JsonValue][]> {
  const wanted = [
    ...change.fields.map(({ field, to }) => ({ field, value: to, kind: kindIn(WRITABLE[change.resource], field) })),
    ...(change.writeOnlyFields ?? []).map(({ field, value }) => ({
      field,
      value,
      kind: kindIn(ALONG[change.resource], field),
    })),
  ];
  const members: [string, JsonValue][] = [];
  for (const { field, value, kind } of wanted) {
    const sent = valueFor(change.resource, field, kind, value);
    if (!sent.ok) return sent;
    members.push([field, sent.value]);
  }
  return ok(members);
}

function kindIn(members: Members | undefined, field: string): Kind | undefined {
  return members && Object.hasOwn(members, field) ? members[field] : undefined;
}

function valueFor(resource: Resource, field: string, kind: Kind | undefined, to: JsonValue): Result<JsonValue> {
  if (!kind) return fail(internal(`"${field}" of a ${resource} is no member that may be written.`, field));
  if (to === null || kind === 'plain') return ok(to);
  if (kind === 'time') {
    const time = typeof to === 'string' ? Date.parse(to) : Number.NaN;
    // ConnectWise writes times to the second (docs/reference/connectwise-rest.md#times).
    if (!Number.isNaN(time)) return ok(`${new Date(time).toISOString().slice(0, 19)}Z`);
    return fail(internal(`"${field}" of a ${resource} needs a time.`, field));
  }
  const id = idIn(to);
  return id === undefined ? fail(internal(`"${field}" of a ${resource} needs a record's id.`, field)) : ok({ id });
}

/** The id of a reference. */
export function idIn(value: JsonValue | undefined): number | undefined {
  const id = typeof value === 'object' && value !== null && !Array.isArray(value) ? value.id : undefined;
  return typeof id === 'number' ? id : undefined;
}

/** A mistake of ours, found before anything was sent. */
export function internal(message: string, field: string): Failure {
  return { code: 'internal', message, nextStep: 'Nothing was written. Please report this.', field };
}
