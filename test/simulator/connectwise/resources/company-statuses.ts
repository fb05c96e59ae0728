import { flags, longTexts, looseReferences, type Resource, texts } from '../resource.ts';

export const companyStatuses: Resource = {
  path: '/company/companies/statuses',
  table: 'companyStatuses',
  type: 'CompanyStatus',
  name: 'companyStatus',
  right: 'Table Setup',
  required: ['name'],
  readOnly: ['connectWiseId'],
  members: {
    ...texts({ name: 50, notificationMessage: 500 }),
    ...longTexts('connectWiseId'),
    ...flags(
      'defaultFlag',
      'inactiveFlag',
      'notifyFlag',
      'disallowSavingFlag',
      'customNoteFlag',
      'cancelOpenTracksFlag',
    ),
    ...looseReferences('track'),
  },
};
