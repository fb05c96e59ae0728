import type { CatalogItem } from '../domain/catalog-item.ts';
import type { CrossReference, Product } from '../domain/connectwise-records.ts';
import { type CrossReferencedProduct, crossReferencedProducts } from '../domain/cross-referenced-product.ts';
import type { Finding } from '../domain/finding.ts';
import { productFor } from '../domain/product-template.ts';
import type { RecordList } from '../domain/record-list.ts';
import type { Service } from '../domain/service.ts';
import type { Settings } from '../domain/settings.ts';
import { inCatalog, whyUnusable } from '../domain/setup/fix-products.ts';
import { literalText } from '../shared/text-values.ts';
import { billedServices, servicesWithoutProduct } from './billed-services.ts';
import { bad, type Check, ofFindings, passed, unreadable, waits } from './check.ts';

interface Fault {
  severity: Finding['severity'];
  message: string;
  /** Set where a plan can correct it: a price and a class are a user's to decide. */
  isFixable?: boolean;
}

/** The product of every enabled service exists, is active, no bundle, of the unit Each, and has a price. */
export const products: Check = {
  id: 'products',
  area: 'billing',
  title: 'Products',
  guide: 'step-3',
  path: ['Procurement', 'Product Catalog'],
  async run({ settings, crossReferences, ...reads }) {
    if (!settings.syncedParts.agreementParts) return waits('Not checked: quantities of additions are not synced.');
    const [references, found, unused] = await Promise.all([
      crossReferences(),
      reads.products(),
      reads.unusedProducts(),
    ]);
    if (!references.ok) return unreadable(references.failure);
    if (!found.ok) return unreadable(found.failure);
    if (!unused.ok) return unreadable(unused.failure);
    const rows = references.value?.rows ?? [];
    const used = crossReferencedProducts({ crossReferences: rows }, settings).filter(({ toggledOn }) => toggledOn);
    const seen = new Map(used.map((product) => [product.productId, product]));
    const free = freeServices(settings, rows, { products: unused.value.rows });
    const faults = [...faultsOfUsed([...seen.values()], found.value), ...free.faults];
    const state = ofFindings(faults);
    if (state === 'ok') return passed(`{${seen.size}} products exist, are active and have a price.`);
    const evidence = faults.map(({ message }) => message);
    if (free.without > 0) {
      return bad(state, evidence, {
        nextStep:
          'Have the missing products created, choose existing ones, or switch the services off that you do not sell.',
        fix: { kind: 'plan', label: 'Create the products' },
      });
    }
    const isFixable = faults.some((fault) => fault.isFixable);
    return bad(state, evidence, {
      nextStep: free.unused
        ? 'Have the cross-references created, at the check “Cross-references”, or choose products for these services.'
        : 'Correct the products in ConnectWise, or choose other ones under Options › Services & products.',
      fix: isFixable
        ? { kind: 'plan', label: 'Fix the products' }
        : { kind: 'place', label: 'Choose products', place: 'services' },
    });
  },
};

/** What is wrong with the products that bill services. */
function faultsOfUsed(used: readonly CrossReferencedProduct[], { rows, unreadable }: RecordList<Product>): Fault[] {
  const byId = new Map(rows.map((product) => [product.id, product]));
  const unread = new Set(unreadable.map(({ id }) => id));
  const faults = used.flatMap(({ productId, productIdentifier, title }): Fault[] => {
    const product = byId.get(productId);
    const name = `“${literalText(productIdentifier)}” (${literalText(title)})`;
    if (product) return faultsOf(product, name);
    const message = unread.has(productId)
      ? `The product ${name} could not be read.`
      : `The product ${name} does not exist any more.`;
    return [{ severity: 'error', message }];
  });
  const free = used.filter(({ productId }) => byId.get(productId)?.price === 0);
  return [...faults, ...withoutPrice(free.map(({ productIdentifier }) => productIdentifier))];
}

interface FreeServices {
  faults: Fault[];
  /** How many could have their product created. */
  without: number;
  /** Whether a product of their name exists, which creating products leaves as it is. */
  unused: boolean;
}

/** Services without a product: either there is none of its template's name, or no cross-reference names it yet. */
function freeServices(
  settings: Settings,
  crossReferences: readonly CrossReference[],
  catalog: { products: CatalogItem[] },
): FreeServices {
  const missing = servicesWithoutProduct(settings, crossReferences);
  const billed = billedServices(settings).filter(({ id }) => !missing.some((service) => service.id === id));
  const billedToggles = new Set(billed.map(({ toggle }) => toggle));
  const { none = [], unused = [] } = Object.groupBy(missing, (service) =>
    inCatalog(productFor(service, 0, settings).identifier, catalog) ? 'unused' : 'none',
  );
  const bySeverity = (listed: readonly Service[], said: (services: readonly Service[]) => string[]): Fault[] =>
    (['error', 'warning'] as const).flatMap((severity) => {
      const these = listed.filter(({ toggle }) => billedToggles.has(toggle) === (severity === 'warning'));
      return said(these).map((message) => ({ severity, message }));
    });
  const unusable = unused.flatMap((service): Fault[] => {
    const item = inCatalog(productFor(service, 0, settings).identifier, catalog);
    const why = item && whyUnusable(item);
    return why
      ? [{ severity: 'error', message: `The product “${literalText(item.identifier)}” cannot be used. ${why}` }]
      : [];
  });
  return {
    faults: [...bySeverity(none, withoutProduct), ...bySeverity(unused, withUnusedProduct), ...unusable],
    without: none.length,
    unused: unused.length > 0,
  };
}

/** One sentence for all of them: on a new ConnectWise that is every service. */
function withoutProduct(services: readonly Service[]): string[] {
  const titles = services.map(({ title }) => literalText(title));
  if (titles.length === 0) return [];
  return [
    titles.length === 1
      ? `${titles[0]} has no product, so it is not billed.`
      : `{${titles.length}} services have no product, so they are not billed: ${titles.join(', ')}.`,
  ];
}

function withUnusedProduct(services: readonly Service[]): string[] {
  const titles = services.map(({ title }) => literalText(title));
  if (titles.length === 0) return [];
  return [
    titles.length === 1
      ? `A product for ${titles[0]} exists, but no cross-reference names it, so the service is not billed.`
      : `Products for {${titles.length}} services exist, but no cross-reference names them, so the services are not billed: ${titles.join(', ')}.`,
  ];
}

function withoutPrice(identifiers: readonly string[]): Fault[] {
  const names = identifiers.map((identifier) => `“${literalText(identifier)}”`);
  if (names.length === 0) return [];
  const message =
    names.length === 1
      ? `The product ${names[0]} has no price, so it bills nothing.`
      : `{${names.length}} products have no price, so they bill nothing: ${names.join(', ')}.`;
  return [{ severity: 'warning', message }];
}

function faultsOf(product: Product, name: string): Fault[] {
  const { inactiveFlag, productClass, unitOfMeasure } = product;
  const faults: (Fault | false)[] = [
    inactiveFlag && { severity: 'error', message: `The product ${name} is inactive.`, isFixable: true },
    productClass === 'Bundle' && {
      severity: 'error',
      message: `The product ${name} is a bundle, which no addition may have.`,
    },
    unitOfMeasure.toLowerCase() !== 'each' && {
      severity: 'warning',
      message: `The unit of the product ${name} is ${unitOfMeasure === '' ? 'blank' : `“${literalText(unitOfMeasure)}”`}; the guide has Each.`,
      isFixable: true,
    },
  ];
  return faults.filter((fault) => fault !== false);
}
