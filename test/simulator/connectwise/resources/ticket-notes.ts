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
  settle: stampNote,
};

function stampNote({ row, before, clock, writer }: Draft): [] {
  if (!before) {
    row.dateCreated = clock.iso();
    row.createdBy = writer;
  }
  return [];
}
