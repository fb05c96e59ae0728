import type { ProductTables } from '../catalog-item.ts';
import type { Reference } from '../connectwise-records.ts';
import { type PriceTerms, productFor } from '../product-template.ts';
import type { Service } from '../service.ts';
import { billedServices, productOf } from './fix-products.ts';
import type { SetupSnapshot } from './setup-fix.ts';
import type { NewProduct } from './setup-fix-input.ts';

/** What a user is offered where products are created. */
export interface ProductProposals {
  /** Enabled services that a cross-reference may name, each with its template at price 0. */
  services: {
    service: Service;
    product: NewProduct /** Identifier of what bills it now; null: nothing. */;
    existing: string | null;
  }[];
  terms: PriceTerms;
  tables: ProductTables;
  /** Of running agreements, those of most agreements first. */
  agreementTypes: readonly Reference[];
}

/** Returns the products that the enabled services may get. */
export function proposeProducts(snapshot: SetupSnapshot): ProductProposals {
  const { currency, settings } = snapshot;
  const terms: PriceTerms = { prefix: settings.prefix, ...(currency && { currency }) };
  return {
    services: billedServices(snapshot).map((service) => ({
      service,
      product: productFor(service, 0, terms),
      existing: productOf(service, snapshot)?.identifier ?? null,
    })),
    terms,
    tables: snapshot.productTables,
    agreementTypes: snapshot.agreementTypes,
  };
}
