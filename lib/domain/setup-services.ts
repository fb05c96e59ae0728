import type { CrossReference, Product } from './connectwise-records.ts';
import { crossReferencedProducts } from './cross-referenced-product.ts';
import { isEnabled, servicesOf } from './own-service.ts';
import type { Service } from './service.ts';
import type { Settings } from './settings.ts';
import type { SetupProduct, SetupService } from './setup-context.ts';

/** What ConnectWise knows of services: the cross-references of our integration, and their products. */
export interface StoredServices {
  crossReferences: readonly CrossReference[];
  products: readonly Pick<Product, 'id' | 'description'>[];
  /** False: there are cross-references that could not be read, and any of them may be a service's. */
  isComplete: boolean;
}

/** Returns every service that a cross-reference may name, with its product. One without a Type has its product chosen in the options. */
export function setupServices(settings: Settings, stored: StoredServices): SetupService[] {
  return servicesOf(settings)
    .filter(({ type }) => type !== '')
    .map((service) => ({
      ...service,
      enabled: isEnabled(service, settings),
      product: productOf(service, settings, stored),
    }));
}

/** The chosen product, else the one that all cross-references of the service name; where they differ, none is the right one. */
function productOf({ id }: Service, settings: Settings, stored: StoredServices): SetupProduct | null {
  const [first, ...others] = crossReferencedProducts(stored, settings).filter(({ service }) => service === id);
  if (!stored.isComplete && !settings.products[id]) return null;
  if (!first || others.some(({ productId }) => productId !== first.productId)) return null;
  const description = stored.products.find((product) => product.id === first.productId)?.description ?? '';
  return { identifier: first.productIdentifier, description, isChosen: settings.products[id] !== undefined };
}
