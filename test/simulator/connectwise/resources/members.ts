import { choices, flags, longTexts, looseReferences, type Resource } from '../resource.ts';

export const members: Resource = {
  path: '/system/info/members',
  table: 'members',
  type: 'MemberInfo',
  name: 'member',
  right: undefined,
  required: [],
  frozen: true,
  members: {
    ...choices({ licenseClass: ['A', 'C', 'F', 'X'] }),
    ...longTexts('identifier', 'firstName', 'middleInitial', 'lastName', 'fullName', 'defaultEmail'),
    ...flags('inactiveFlag'),
    ...looseReferences('photo'),
  },
};
