import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';

/**
 * Tables that products are filed under. Public clients name their paths and members; the description at hand is a part of the API
 * and leaves them out, so that their exchanges are not held against it.
 */
const TABLE = {
  right: 'Table Setup',
  required: ['name'],
  frozen: true,
  undescribed: true,
} as const;

const members = { ...schema.texts({ name: 50 }), ...schema.flags('inactiveFlag', 'defaultFlag') };

export const productSubcategories: Resource = {
  ...TABLE,
  path: '/procurement/subcategories',
  table: 'productSubcategories',
  type: 'SubCategory',
  name: 'subCategory',
  members: { ...members, category: schema.reference('productCategories', 'Product Category') },
};

export const productTypes: Resource = {
  ...TABLE,
  path: '/procurement/types',
  table: 'productTypes',
  type: 'ProductType',
  name: 'productType',
  members,
};

export const unitsOfMeasure: Resource = {
  ...TABLE,
  path: '/procurement/unitOfMeasures',
  table: 'unitsOfMeasure',
  type: 'UnitOfMeasure',
  name: 'unitOfMeasure',
  members,
};
