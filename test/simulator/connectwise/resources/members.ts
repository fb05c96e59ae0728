import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';

export const members: Resource = {
  path: '/system/info/members',
  table: 'members',
  type: 'MemberInfo',
  name: 'member',
  right: undefined,
  required: [],
  frozen: true,
  members: {
    ...schema.choices({ licenseClass: ['A', 'C', 'F', 'X'] }),
    ...schema.longTexts('identifier', 'firstName', 'middleInitial', 'lastName', 'fullName', 'defaultEmail'),
    ...schema.flags('inactiveFlag'),
    ...schema.looseReferences('photo'),
  },
};
