import type { FieldError } from '../errors.ts';
import type { Draft, Resource } from '../resource.ts';
import * as schema from '../schema.ts';

export const ticketNotes: Resource = {
  path: '/service/tickets/{parentId}/notes',
  table: 'ticketNotes',
  type: 'ServiceNote',
  name: 'serviceNote',
  right: 'Service Tickets',
  parent: { table: 'tickets', column: 'ticketId' },
  required: [],
  readOnly: ['ticketId', 'dateCreated', 'createdBy', 'sentimentScore'],
  members: {
    ...schema.longTexts('text', 'dateCreated', 'createdBy'),
    ...schema.integers('ticketId'),
    ...schema.numbers('sentimentScore'),
    ...schema.flags(
      'detailDescriptionFlag',
      'internalAnalysisFlag',
      'resolutionFlag',
      'issueFlag',
      'customerUpdatedFlag',
      'processNotifications',
      'internalFlag',
      'externalFlag',
    ),
    member: schema.reference('members', 'Member', ['identifier', 'name=fullName']),
    contact: schema.reference('contacts', 'Contact'),
  },
  settle: settleNote,
};

/** Where a note is shown: Discussion, Internal and Resolution of the ticket. */
const PLACES = ['detailDescriptionFlag', 'internalAnalysisFlag', 'resolutionFlag'];

/**
 * A note without a place is refused. ConnectWise's sentence is a fact (LabtechConsulting/ConnectWise-Manage-Powershell
 * issue #12); code and field of the inner error are INFERRED.
 */
function settleNote({ row, before, clock, writer }: Draft): FieldError[] {
  if (!before) {
    row.dateCreated = clock.iso();
    row.createdBy = writer;
  }
  if (PLACES.some((name) => row[name] === true)) return [];
  const message = 'Please choose where to display the notes in order to save this record.';
  return [{ code: 'InvalidField', message, resource: 'serviceNote', field: 'detailDescriptionFlag' }];
}
