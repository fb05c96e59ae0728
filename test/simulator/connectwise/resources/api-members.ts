import { dates, flags, lists, longTexts, looseReferences, type Resource, reference, texts } from '../resource.ts';

export const apiMembers: Resource = {
  path: '/system/apiMembers',
  table: 'apiMembers',
  type: 'ApiMember',
  name: 'apiMember',
  right: 'Members',
  required: ['identifier'],
  readOnly: ['inactiveDate'],
  without: ['DELETE'],
  members: {
    ...texts({ identifier: 15, name: 30, emailAddress: 250 }),
    ...longTexts('notes'),
    ...flags('inactiveFlag', 'blockPriceFlag', 'blockCostFlag'),
    ...dates('inactiveDate'),
    ...lists('excludedServiceBoardIds'),
    securityRole: reference('securityRoles', 'Security Role'),
    securityLocation: reference('locations', 'Location'),
    defaultLocation: reference('locations', 'Location'),
    defaultDepartment: reference('departments', 'Department', ['identifier', 'name']),
    salesDefaultLocation: reference('locations', 'Location'),
    serviceDefaultBoard: reference('boards', 'Service Board'),
    ...looseReferences('timeZone', 'structureLevel'),
  },
};
