import { flags, longTexts, type Resource, texts } from '../resource.ts';

export const companyTypes: Resource = {
  path: '/company/companies/types',
  table: 'companyTypes',
  type: 'CompanyType',
  name: 'companyType',
  right: 'Table Setup',
  required: ['name'],
  readOnly: ['connectWiseId'],
  members: {
    ...texts({ name: 50, serviceAlertMessage: 150 }),
    ...longTexts('connectWiseId'),
    ...flags('defaultFlag', 'vendorFlag', 'serviceAlertFlag'),
  },
};
