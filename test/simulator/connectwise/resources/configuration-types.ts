import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';

export const configurationTypes: Resource = {
  path: '/company/configurations/types',
  table: 'configurationTypes',
  type: 'ConfigurationType',
  name: 'configurationType',
  right: 'Table Setup',
  required: ['name'],
  readOnly: ['connectWiseId'],
  members: {
    ...schema.texts({ name: 50 }),
    ...schema.longTexts('connectWiseId'),
    ...schema.flags('inactiveFlag', 'systemFlag'),
  },
};
