import type { Change } from '../domain/change.ts';
import { ok, type Result } from '../shared/result.ts';
import type { ConnectWisePort, StoredRecord } from '../sync/ports.ts';
import { listAdditions } from './additions.ts';
import { listAgreements, readAgreement } from './agreements.ts';
import { onlyApiMember } from './api-members.ts';
import { readProducts, searchProducts } from './catalog.ts';
import { createRestClient } from './client.ts';
import { readCompany, searchCompanies } from './companies.ts';
import { companiesByManagedId, listConfigurations, listConfigurationTypes } from './configurations.ts';
import type { ConnectWiseConnection, ConnectWiseDeps } from './connection.ts';
import { listCrossReferences, listManagedDevicesIntegrations } from './managed-devices-integrations.ts';
import { listManagedIdEntries } from './managed-id-entries.ts';
import { listManagementSolutions } from './management-solutions.ts';
import { readInfo } from './system.ts';
import { readRecord, writeChange } from './writes.ts';

/** One connection to one ConnectWise. Keep it as long as the connection stays the same: it knows codebase and member. */
export function createConnectWise(connection: ConnectWiseConnection, deps: ConnectWiseDeps): ConnectWisePort {
  const client = createRestClient(connection, deps);
  let member = connection.member;

  /**
   * Who writes, for the journal: the member that ConnectWise named after an earlier write, else the only API member
   * there is, else the public key, which every administrator finds under API Members. Never fails for want of a right.
   */
  async function actor(): Promise<Result<{ member: string }>> {
    if (member === undefined) {
      const only = await onlyApiMember(client);
      if (only.ok) member = only.value ?? `API member ${connection.publicKey}`;
      else if (only.problem.code === 'missing-right') member = `API member ${connection.publicKey}`;
      else return only;
    }
    return ok({ member });
  }

  async function write(change: Change): Promise<Result<StoredRecord | null>> {
    const written = await writeChange(client, change);
    const by = written.ok ? written.value?._info.updatedBy : undefined;
    if (by !== undefined && by !== member) {
      member = by;
      deps.onLearned?.({ member: by });
    }
    return written;
  }

  return {
    site: connection.site,
    tenant: `${connection.site}/${connection.companyId}`,
    actor,
    write,
    info: () => readInfo(client),
    company: (id) => readCompany(client, id),
    searchCompanies: (text, limit) => searchCompanies(client, text, limit),
    managedIdEntries: (companyId) => listManagedIdEntries(client, companyId),
    companiesByManagedId: (managedId) => companiesByManagedId(client, managedId),
    agreements: (companyId) => listAgreements(client, companyId),
    agreement: (id) => readAgreement(client, id),
    additions: (agreementId) => listAdditions(client, agreementId),
    configurations: (companyId, typeId) => listConfigurations(client, companyId, typeId),
    managementSolutions: () => listManagementSolutions(client),
    managedDevicesIntegrations: () => listManagedDevicesIntegrations(client),
    crossReferences: (integrationId) => listCrossReferences(client, integrationId),
    configurationTypes: () => listConfigurationTypes(client),
    products: (ids) => readProducts(client, ids),
    searchProducts: (text, limit) => searchProducts(client, text, limit),
    read: (resource, ref) => readRecord(client, resource, ref),
  };
}
