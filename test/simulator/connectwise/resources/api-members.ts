import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';

export const apiMembers: Resource = {
  path: '/system/apiMembers',
  table: 'apiMembers',
  type: 'ApiMember',
  name: 'apiMember',
  right: 'Member Maintenance',
  required: ['identifier'],
  readOnly: ['inactiveDate'],
  without: ['DELETE'],
  members: {
    ...schema.texts({ identifier: 15, name: 30, emailAddress: 250 }),
    ...schema.longTexts('notes'),
    ...schema.flags('inactiveFlag', 'blockPriceFlag', 'blockCostFlag'),
    ...schema.dates('inactiveDate'),
    ...schema.lists('excludedServiceBoardIds'),
    securityRole: schema.reference('securityRoles', 'Security Role'),
    securityLocation: schema.reference('locations', 'Location'),
    defaultLocation: schema.reference('locations', 'Location'),
    defaultDepartment: schema.reference('departments', 'Department', ['identifier', 'name']),
    salesDefaultLocation: schema.reference('locations', 'Location'),
    serviceDefaultBoard: schema.reference('boards', 'Service Board'),
    ...schema.looseReferences('timeZone', 'structureLevel'),
  },
};
