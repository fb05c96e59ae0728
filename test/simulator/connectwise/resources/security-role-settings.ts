import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';

export const securityRoleSettings: Resource = {
  path: '/system/securityRoles/{parentId}/settings',
  table: 'securityRoleSettings',
  type: 'SecurityRoleSetting',
  name: 'securityRoleSetting',
  right: 'Security Roles',
  parent: { table: 'securityRoles', column: 'securityRoleId' },
  required: [],
  frozen: true,
  members: {
    ...schema.choices({
      addLevel: ['None', 'My', 'All'],
      editLevel: ['None', 'My', 'All'],
      deleteLevel: ['None', 'My', 'All'],
      inquireLevel: ['None', 'My', 'All'],
    }),
    ...schema.longTexts(
      'moduleFunctionName',
      'moduleFunctionDescription',
      'moduleFunctionIdentifier',
      'moduleDescription',
      'moduleIdentifier',
      'moduleName',
    ),
    ...schema.integers('sortOrder'),
    ...schema.flags('myAllFlag', 'reportFlag', 'restrictFlag', 'customFlag'),
  },
};
