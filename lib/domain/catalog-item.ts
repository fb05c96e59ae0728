import type { Product, RecordInfo, Reference } from './connectwise-records.ts';

/** A product with all that a template fills in (docs/reference/connectwise-rest.md#products). */
export interface CatalogItem extends Omit<Product, 'unitOfMeasure'> {
  /** Text for quotes and invoices, at most 6,000 characters. */
  customerDescription: string;
  category: Reference | null;
  subcategory: Reference | null;
  type: Reference | null;
  unitOfMeasure: Reference | null;
  cost: number;
  _info: RecordInfo;
}

/** A subcategory of ConnectWise's products, with the category that it belongs to. */
export interface ProductSubcategory extends Reference {
  category: Reference | null;
}

/** What a product of this ConnectWise may be filed under; active ones, by name. */
export interface ProductTables {
  subcategories: ProductSubcategory[];
  types: Reference[];
  units: Reference[];
}
