import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';

export const boardStatuses: Resource = {
  path: '/service/boards/{parentId}/statuses',
  table: 'boardStatuses',
  type: 'BoardStatus',
  name: 'boardStatus',
  right: 'Table Setup',
  parent: { table: 'boards', column: 'board/id' },
  usedBy: ({ id }, { tables }) => (tables.tickets.where('status/id', id).length > 0 ? 'tickets' : undefined),
  required: ['name'],
  readOnly: ['board', 'connectWiseId', 'parentConnectWiseId', 'parentId', 'grandParentId', 'grandParentConnectWiseId'],
  members: {
    ...schema.texts({ name: 50, customerPortalDescription: 500, customStatusIndicatorName: 30 }),
    ...schema.choices({
      escalationStatus: ['NotResponded', 'Responded', 'ResolutionPlan', 'Resolved', 'NoEscalation'],
    }),
    ...schema.longTexts('connectWiseId', 'parentConnectWiseId', 'grandParentConnectWiseId'),
    ...schema.integers('sortOrder', 'parentId', 'grandParentId'),
    ...schema.flags(
      'displayOnBoard',
      'inactive',
      'closedStatus',
      'timeEntryNotAllowed',
      'defaultFlag',
      'customerPortalFlag',
      'roundRobinCatchall',
      'saveTimeAsNote',
    ),
    board: schema.reference('boards', 'Service Board'),
    ...schema.looseReferences('emailTemplate', 'statusIndicator'),
  },
  info: ['name', 'sortOrder', 'defaultFlag'],
};
