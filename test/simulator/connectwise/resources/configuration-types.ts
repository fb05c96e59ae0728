import { flags, longTexts, type Resource, texts } from '../resource.ts';

export const configurationTypes: Resource = {
  path: '/company/configurations/types',
  table: 'configurationTypes',
  type: 'ConfigurationType',
  name: 'configurationType',
  right: 'Table Setup',
  required: ['name'],
  readOnly: ['connectWiseId'],
  members: {
    ...texts({ name: 50 }),
    ...longTexts('connectWiseId'),
    ...flags('inactiveFlag', 'systemFlag'),
  },
};
