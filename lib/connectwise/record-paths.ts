import type { RecordRef, Resource } from '../domain/record-ref.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { StoredRecord } from '../sync/ports.ts';
import { additionPath, parseAddition } from './additions.ts';
import { boardStatusPath, parseBoardStatus } from './boards.ts';
import { CATALOG_PATH, parseCatalogItem } from './catalog-items.ts';
import { CONFIGURATION_PATH, parseConfiguration } from './configurations.ts';
import { crossReferencePath, parseCrossReference } from './cross-references.ts';
import { INTEGRATION_PATH, parseIntegration } from './managed-devices-integrations.ts';
import { managedIdEntryPath, parseManagedIdEntry } from './managed-id-entries.ts';
import { MANAGEMENT_SOLUTION_PATH, parseManagementSolution } from './management-solutions.ts';
import { parseTicketNote, ticketNotePath } from './ticket-notes.ts';
import { parseTicket, TICKET_PATH } from './tickets.ts';
import { internal } from './writable.ts';

/** Where records of this kind are made; problem `internal` when the reference does not say enough. */
export function listPath(resource: Resource, ref: RecordRef): Result<string> {
  switch (resource) {
    case 'configuration':
      return ok(CONFIGURATION_PATH);
    case 'managed-id-entry':
      return ok(managedIdEntryPath(ref.companyId));
    case 'addition':
      return ref.agreementId === undefined
        ? fail(internal('An addition needs the id of its agreement.', 'agreementId'))
        : ok(additionPath(ref.agreementId));
    case 'ticket':
      return ok(TICKET_PATH);
    case 'ticket-note':
      return ref.ticketId === undefined
        ? fail(internal('A note needs the id of its ticket.', 'ticketId'))
        : ok(ticketNotePath(ref.ticketId));
    case 'management-solution':
      return ok(MANAGEMENT_SOLUTION_PATH);
    case 'managed-devices-integration':
      return ok(INTEGRATION_PATH);
    case 'product':
      return ok(CATALOG_PATH);
    case 'cross-reference':
      return ref.integrationId === undefined
        ? fail(internal('A cross-reference needs the id of its integration.', 'integrationId'))
        : ok(crossReferencePath(ref.integrationId));
    case 'board-status':
      return ref.boardId === undefined
        ? fail(internal('A status needs the id of its board.', 'boardId'))
        : ok(boardStatusPath(ref.boardId));
  }
}

/** Where one record is read and written. */
export function recordPath(resource: Resource, ref: RecordRef): Result<string> {
  const path = listPath(resource, ref);
  if (!path.ok) return path;
  return ref.id === undefined
    ? fail(internal(`A ${resource} without an id cannot be read or changed.`, 'id'))
    : ok(`${path.value}/${ref.id}`);
}

/** The answer to a read or a write, as the record that it is. */
export function parseStored(resource: Resource, value: unknown, ref: RecordRef): Result<StoredRecord> {
  switch (resource) {
    case 'configuration':
      return parseConfiguration(value);
    case 'managed-id-entry':
      return parseManagedIdEntry(value, ref.companyId);
    case 'addition':
      return parseAddition(value, ref.agreementId ?? 0);
    case 'ticket':
      return parseTicket(value);
    case 'ticket-note':
      return parseTicketNote(value, ref.ticketId ?? 0);
    case 'management-solution':
      return parseManagementSolution(value);
    case 'managed-devices-integration':
      return parseIntegration(value);
    case 'product':
      return parseCatalogItem(value);
    case 'cross-reference':
      return parseCrossReference(value, ref.integrationId ?? 0);
    case 'board-status':
      return parseBoardStatus(value, ref.boardId ?? 0);
  }
}
