import type { ManagementSolution } from '../domain/connectwise-records.ts';
import type { SetupReads } from './reads.ts';

/** Names under which partners file the vendor's services: such a solution is there to be chosen. */
const VENDOR = /efolder|axcient|x360/i;

/** Whether one of these looks like the vendor's. */
export function hasVendorSolution(rows: readonly ManagementSolution[]): boolean {
  return rows.some(({ name, managementSolutionName }) => VENDOR.test(name) || VENDOR.test(managementSolutionName));
}

/** Whether no solution is chosen and none is there that could be: then what belongs to it is created with it. */
export async function isSolutionToCreate({
  settings,
  solutions,
}: Pick<SetupReads, 'settings' | 'solutions'>): Promise<boolean> {
  if (settings.managementSolution !== '') return false;
  const found = await solutions();
  return found.ok && !hasVendorSolution(found.value.rows);
}
