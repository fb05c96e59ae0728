import { literalText } from '../../shared/text-values.ts';
import type { CatalogItem, ProductSubcategory } from '../catalog-item.ts';
import type { Change } from '../change.ts';
import type { Reference } from '../connectwise-records.ts';
import { crossReferencedProducts } from '../cross-referenced-product.ts';
import { isEnabled, servicesOf } from '../own-service.ts';
import { PRODUCT_CLASS, PRODUCT_FILING, productFor } from '../product-template.ts';
import type { Service } from '../service.ts';
import { createSetupRecord, type SetupPart, type SetupSnapshot, skip, updateSetupRecord } from './setup-fix.ts';
import type { NewProduct, SetupFixInput } from './setup-fix-input.ts';

/** Enabled services that a cross-reference may name. */
export function billedServices({ settings }: Pick<SetupSnapshot, 'settings'>): Service[] {
  return servicesOf(settings).filter((service) => service.type !== '' && isEnabled(service, settings));
}

/** The product that bills a service now: chosen in settings, or named by a cross-reference. */
export function productOf(service: Service, snapshot: SetupSnapshot): { id: number; identifier: string } | undefined {
  const [first] = crossReferencedProducts(snapshot, snapshot.settings).filter((row) => row.service === service.id);
  return first && { id: first.productId, identifier: first.productIdentifier };
}

/** What the user wants created; unless said, one from the template for each service without a product. */
export function wantedProducts(input: SetupFixInput, snapshot: SetupSnapshot): readonly NewProduct[] {
  if (input.products) return input.products;
  return billedServices(snapshot)
    .filter((service) => !productOf(service, snapshot))
    .map((service) => productFor(service, 0, { prefix: snapshot.settings.prefix, currency: snapshot.currency }));
}

/** A product of the catalog by its id of the UI, which ConnectWise compares without case. */
export function inCatalog(identifier: string, { products }: Pick<SetupSnapshot, 'products'>): CatalogItem | undefined {
  return products.find((product) => product.identifier.toLowerCase() === identifier.toLowerCase());
}

/** Why no cross-reference may name a product; undefined: it may. */
export function whyUnusable({ productClass, inactiveFlag }: CatalogItem): string | undefined {
  if (inactiveFlag) return 'It is inactive in ConnectWise’s catalog.';
  return productClass === 'Bundle' ? 'It is a bundle, which no addition can have: choose another product.' : undefined;
}

export function createProductId(identifier: string): string {
  return `setup/product/create/${identifier}`;
}

/**
 * Plans new products as the guides fill them in, and corrects those that bill a service: active, unit Each
 * (docs/reference/setup-guides.md#step-3). Prices of products that exist are nobody's to change here.
 */
export function fixProducts(input: SetupFixInput, snapshot: SetupSnapshot): SetupPart {
  const part: SetupPart = { changes: [], skipped: [] };
  const filing = filingOf(input, snapshot);
  for (const product of wantedProducts(input, snapshot)) {
    const label = labelOf(product.identifier);
    const there = inCatalog(product.identifier, snapshot);
    if (there) part.skipped.push(skip(label, 'It exists already and is used as it is.'));
    else if (typeof filing === 'string') part.skipped.push(skip(label, filing));
    else part.changes.push(createProduct(product, filing));
  }
  const used = new Set(billedServices(snapshot).flatMap((service) => productOf(service, snapshot)?.id ?? []));
  for (const product of snapshot.products.filter(({ id }) => used.has(id))) {
    const { changes, skipped } = correct(product, filing);
    part.changes.push(...changes);
    part.skipped.push(...skipped);
  }
  return part;
}

interface Filing {
  subcategory: ProductSubcategory;
  type: Reference;
  unit: Reference;
}

function createProduct({ service, ...product }: NewProduct, { subcategory, type, unit }: Filing): Change {
  const { category } = subcategory;
  const values = {
    identifier: product.identifier,
    description: product.description,
    customerDescription: product.customerDescription,
    productClass: PRODUCT_CLASS,
    ...(category && { category: { ...category } }),
    subcategory: { id: subcategory.id, name: subcategory.name },
    type: { ...type },
    unitOfMeasure: { ...unit },
    price: product.price,
  };
  const what = service ? 'No product bills this service yet.' : 'Bills the flat fee; no cross-reference names it.';
  const free = product.price === 0 ? ' Its price is 0: it bills nothing until you set one in ConnectWise.' : '';
  return createSetupRecord('product', product.identifier, labelOf(product.identifier), values, `${what}${free}`);
}

function correct(product: CatalogItem, filing: Filing | string): SetupPart {
  const label = labelOf(product.identifier);
  if (product.productClass === 'Bundle') return { changes: [], skipped: [skip(label, whyUnusable(product) ?? '')] };
  const unit = typeof filing === 'string' ? undefined : filing.unit;
  const isEach = product.unitOfMeasure?.name === PRODUCT_FILING.unit || unit?.name !== PRODUCT_FILING.unit;
  const values = { inactiveFlag: false, ...(!isEach && unit && { unitOfMeasure: { ...unit } }) };
  const reason = 'A product that bills a service must be active and have the unit Each.';
  return { changes: updateSetupRecord('product', product, label, values, reason), skipped: [] };
}

/** Where new products are filed: as chosen, else as the guides recommend; otherwise what is to be chosen. */
function filingOf({ filing = {} }: SetupFixInput, { productTables }: SetupSnapshot): Filing | string {
  const pick = <T extends Reference>(rows: readonly T[], id: number | undefined, name: string): T | undefined =>
    rows.find((row) => (id === undefined ? row.name.toLowerCase() === name.toLowerCase() : row.id === id));
  const subcategory = pick(productTables.subcategories, filing.subcategoryId, PRODUCT_FILING.subcategory);
  const type = pick(productTables.types, filing.typeId, PRODUCT_FILING.type);
  const unit = pick(productTables.units, filing.unitId, PRODUCT_FILING.unit);
  if (!subcategory)
    return `ConnectWise has no product subcategory “${PRODUCT_FILING.subcategory}”: choose another one.`;
  if (!type) return `ConnectWise has no product type “${PRODUCT_FILING.type}”: choose another one.`;
  return unit ? { subcategory, type, unit } : `ConnectWise has no unit “${PRODUCT_FILING.unit}”: choose another one.`;
}

function labelOf(identifier: string): string {
  return `Product “${literalText(identifier)}”`;
}
