import type {
  ConfigurationType,
  CrossReference,
  ManagedDevicesIntegration,
  ManagementSolution,
  Product,
} from '../../domain/connectwise-records.ts';
import { isOurIntegration } from '../../domain/management-solution.ts';
import type { UnreadableRow } from '../../domain/record-list.ts';
import type { Settings } from '../../domain/settings.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedRead } from './cached-read.ts';

/** Tables that a whole ConnectWise shares and that hardly change. */
export interface SetupTables {
  managementSolutions: ManagementSolution[];
  integrations: ManagedDevicesIntegration[];
  /** Rows of the integration that serves the configured solution. */
  crossReferences: CrossReference[];
  configurationTypes: ConfigurationType[];
  /** Every product that a cross-reference or the settings name. */
  products: Product[];
  /** Rows of these tables that could not be read; absent: all could. */
  unreadable?: UnreadableRow[];
}

const KEY = 'setup:tables:';

/** The set-up tables, at most `maxAge` milliseconds old; after a change of solution or product choice read at once. */
export function readSetupTables(
  deps: Pick<EngineDeps, 'connectWise' | 'store' | 'settings' | 'clock'>,
  maxAge: number,
): Promise<Result<SetupTables>> {
  const { managementSolution, products } = deps.settings;
  const key = `${KEY}${JSON.stringify([managementSolution, chosenIds(products)])}`;
  return cachedRead(deps, key, maxAge, () => readSetupTablesNow(deps));
}

/** The same without the cache, for the page on which solution and products are chosen. */
export async function readSetupTablesNow({
  connectWise,
  settings,
}: Pick<EngineDeps, 'connectWise' | 'settings'>): Promise<Result<SetupTables>> {
  const [solutions, integrations, configurationTypes] = await Promise.all([
    connectWise.managementSolutions(),
    connectWise.managedDevicesIntegrations(),
    connectWise.configurationTypes(),
  ]);
  if (!solutions.ok) return solutions;
  if (!integrations.ok) return integrations;
  const isOurs = isOurIntegration(settings.managementSolution, solutions.value.rows);
  const crossReferences: CrossReference[] = [];
  const unreadable: UnreadableRow[] = [...solutions.value.unreadable, ...integrations.value.unreadable];
  for (const integration of integrations.value.rows) {
    if (settings.managementSolution && !isOurs(integration)) continue;
    const rows = await connectWise.crossReferences(integration.id);
    if (!rows.ok) return rows;
    for (const row of rows.value.rows) crossReferences.push(row);
    unreadable.push(...rows.value.unreadable);
  }
  if (!configurationTypes.ok) return configurationTypes;
  const ids = new Set(chosenIds(settings.products));
  for (const row of crossReferences) if (row.product) ids.add(row.product.id);
  const products = await connectWise.products([...ids]);
  if (!products.ok) return products;
  unreadable.push(...configurationTypes.value.unreadable, ...products.value.unreadable);
  return ok({
    managementSolutions: solutions.value.rows,
    integrations: integrations.value.rows,
    crossReferences,
    configurationTypes: configurationTypes.value.rows,
    products: products.value.rows,
    ...(unreadable.length && { unreadable }),
  });
}

function chosenIds(products: Settings['products']): number[] {
  const chosen = Object.values(products).flatMap((product) => (product ? [product.id] : []));
  return [...new Set(chosen)].sort((a, b) => a - b);
}
