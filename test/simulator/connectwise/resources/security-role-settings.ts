import { choices, flags, integers, longTexts, type Resource } from '../resource.ts';

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
    ...choices({
      addLevel: ['None', 'My', 'All'],
      editLevel: ['None', 'My', 'All'],
      deleteLevel: ['None', 'My', 'All'],
      inquireLevel: ['None', 'My', 'All'],
    }),
    ...longTexts(
      'moduleFunctionName',
      'moduleFunctionDescription',
      'moduleFunctionIdentifier',
      'moduleDescription',
      'moduleIdentifier',
      'moduleName',
    ),
    ...integers('sortOrder'),
    ...flags('myAllFlag', 'reportFlag', 'restrictFlag', 'customFlag'),
  },
};
