import { SERVICES } from '../../domain/service.ts';
import type { Settings } from '../../domain/settings.ts';
import type { CrossReferencedProduct } from '../../domain/views.ts';
import type { Handlers } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import { HOUR } from '../../shared/time.ts';
import { crossReferencedProducts } from '../../sync/cross-referenced-products.ts';
import { readSetupTables } from '../../sync/setup-tables.ts';
import type { Background } from '../background.ts';

/** As old as what a company's view is checked with may be: the setup tables hardly change. */
const TABLES_AGE = HOUR;

/** What the setup tables must say, for the checks in them. Asks ConnectWise only where no product is chosen for a service. */
export function setupHandlers(background: Background): Pick<Handlers, 'setup.context'> {
  return {
    'setup.context': async () => {
      const settings = await background.settings.read();
      const { managementSolution, toggles, products, tickets } = settings;
      const isChosen = SERVICES.every(({ id, toggle }) => !toggles[toggle] || products[id]);
      const rows = isChosen ? [] : await readRows(background, settings);
      return ok({
        managementSolution,
        services: SERVICES.map(({ id, toggle }) => ({
          service: id,
          enabled: toggles[toggle],
          product: products[id] ?? onlyProduct(rows.filter(({ service }) => service === id)),
        })),
        tickets: { board: tickets.board?.name ?? null, newStatus: tickets.newStatus?.name ?? null },
      });
    },
  };
}

/** None where ConnectWise cannot be asked: what the tables must say is known without. */
async function readRows({ engines, clock }: Background, settings: Settings): Promise<CrossReferencedProduct[]> {
  const connectWise = await engines.connectWise();
  if (!connectWise.ok || !settings.managementSolution) return [];
  const deps = { connectWise: connectWise.value, store: await engines.store(), settings, clock };
  const tables = await readSetupTables(deps, TABLES_AGE);
  return tables.ok ? crossReferencedProducts(tables.value, settings) : [];
}

/** The product that all cross-references of a service name; where they differ, none can be called the right one. */
function onlyProduct(rows: readonly CrossReferencedProduct[]): { id: number; identifier: string } | null {
  const [first] = rows;
  const isOnly = first && rows.every(({ productId }) => productId === first.productId);
  return isOnly ? { id: first.productId, identifier: first.productIdentifier } : null;
}
