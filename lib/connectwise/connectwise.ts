import { unnamedMember } from '../domain/api-member.ts';
import type { Change } from '../domain/change.ts';
import { ok, type Result } from '../shared/result.ts';
import type { ConnectWisePort, StoredRecord } from '../sync/ports.ts';
import { listAdditions } from './additions.ts';
import { listAgreements, listAgreementsOfCompanies, readAgreement } from './agreements.ts';
import { onlyApiMember } from './api-members.ts';
import { listBoardStatuses, listBoards } from './boards.ts';
import { readProducts, searchProducts } from './catalog.ts';
import { createRestClient, type RestClient } from './client.ts';
import { listCompanyNames, readCompanies, readCompany, searchCompanies } from './companies.ts';
import {
  companiesByManagedId,
  listConfigurationOwners,
  listConfigurations,
  listConfigurationsOfCompanies,
  listConfigurationTypes,
} from './configurations.ts';
import type { ConnectWiseConnection, ConnectWiseDeps } from './connection.ts';
import { listCrossReferences, listManagedDevicesIntegrations } from './managed-devices-integrations.ts';
import { listManagedIdEntries } from './managed-id-entries.ts';
import { listManagementSolutions } from './management-solutions.ts';
import { readInfo } from './system.ts';
import { listTicketNotes } from './ticket-notes.ts';
import { companyTickets, openTickets, readTicket, ticketsByXRef } from './tickets.ts';
import { readRecord, writeChange } from './writes.ts';

/** What is learned over a connection, whoever asks: the same for a user's port and the one for the background. */
interface Connected {
  connection: ConnectWiseConnection;
  onLearned: ConnectWiseDeps['onLearned'];
  member: string | undefined;
}

/** One connection to one ConnectWise. Keep it as long as the connection stays the same: it knows codebase and member. */
export function createConnectWise(connection: ConnectWiseConnection, deps: ConnectWiseDeps): ConnectWisePort {
  const client = createRestClient(connection, deps);
  const connected: Connected = { connection, onLearned: deps.onLearned, member: connection.member };
  const background: ConnectWisePort = portOver(client.inBackground(), connected, () => background);
  return portOver(client, connected, () => background);
}

function portOver(client: RestClient, connected: Connected, inBackground: () => ConnectWisePort): ConnectWisePort {
  const { connection } = connected;
  return {
    site: connection.site,
    tenant: `${connection.site}/${connection.companyId}`,
    inBackground,
    actor: () => readActor(client, connected),
    write: (change) => writeAndLearn(client, connected, change),
    info: () => readInfo(client),
    company: (id) => readCompany(client, id),
    companiesByIds: (ids) => readCompanies(client, ids),
    searchCompanies: (text, limit) => searchCompanies(client, text, limit),
    companyNames: () => listCompanyNames(client),
    managedIdEntries: (companyId) => listManagedIdEntries(client, companyId),
    companiesByManagedId: (managedId) => companiesByManagedId(client, managedId),
    agreements: (companyId) => listAgreements(client, companyId),
    agreementsOfCompanies: (companyIds) => listAgreementsOfCompanies(client, companyIds),
    agreement: (id) => readAgreement(client, id),
    additions: (agreementId) => listAdditions(client, agreementId),
    configurations: (companyId, typeId) => listConfigurations(client, companyId, typeId),
    configurationsOfCompanies: (companyIds, typeId) => listConfigurationsOfCompanies(client, companyIds, typeId),
    configurationOwners: (typeId, prefix, since) => listConfigurationOwners(client, typeId, prefix, since),
    ticketsByXRef: (xref) => ticketsByXRef(client, xref),
    openTickets: (xrefPrefix, companyId) => openTickets(client, xrefPrefix, companyId),
    companyTickets: (companyId, since) => companyTickets(client, companyId, since),
    ticket: (id) => readTicket(client, id),
    ticketNotes: (ticketId) => listTicketNotes(client, ticketId),
    boards: () => listBoards(client),
    boardStatuses: (boardId) => listBoardStatuses(client, boardId),
    managementSolutions: () => listManagementSolutions(client),
    managedDevicesIntegrations: () => listManagedDevicesIntegrations(client),
    crossReferences: (integrationId) => listCrossReferences(client, integrationId),
    configurationTypes: () => listConfigurationTypes(client),
    products: (ids) => readProducts(client, ids),
    searchProducts: (text, limit) => searchProducts(client, text, limit),
    read: (resource, ref) => readRecord(client, resource, ref),
  };
}

/**
 * Who writes, for the journal: the member that ConnectWise named after an earlier write, else the only API member
 * there is, else the public key, which every administrator finds under API Members. Never fails without a right.
 */
async function readActor(client: RestClient, connected: Connected): Promise<Result<{ member: string }>> {
  if (connected.member === undefined) {
    const unnamed = unnamedMember(connected.connection.publicKey);
    const only = await onlyApiMember(client);
    if (only.ok) connected.member = only.value ?? unnamed;
    else if (only.failure.code === 'missing-right') connected.member = unnamed;
    else return only;
  }
  return ok({ member: connected.member });
}

async function writeAndLearn(
  client: RestClient,
  connected: Connected,
  change: Change,
): Promise<Result<StoredRecord | null>> {
  const written = await writeChange(client, change);
  // A merged ticket is read back after the write, so its last writer may be somebody else.
  const by = written.ok && change.op !== 'merge' ? written.value?._info.updatedBy : undefined;
  if (by !== undefined && by !== connected.member) {
    connected.member = by;
    connected.onLearned?.({ member: by });
  }
  return written;
}
