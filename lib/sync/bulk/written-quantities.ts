import type { Run } from '../../domain/change.ts';
import { moneyTotals } from '../../domain/money-sentence.ts';
import type { BulkSyncProgress } from './bulk-sync-state.ts';

/** What the runs of one company wrote to quantities during a sync of all customers. */
export interface CompanyQuantities {
  companyId: number;
  /** Several customers come to these runs: the first one that is settled counts them. */
  isShared: boolean;
  quantities: NonNullable<Run['quantities']>;
}

/** Returns the sum of a company's runs, attempts that were cut off included; undefined where no quantity was written. Pure. */
export function quantitiesOfRuns(companyId: number, runs: readonly Run[]): CompanyQuantities | undefined {
  const written = runs.flatMap(({ quantities }) => quantities ?? []);
  if (written.length === 0) return undefined;
  return {
    companyId,
    isShared: runs.some(({ efsIds }) => efsIds.length > 1),
    quantities: sum(written),
  };
}

/** Returns the members of the progress that hold the sum, with this company's share; nothing where it is counted already. Pure. */
export function addQuantities(
  { quantities, countedCompanies = [] }: Pick<BulkSyncProgress, 'quantities' | 'countedCompanies'>,
  written: CompanyQuantities | undefined,
): Pick<BulkSyncProgress, 'quantities' | 'countedCompanies'> {
  if (!written || countedCompanies.includes(written.companyId)) return {};
  return {
    quantities: sum([quantities ?? [], written.quantities].flat()),
    ...(written.isShared && { countedCompanies: [...countedCompanies, written.companyId] }),
  };
}

function sum(all: readonly NonNullable<Run['quantities']>[]): NonNullable<Run['quantities']> {
  const created = all.reduce((total, one) => total + (one.created ?? 0), 0);
  return {
    count: all.reduce((total, { count }) => total + count, 0),
    ...(created > 0 && { created }),
    totals: moneyTotals(all.flatMap(({ totals }) => totals)),
  };
}
