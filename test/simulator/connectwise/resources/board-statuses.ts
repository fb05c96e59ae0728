import { choices, flags, integers, longTexts, looseReferences, type Resource, reference, texts } from '../resource.ts';

export const boardStatuses: Resource = {
  path: '/service/boards/{parentId}/statuses',
  table: 'boardStatuses',
  type: 'BoardStatus',
  name: 'boardStatus',
  right: 'Table Setup',
  parent: { table: 'boards', column: 'board/id' },
  required: ['name'],
  readOnly: ['board', 'connectWiseId', 'parentConnectWiseId', 'parentId', 'grandParentId', 'grandParentConnectWiseId'],
  members: {
    ...texts({ name: 50, customerPortalDescription: 500, customStatusIndicatorName: 30 }),
    ...choices({ escalationStatus: ['NotResponded', 'Responded', 'ResolutionPlan', 'Resolved', 'NoEscalation'] }),
    ...longTexts('connectWiseId', 'parentConnectWiseId', 'grandParentConnectWiseId'),
    ...integers('sortOrder', 'parentId', 'grandParentId'),
    ...flags(
      'displayOnBoard',
      'inactive',
      'closedStatus',
      'timeEntryNotAllowed',
      'defaultFlag',
      'customerPortalFlag',
      'roundRobinCatchall',
      'saveTimeAsNote',
    ),
    board: reference('boards', 'Service Board'),
    ...looseReferences('emailTemplate', 'statusIndicator'),
  },
  info: ['name', 'sortOrder', 'defaultFlag'],
};
