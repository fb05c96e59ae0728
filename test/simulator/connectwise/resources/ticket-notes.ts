import type { Draft } from '../resource.ts';
import { flags, integers, longTexts, numbers, type Resource, reference } from '../resource.ts';

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
    ...longTexts('text', 'dateCreated', 'createdBy'),
    ...integers('ticketId'),
    ...numbers('sentimentScore'),
    ...flags(
      'detailDescriptionFlag',
      'internalAnalysisFlag',
      'resolutionFlag',
      'issueFlag',
      'customerUpdatedFlag',
      'processNotifications',
      'internalFlag',
      'externalFlag',
    ),
    member: reference('members', 'Member', ['identifier', 'name=fullName']),
    contact: reference('contacts', 'Contact'),
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
