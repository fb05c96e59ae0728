import type { CrossReference, ManagementSolution, Product } from '../../domain/connectwise-records.ts';
import { SERVICES } from '../../domain/service.ts';
import type { Settings } from '../../domain/settings.ts';
import type { ProductChoice } from '../../domain/views.ts';
import type { ServicesView } from '../../messages/protocol.ts';
import type { Handlers } from '../../messages/router.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { ConnectWisePort } from '../../sync/ports.ts';
import { findSolution } from '../../sync/setup-tables.ts';
import type { Background } from '../background.ts';

const MOST_PRODUCTS = 25;

/** Services & products: what ConnectWise's cross-references name, beside what the person chose. */
export function servicesHandlers(background: Background): Pick<Handlers, 'services.view' | 'products.search'> {
  const { engines, settings } = background;
  return {
    'services.view': async () => {
      const current = await settings.read();
      const connectWise = await engines.connectWise();
      const tables = connectWise.ok ? await readTables(connectWise.value, current) : connectWise;
      // Without ConnectWise the person still sees what is chosen, and why the rest is missing.
      if (!tables.ok) return ok({ ...servicesView(current, NO_TABLES), problem: tables.problem });
      return ok(servicesView(current, tables.value));
    },
    'products.search': async ({ text }) => {
      const connectWise = await engines.connectWise();
      if (!connectWise.ok) return connectWise;
      const found = await connectWise.value.searchProducts(text.trim(), MOST_PRODUCTS);
      return found.ok ? ok(found.value.filter(({ inactiveFlag }) => !inactiveFlag).map(choiceOf)) : found;
    },
  };
}

interface Tables {
  solutions: ManagementSolution[];
  crossReferences: CrossReference[];
  products: Product[];
}

const NO_TABLES: Tables = { solutions: [], crossReferences: [], products: [] };

/** Set-up tables, and the products that they and the settings name: one request per table, one for all products. */
async function readTables(connectWise: ConnectWisePort, settings: Settings): Promise<Result<Tables>> {
  const [solutions, integrations] = await Promise.all([
    connectWise.managementSolutions(),
    connectWise.managedDevicesIntegrations(),
  ]);
  if (!solutions.ok) return solutions;
  if (!integrations.ok) return integrations;

  // Found as the engine finds it: by the name that people see, or by the one that the vendor sends.
  const chosen = findSolution(solutions.value, settings.managementSolution);
  const names = [settings.managementSolution, chosen?.name, chosen?.managementSolutionName];
  const ours = integrations.value.filter(
    ({ solution }) => settings.managementSolution === '' || names.includes(solution),
  );
  const crossReferences: CrossReference[] = [];
  for (const read of await Promise.all(ours.map(({ id }) => connectWise.crossReferences(id)))) {
    if (!read.ok) return read;
    crossReferences.push(...read.value);
  }

  const ids = new Set(crossReferences.flatMap(({ product }) => (product ? [product.id] : [])));
  for (const { id } of Object.values(settings.products)) ids.add(id);
  const products = await connectWise.products([...ids]);
  return products.ok ? ok({ solutions: solutions.value, crossReferences, products: products.value }) : products;
}

function servicesView(settings: Settings, { solutions, crossReferences, products }: Tables): ServicesView {
  const described = (reference: { id: number; identifier: string }): ProductChoice => {
    const product = products.find(({ id }) => id === reference.id);
    return product ? choiceOf(product) : { ...reference, description: '' };
  };
  return {
    services: SERVICES.map((service) => {
      const named = crossReferences.find(
        ({ vendorType, vendorLevel, inactiveFlag, product }) =>
          vendorType === service.type && vendorLevel === service.level && !inactiveFlag && product !== null,
      )?.product;
      const chosen = settings.products[service.id];
      return {
        service: service.id,
        crossReferenced: named ? described(named) : null,
        chosen: chosen ? described(chosen) : null,
      };
    }),
    managementSolutions: [...new Set(solutions.map(nameOf).filter((name) => name !== ''))],
  };
}

/** A custom solution carries its name apart (cw-api §3, "managementSolutionName"). */
function nameOf({ managementSolutionName, name }: ManagementSolution): string {
  return managementSolutionName || name;
}

function choiceOf({ id, identifier, description }: Product): ProductChoice {
  return { id, identifier, description };
}
