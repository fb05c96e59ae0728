import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';

/**
 * The description at hand leaves `/service/priorities` out; its members are those that public clients of it declare. Read only here:
 * nobody writes one.
 */
export const priorities: Resource = {
  path: '/service/priorities',
  table: 'priorities',
  type: 'Priority',
  name: 'priority',
  right: 'Table Setup',
  required: ['name'],
  frozen: true,
  undescribed: true,
  members: {
    ...schema.texts({ name: 50 }),
    ...schema.longTexts('color', 'imageLink', 'urgencySortOrder', 'level'),
    ...schema.integers('sortOrder'),
    ...schema.flags('defaultFlag'),
  },
};
