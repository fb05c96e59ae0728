import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';

export const configurationStatuses: Resource = {
  path: '/company/configurations/statuses',
  table: 'configurationStatuses',
  type: 'ConfigurationStatus',
  name: 'configurationStatus',
  right: 'Table Setup',
  required: ['description'],
  readOnly: ['connectWiseId'],
  members: {
    ...schema.texts({ description: 50 }),
    ...schema.longTexts('connectWiseId'),
    ...schema.flags('closedFlag', 'defaultFlag'),
  },
  info: ['description', 'closedFlag', 'defaultFlag'],
};
