import type { ManageAPI } from 'connectwise-rest';
import { parseAddition } from '../../../lib/connectwise/additions.ts';
import { parseConfiguration } from '../../../lib/connectwise/configurations.ts';
import { parseManagedIdEntry } from '../../../lib/connectwise/managed-id-entries.ts';
import type { Agreement } from '../../../lib/domain/connectwise-records.ts';
import { crossReferencedProducts } from '../../../lib/domain/cross-referenced-product.ts';
import { formatEfsId } from '../../../lib/domain/efs-id.ts';
import type { Settings } from '../../../lib/domain/settings.ts';
import type { Result } from '../../../lib/shared/result.ts';
import { isoTime } from '../../../lib/shared/time.ts';
import { measuredOf, usageIn } from '../../../lib/sync/plan/measures.ts';
import { BACKUP_STATS, LICENSE, licenseServices } from '../../../lib/sync/read/configuration-type.ts';
import type { PortalSide } from '../../../lib/sync/read/facts.ts';
import type { Observation } from '../../../lib/sync/read/observation.ts';
import type { SetupTables } from '../../../lib/sync/read/setup-tables.ts';

/**
 * How a straightforward program finds what it writes.
 * `record`: one record at a time. Each figure is handled by itself: from the EFS id to the company, from there to the
 * record, compare, write.
 * `customer`: one customer at a time. Each list of the customer's company is read once, and each record again before it is
 * written.
 */
export type Way = 'record' | 'customer';

export interface NaiveInput {
  customers: readonly PortalSide[];
  /** Read beforehand and given to it, in its favour. */
  setup: SetupTables;
  settings: Settings;
  now: number;
}

type CompanyRow = Awaited<ReturnType<ManageAPI['CompanyAPI']['getCompanyCompaniesById']>>;
type AgreementRow = Awaited<ReturnType<ManageAPI['FinanceAPI']['getFinanceAgreements']>>[number];
interface Row {
  id?: number;
}

/** Every list of the customer's company, once. */
export async function readLists(api: ManageAPI, side: PortalSide, input: NaiveInput): Promise<Observation | undefined> {
  const companyId = await findCompany(api, side, input);
  if (companyId === undefined) return undefined;
  const company = await api.CompanyAPI.getCompanyCompaniesById(companyId);
  const entries = await api.CompanyAPI.getCompanyCompaniesByParentIdManagementSummaryReports(companyId);
  const agreements = await api.FinanceAPI.getFinanceAgreements({ conditions: `company/id=${companyId}` });
  const additions: Row[] = [];
  for (const { id } of agreements)
    if (id !== undefined) additions.push(...(await api.FinanceAPI.getFinanceAgreementsByParentIdAdditions(id)));
  const types = [backupStats(input), ...licenseTypes(input)];
  const conditions = `company/id=${companyId} and type/id in (${types.join(',')})`;
  const configurations = await api.CompanyAPI.getCompanyConfigurations('', { conditions });
  return observed(side, input, { company, entries, agreements, additions, configurations });
}

/** Every record by itself, from the EFS id on. */
export async function findEach(api: ManageAPI, side: PortalSide, input: NaiveInput): Promise<Observation | undefined> {
  const { settings, now } = input;
  const efsId = formatEfsId(side.customerId, settings.prefix);
  const companyId = await findCompany(api, side, input);
  if (companyId === undefined) return undefined;
  const company = await api.CompanyAPI.getCompanyCompaniesById(companyId);

  const configurations: Row[] = [];
  for (const account of side.facts?.accounts ?? []) {
    if (account.kind === 'mailboxes') continue;
    const id = await findCompany(api, side, input);
    const conditions = `company/id=${id} and type/id=${backupStats(input)} and deviceIdentifier="${efsId}:${account.id}"`;
    configurations.push(...(await api.CompanyAPI.getCompanyConfigurations('', { conditions })));
  }
  const usage = usageIn(measuredOf([side], settings, {}, now))[side.customerId] ?? {};
  for (const { id: service } of licenseServices(settings).filter((one) => usage[one.id])) {
    const id = await findCompany(api, side, input);
    const conditions = `company/id=${id} and type/id in (${licenseTypes(input).join(',')}) and deviceIdentifier="${efsId}:${service}"`;
    configurations.push(...(await api.CompanyAPI.getCompanyConfigurations('', { conditions })));
  }
  const entries: Row[] = [];
  for (const deviceType of ['WorkstationsAndServers', 'BackupStats']) {
    const id = (await findCompany(api, side, input)) ?? companyId;
    const rows = await api.CompanyAPI.getCompanyCompaniesByParentIdManagementSummaryReports(id);
    entries.push(...rows.filter((row) => row.deviceType === deviceType));
  }
  const agreements = new Map<number, AgreementRow>();
  const additions = new Map<number, Row>();
  const billed = crossReferencedProducts(input.setup, settings).filter((row) => row.toggledOn && usage[row.service]);
  for (const { productId } of billed) {
    const id = await findCompany(api, side, input);
    for (const agreement of await api.FinanceAPI.getFinanceAgreements({ conditions: `company/id=${id}` })) {
      if (agreement.id === undefined) continue;
      agreements.set(agreement.id, agreement);
      for (const addition of await api.FinanceAPI.getFinanceAgreementsByParentIdAdditions(agreement.id))
        if (addition.id !== undefined && addition.product?.id === productId) additions.set(addition.id, addition);
    }
  }
  return observed(side, input, {
    company,
    entries: entries.sort((a, b) => (a.id ?? 0) - (b.id ?? 0)),
    agreements: [...agreements.values()],
    additions: [...additions.values()],
    configurations,
  });
}

/** By a configuration with the managed id, the only look-up across companies that REST has. */
async function findCompany(api: ManageAPI, side: PortalSide, input: NaiveInput): Promise<number | undefined> {
  const managedIdentifier = formatEfsId(side.customerId, input.settings.prefix);
  const found: { company?: { id?: number } }[] = await api.request({
    path: '/company/configurations',
    params: { managedIdentifier, pageSize: 1 },
  });
  return found[0]?.company?.id;
}

interface Found {
  company: CompanyRow;
  entries: readonly Row[];
  agreements: readonly AgreementRow[];
  additions: readonly Row[];
  configurations: readonly Row[];
}

/** In the shape that the plan is made from. */
function observed(side: PortalSide, { setup, now }: NaiveInput, found: Found): Observation {
  const { id = 0, identifier, name, status, deletedFlag } = found.company;
  const agreements = found.agreements.map(toAgreement);
  return {
    company: { id, identifier, name, statusName: status?.name ?? '', deletedFlag: deletedFlag ?? false, _info: {} },
    entries: found.entries.map((row) => must(parseManagedIdEntry(row, id))),
    customerIds: [side.customerId],
    agreements,
    readAgreements: agreements.map((agreement) => agreement.id),
    additions: found.additions.map((row) => must(parseAddition(row, 0))),
    configurations: found.configurations.map((row) => must(parseConfiguration(row))),
    setup,
    sharedWith: {},
    readAt: isoTime(now),
  };
}

function toAgreement(row: AgreementRow): Agreement {
  const reference = (given: { id?: number | null; name?: string } | undefined) => ({
    id: given?.id ?? 0,
    name: given?.name ?? '',
  });
  return {
    id: row.id ?? 0,
    name: row.name,
    company: reference(row.company),
    type: reference(row.type),
    agreementStatus: row.agreementStatus ?? 'Active',
    cancelledFlag: row.cancelledFlag ?? false,
    startDate: row.startDate,
    endDate: row.endDate,
    noEndingDateFlag: row.noEndingDateFlag ?? false,
    billingCycle: row.billingCycle ? reference(row.billingCycle) : null,
    nextInvoiceDate: row.nextInvoiceDate,
    _info: {},
  };
}

function licenseTypes({ setup }: NaiveInput): number[] {
  return setup.configurationTypes.flatMap(({ id, name }) => (name === LICENSE ? [id] : []));
}

function backupStats({ setup }: NaiveInput): number {
  return setup.configurationTypes.find(({ name }) => name === BACKUP_STATS)?.id ?? 0;
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
