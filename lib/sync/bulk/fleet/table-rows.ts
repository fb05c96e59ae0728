import type { Addition, ManagedIdEntry } from '../../../domain/connectwise-records.ts';
import type { ReportedAddition, ReportedEntry } from '../../../domain/report-rows.ts';
import type { SetupTables } from '../../read/setup-tables.ts';

/*
 * Rows of reports as the records that rules and plans look at. What a report does not say is left as it is where nothing is: whoever
 * compares by these rows must not look at it (statistics of an entry, description of an addition's invoice).
 */

type Names = Pick<SetupTables, 'managementSolutions' | 'products'>;

/** `isUnsure`: the report does not say all of it in words that we know, so the company's own list is read instead. */
export type HintedEntry = ManagedIdEntry & { isUnsure?: true };
export type HintedAddition = Addition & { isUnsure?: true };

/** A managed-ID entry without its statistics. */
export function entryOf(row: ReportedEntry, { managementSolutions }: Names): HintedEntry {
  const name = row.managementSolutionName;
  const solution = managementSolutions.find((one) => one.name === name);
  return {
    id: row.id,
    companyId: row.companyId,
    managementSolution: name === '' ? null : { id: solution?.id ?? 0, name },
    groupIdentifier: row.groupIdentifier,
    deviceType: row.deviceType ?? null,
    agreement: row.agreementId === null ? null : { id: row.agreementId, name: '' },
    successfulBackupJobs: null,
    failedBackupJobs: null,
    totalWorkstations: null,
    totalServers: null,
    totalWindowsServers: null,
    totalWindowsWorkstations: null,
    totalManagedMachines: null,
    _info: row._info,
    ...(row.deviceType === undefined && { isUnsure: true }),
  };
}

/** An addition without the description of its invoice and its unit. */
export function additionOf(row: ReportedAddition, { products }: Names): HintedAddition {
  const { productId, billCustomer, ...members } = row;
  const identifier = products.find(({ id }) => id === productId)?.identifier ?? '';
  return {
    ...members,
    billCustomer: billCustomer ?? 'Billable',
    product: { id: productId ?? 0, identifier },
    invoiceDescription: '',
    uom: '',
    ...((productId === null || billCustomer === undefined) && { isUnsure: true }),
  };
}
