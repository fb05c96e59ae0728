import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';

export const companyTypes: Resource = {
  path: '/company/companies/types',
  table: 'companyTypes',
  type: 'CompanyType',
  name: 'companyType',
  right: 'Table Setup',
  required: ['name'],
  readOnly: ['connectWiseId'],
  members: {
    ...schema.texts({ name: 50, serviceAlertMessage: 150 }),
    ...schema.longTexts('connectWiseId'),
    ...schema.flags('defaultFlag', 'vendorFlag', 'serviceAlertFlag'),
  },
};
