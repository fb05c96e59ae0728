import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';

export const companyStatuses: Resource = {
  path: '/company/companies/statuses',
  table: 'companyStatuses',
  type: 'CompanyStatus',
  name: 'companyStatus',
  right: 'Table Setup',
  required: ['name'],
  readOnly: ['connectWiseId'],
  members: {
    ...schema.texts({ name: 50, notificationMessage: 500 }),
    ...schema.longTexts('connectWiseId'),
    ...schema.flags(
      'defaultFlag',
      'inactiveFlag',
      'notifyFlag',
      'disallowSavingFlag',
      'customNoteFlag',
      'cancelOpenTracksFlag',
    ),
    ...schema.looseReferences('track'),
  },
};
