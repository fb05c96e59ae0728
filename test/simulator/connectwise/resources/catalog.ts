import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';
import { BILL_OPTIONS } from './shared-choices.ts';

export const catalog: Resource = {
  path: '/procurement/catalog',
  table: 'catalog',
  type: 'CatalogItem',
  name: 'catalogItem',
  right: 'Product Catalog',
  unique: 'identifier',
  usedBy: ({ id }, { tables }) => {
    if (tables.additions.where('product/id', id).length > 0) return 'agreement additions';
    return tables.crossReferences.where('product/id', id).length > 0 ? 'cross-references' : undefined;
  },
  // "Defaults to Non-Inventory" in the description.
  settle: ({ row, before }) => {
    if (!before) row.productClass ??= 'NonInventory';
    return [];
  },
  required: ['customerDescription', 'description', 'identifier', 'subcategory', 'type'],
  readOnly: ['dateEntered', 'calculatedPrice', 'calculatedCost', 'connectWiseID'],
  members: {
    ...schema.texts({
      identifier: 75,
      description: 60,
      customerDescription: 6000,
      manufacturerPartNumber: 50,
      vendorSku: 50,
      integrationXRef: 50,
    }),
    ...schema.choices({
      productClass: ['Agreement', 'Bundle', 'Inventory', 'NonInventory', 'Service'],
      priceAttribute: ['FixedFee', 'NotToExceed', 'OverrideRate', 'TimeAndMaterials'],
      recurringCycleType: ['ContractYear', 'CalendarYear'],
      billableOption: BILL_OPTIONS,
    }),
    ...schema.longTexts('notes', 'dateEntered', 'connectWiseID'),
    ...schema.integers('minStockLevel'),
    ...schema.numbers(
      'price',
      'cost',
      'recurringRevenue',
      'recurringCost',
      'calculatedPrice',
      'calculatedCost',
      'markupPercentage',
    ),
    ...schema.flags(
      'inactiveFlag',
      'serializedFlag',
      'serializedCostFlag',
      'phaseProductFlag',
      'taxableFlag',
      'dropShipFlag',
      'specialOrderFlag',
      'recurringFlag',
      'recurringOneTimeFlag',
      'calculatedPriceFlag',
      'calculatedCostFlag',
      'markupFlag',
      'autoUpdateUnitCostFlag',
      'autoUpdateUnitPriceFlag',
    ),
    ...schema.lists('customFields'),
    subcategory: schema.reference('productSubcategories', 'Product Subcategory'),
    type: schema.reference('productTypes', 'Product Type'),
    unitOfMeasure: schema.reference('unitsOfMeasure', 'Unit of Measure'),
    vendor: schema.reference('companies', 'Company', ['identifier', 'name']),
    recurringBillCycle: schema.reference('billingCycles', 'Billing Cycle'),
    category: schema.reference('productCategories', 'Product Category'),
    agreementType: schema.reference('agreementTypes', 'Agreement Type'),
    ...schema.looseReferences('manufacturer', 'sla', 'entityType'),
  },
  info: [
    'identifier',
    'description',
    'inactiveFlag',
    'productClass',
    'serializedCostFlag',
    'price',
    'cost',
    'taxableFlag',
    'dropShipFlag',
    'specialOrderFlag',
    'customerDescription',
    'manufacturerPartNumber',
    'vendorSku',
    'billableOption',
  ],
};
