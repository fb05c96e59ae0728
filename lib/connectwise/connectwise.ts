import { unnamedMember } from '../domain/api-member.ts';
import type { Change } from '../domain/change.ts';
import { tenantOf } from '../domain/connection-pair.ts';
import type { AdditionFilter, ReportedAddition, ReportedEntry } from '../domain/report-rows.ts';
import { ok, type Result } from '../shared/result.ts';
import type { IsoTime } from '../shared/time.ts';
import type { ConnectWisePort, StoredRecord, TakeRows } from '../sync/ports.ts';
import { listAdditions } from './additions.ts';
import { listAgreements, listAgreementsOfCompanies, listEveryAgreement, readAgreement } from './agreements.ts';
import { onlyApiMember } from './api-members.ts';
import { listBoardStatuses, listBoards } from './boards.ts';
import { readProducts, searchProducts } from './catalog.ts';
import { listProductsNamed } from './catalog-items.ts';
import { createRestClient, type RestClient } from './client.ts';
import { listCompanyNames, listEveryCompany, readCompanies, readCompany, searchCompanies } from './companies.ts';
import {
  companiesByManagedId,
  listConfigurationOwners,
  listConfigurations,
  listConfigurationsOfCompanies,
  listConfigurationTypes,
} from './configurations.ts';
import { listCrossReferences } from './cross-references.ts';
import { listManagedDevicesIntegrations } from './managed-devices-integrations.ts';
import { listManagedIdEntries } from './managed-id-entries.ts';
import { readExecutiveReport } from './management.ts';
import { listManagementSolutions } from './management-solutions.ts';
import { readMemberRights } from './member-rights.ts';
import { readProductTables } from './product-tables.ts';
import { proveReads } from './prove-reads.ts';
import { readAdditions } from './reports/agreement-additions.ts';
import { readEntries } from './reports/company-mgmt.ts';
import { listInvoiced } from './reports/invoice-agreement-additions.ts';
import { createReportClient } from './reports/report.ts';
import type { Priority } from './request-queue.ts';
import type { Session } from './session.ts';
import { readInfo } from './system.ts';
import { listTicketChoices } from './ticket-choices.ts';
import { listTicketNotes } from './ticket-notes.ts';
import { companyTickets, openTickets, readTicket, ticketsByXRef } from './tickets.ts';
import { readRecord, writeChange } from './writes.ts';

/** Creates the port over a session. Its calls wait for their turn by `priority`; each result passes `onResult`. */
export function createConnectWise(session: Session, priority: Priority): ConnectWisePort {
  const { connection, onResult } = session;
  const client = createRestClient(session, priority);
  const reports = createReportClient(session, priority);
  const call =
    <Input extends unknown[], T>(work: (client: RestClient, ...input: Input) => Promise<Result<T>>) =>
    async (...input: Input): Promise<Result<T>> => {
      const result = await work(client, ...input);
      return onResult ? onResult(result) : result;
    };
  return {
    site: connection.site,
    tenant: tenantOf(connection.site, connection.companyId),
    siteTime: session.siteTime,
    actor: call(() => readActor(client, session)),
    memberRights: call(() => readMemberRights(client, reports, session.member)),
    provenReads: call(proveReads),
    executiveReport: call(readExecutiveReport),
    write: call((_, change: Change) => writeAndLearn(client, session, change)),
    info: call(readInfo),
    company: call(readCompany),
    companiesByIds: call(readCompanies),
    searchCompanies: call(searchCompanies),
    companyNames: call(listCompanyNames),
    everyCompany: call(listEveryCompany),
    everyAgreement: call(listEveryAgreement),
    managedIdEntries: call(listManagedIdEntries),
    companiesByManagedId: call(companiesByManagedId),
    agreements: call(listAgreements),
    agreementsOfCompanies: call(listAgreementsOfCompanies),
    agreement: call(readAgreement),
    additions: call(listAdditions),
    configurations: call(listConfigurations),
    configurationsOfCompanies: call(listConfigurationsOfCompanies),
    configurationOwners: call(listConfigurationOwners),
    ticketsByXRef: call(ticketsByXRef),
    openTickets: call(openTickets),
    companyTickets: call(companyTickets),
    ticket: call(readTicket),
    ticketNotes: call(listTicketNotes),
    boards: call(listBoards),
    boardStatuses: call(listBoardStatuses),
    ticketChoices: call(listTicketChoices),
    managementSolutions: call(listManagementSolutions),
    managedDevicesIntegrations: call(listManagedDevicesIntegrations),
    crossReferences: call(listCrossReferences),
    configurationTypes: call(listConfigurationTypes),
    products: call(readProducts),
    searchProducts: call(searchProducts),
    productsNamed: call(listProductsNamed),
    productTables: call(readProductTables),
    reportedEntries: call((_, take: TakeRows<ReportedEntry>) => readEntries(reports, take)),
    reportedAdditions: call((_, filter: AdditionFilter, take: TakeRows<ReportedAddition>) =>
      readAdditions(reports, filter, take),
    ),
    invoicedAdditions: call((_, agreementIds: readonly number[], since: IsoTime) =>
      listInvoiced(reports, agreementIds, since),
    ),
    read: call(readRecord),
  };
}

/**
 * Who writes, for the journal: the member that ConnectWise named after an earlier write, else the only API member
 * there is, else the public key, which every administrator finds under API Members. Never fails without a right.
 */
async function readActor(client: RestClient, session: Session): Promise<Result<{ member: string }>> {
  if (session.member === undefined) {
    const unnamed = unnamedMember(session.connection.publicKey);
    const only = await onlyApiMember(client);
    if (only.ok) session.member = only.value ?? unnamed;
    else if (only.failure.code === 'missing-right') session.member = unnamed;
    else return only;
  }
  return ok({ member: session.member });
}

async function writeAndLearn(
  client: RestClient,
  session: Session,
  change: Change,
): Promise<Result<StoredRecord | null>> {
  const written = await writeChange(client, change);
  // A merged ticket is read back after the write, so its last writer may be somebody else.
  const by = written.ok && change.op !== 'merge' ? written.value?._info.updatedBy : undefined;
  if (by !== undefined && by !== session.member) {
    session.member = by;
    session.onLearned?.({ member: by });
  }
  return written;
}
