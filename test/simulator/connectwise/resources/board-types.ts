import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';

export const boardTypes: Resource = {
  path: '/service/boards/{parentId}/types',
  table: 'boardTypes',
  type: 'BoardType',
  name: 'boardType',
  right: 'Table Setup',
  parent: { table: 'boards', column: 'board/id' },
  required: ['name'],
  readOnly: ['board'],
  members: {
    ...schema.texts({ name: 50, integrationXref: 50 }),
    ...schema.choices({ category: ['Reactive', 'Proactive'] }),
    ...schema.flags('defaultFlag', 'inactiveFlag', 'requestForChangeFlag'),
    board: schema.reference('boards', 'Service Board'),
    location: schema.reference('locations', 'Location'),
    department: schema.reference('departments', 'Department', ['identifier', 'name']),
    ...schema.looseReferences('skillCategory', 'skill'),
  },
};

export const boardSubTypes: Resource = {
  path: '/service/boards/{parentId}/subtypes',
  table: 'boardSubTypes',
  type: 'BoardSubType',
  name: 'boardSubType',
  right: 'Table Setup',
  parent: { table: 'boards', column: 'board/id' },
  required: ['name'],
  readOnly: ['board'],
  members: {
    ...schema.texts({ name: 50 }),
    ...schema.lists('typeAssociationIds'),
    ...schema.flags('inactiveFlag', 'addAllTypesFlag', 'removeAllTypesFlag'),
    board: schema.reference('boards', 'Service Board'),
  },
};
