import type { ManagementSolution, Product } from '../../domain/connectwise-records.ts';
import type { ProductChoice } from '../../domain/cross-referenced-product.ts';
import { isFlatFeeByName } from '../../domain/flat-fee.ts';
import { servicesOf } from '../../domain/own-service.ts';
import { readableRows } from '../../domain/record-list.ts';
import type { Settings } from '../../domain/settings.ts';
import type { SERVICES_AND_PRODUCTS } from '../../messages/declarations/services.ts';
import type { ServicesView } from '../../messages/protocol.ts';
import type { HandlersOf } from '../../messages/router.ts';
import type { Failure } from '../../shared/errors.ts';
import { ok } from '../../shared/result.ts';
import type { ConnectWisePort } from '../../sync/ports.ts';
import { readSetupTablesNow, type SetupTables } from '../../sync/read/setup-tables.ts';
import type { Background } from '../background.ts';
import { settingsInForce } from '../sync-mode.ts';

const MOST_PRODUCTS = 25;

/** Services & products: what ConnectWise's cross-references name, beside what the user chose. */
export function servicesHandlers(background: Background): HandlersOf<typeof SERVICES_AND_PRODUCTS> {
  const { engines } = background;
  return {
    'services.view': async () => {
      const current = await settingsInForce(background);
      // Without ConnectWise the user still sees what is chosen, and why the rest is missing.
      const without = (failure: Failure) => ok({ ...servicesView(current, NO_TABLES), failure });
      const connectWise = await engines.connectWise();
      if (!connectWise.ok) return without(connectWise.failure);
      const tables = await readSetupTablesNow({ connectWise: connectWise.value, settings: current });
      if (!tables.ok) return without(tables.failure);
      const flatFeeProposals = await flatFeeProposalsOf(connectWise.value);
      return ok({ ...servicesView(current, tables.value), flatFeeProposals });
    },
    'products.search': async ({ text }) => {
      const connectWise = await engines.connectWise();
      if (!connectWise.ok) return connectWise;
      const found = readableRows(await connectWise.value.searchProducts(text.trim(), MOST_PRODUCTS));
      return found.ok ? ok(found.value.filter(({ inactiveFlag }) => !inactiveFlag).map(choiceOf)) : found;
    },
  };
}

/** What names of flat fees hold; ConnectWise searches by a part of id or description. */
const FLAT_FEE_WORDS = ['flat', 'fixed', 'w/', 'with', 'incl'];

/** Products that look like flat fees. A search that fails proposes nothing: products can be marked without a proposal. */
async function flatFeeProposalsOf(connectWise: Pick<ConnectWisePort, 'searchProducts'>): Promise<ProductChoice[]> {
  const byId = new Map<number, ProductChoice>();
  for (const word of FLAT_FEE_WORDS) {
    const found = readableRows(await connectWise.searchProducts(word, MOST_PRODUCTS));
    for (const product of found.ok ? found.value : []) {
      if (!product.inactiveFlag && isFlatFeeByName(`${product.identifier} ${product.description}`))
        byId.set(product.id, choiceOf(product));
    }
  }
  return [...byId.values()];
}

type Tables = Pick<SetupTables, 'managementSolutions' | 'crossReferences' | 'products'>;

const NO_TABLES: Tables = { managementSolutions: [], crossReferences: [], products: [] };

function servicesView(settings: Settings, { managementSolutions, crossReferences, products }: Tables): ServicesView {
  const described = (reference: { id: number; identifier: string }): ProductChoice => {
    const product = products.find(({ id }) => id === reference.id);
    return product ? choiceOf(product) : { ...reference, description: '' };
  };
  return {
    services: servicesOf(settings).map((service) => {
      const named = crossReferences.find(
        ({ vendorType, vendorLevel, inactiveFlag, product }) =>
          vendorType !== '' &&
          vendorType === service.type &&
          vendorLevel === service.level &&
          !inactiveFlag &&
          product !== null,
      )?.product;
      const chosen = settings.products[service.id];
      return {
        service: service.id,
        crossReferenced: named ? described(named) : null,
        chosen: chosen ? described(chosen) : null,
      };
    }),
    managementSolutions: [...new Set(managementSolutions.map(nameOf).filter((name) => name !== ''))],
  };
}

/** A custom solution carries its name apart (docs/reference/connectwise-rest.md#management-solutions). */
function nameOf({ managementSolutionName, name }: ManagementSolution): string {
  return managementSolutionName || name;
}

function choiceOf({ id, identifier, description }: Product): ProductChoice {
  return { id, identifier, description };
}
