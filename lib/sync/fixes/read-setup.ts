import type { Agreement, Reference } from '../../domain/connectwise-records.ts';
import { isOurIntegration } from '../../domain/management-solution.ts';
import { readableRows, requireComplete } from '../../domain/record-list.ts';
import { billedServices, productOf, wantedProducts } from '../../domain/setup/fix-products.ts';
import type { SetupSnapshot } from '../../domain/setup/setup-fix.ts';
import { DEFAULT_SOLUTION, type SetupFixInput } from '../../domain/setup/setup-fix-input.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';

/**
 * Reads what ConnectWise holds of its set-up, now. A row that cannot be read fails it where what is missing would be created: it may be
 * the very record.
 */
export async function readSetup(
  deps: Pick<EngineDeps, 'connectWise' | 'settings'>,
  input: SetupFixInput,
): Promise<Result<SetupSnapshot>> {
  const { connectWise, settings } = deps;
  const [solutions, integrations, types, productTables, agreements] = await Promise.all([
    connectWise.managementSolutions().then(requireComplete),
    connectWise.managedDevicesIntegrations().then(requireComplete),
    connectWise.configurationTypes().then(readableRows),
    connectWise.productTables(),
    connectWise.everyAgreement().then(readableRows),
  ]);
  if (!solutions.ok) return solutions;
  if (!integrations.ok) return integrations;
  if (!types.ok) return types;
  if (!productTables.ok) return productTables;
  if (!agreements.ok) return agreements;
  const solutionName = input.solutionName?.trim() || settings.managementSolution || DEFAULT_SOLUTION;
  const integration = integrations.value.find(isOurIntegration(solutionName, solutions.value)) ?? null;
  const crossReferences = integration
    ? requireComplete(await connectWise.crossReferences(integration.id))
    : ok<SetupSnapshot['crossReferences'][number][]>([]);
  if (!crossReferences.ok) return crossReferences;
  const board = settings.tickets.board;
  const boardStatuses =
    board && input.checkIds.includes('board-status')
      ? requireComplete(await connectWise.boardStatuses(board.id))
      : ok(null);
  if (!boardStatuses.ok) return boardStatuses;
  const currency = agreements.value.find((agreement) => agreement.currency)?.currency;
  const snapshot: SetupSnapshot = {
    ...(currency && { currency }),
    settings,
    solutionName,
    solutions: solutions.value,
    integration,
    crossReferences: crossReferences.value,
    products: [],
    productTables: productTables.value,
    agreementTypes: typesInUse(agreements.value),
    configurationTypes: types.value,
    boardStatuses: boardStatuses.value,
  };
  const names = [
    ...wantedProducts(input, snapshot).map(({ identifier }) => identifier),
    ...billedServices(snapshot).flatMap((service) => productOf(service, snapshot)?.identifier ?? []),
  ];
  const products = requireComplete(await connectWise.productsNamed([...new Set(names)]));
  return products.ok ? ok({ ...snapshot, products: products.value }) : products;
}

/** Types of running agreements, those of most agreements first. */
export function typesInUse(agreements: readonly Agreement[]): Reference[] {
  const running = agreements.filter(({ agreementStatus }) => agreementStatus === 'Active');
  const byType = [...Map.groupBy(running, ({ type }) => type.id).values()].sort((a, b) => b.length - a.length);
  return byType.flatMap(([first]) => (first ? { ...first.type } : []));
}
