import { flags, longTexts, type Resource, texts } from '../resource.ts';

export const configurationStatuses: Resource = {
  path: '/company/configurations/statuses',
  table: 'configurationStatuses',
  type: 'ConfigurationStatus',
  name: 'configurationStatus',
  right: 'Table Setup',
  required: ['description'],
  readOnly: ['connectWiseId'],
  members: {
    ...texts({ description: 50 }),
    ...longTexts('connectWiseId'),
    ...flags('closedFlag', 'defaultFlag'),
  },
  info: ['description', 'closedFlag', 'defaultFlag'],
};
