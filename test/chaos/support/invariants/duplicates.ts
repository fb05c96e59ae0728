import { SEED } from '../../../simulator/connectwise/seed.ts';
import { valueAt } from '../../../simulator/connectwise/table.ts';
import type { ChaosWorld } from '../world.ts';

/** A company that only bears another one's managed ID, deleted or not yet, is never written to. */
export function duplicatesUntouched({ users, simulation }: ChaosWorld): string[] {
  const { tickets, managementSummaryReports, configurations } = simulation.connectWise.tables;
  return [...users.duplicates].flatMap((id) =>
    Object.entries({ tickets, managementSummaryReports, configurations }).flatMap(([name, table]) =>
      table
        .where('company/id', id)
        .filter((row) => valueAt(row._info, 'updatedBy') === SEED.apiMember.identifier)
        .map((row) => `${name} ${row.id} of company ${id}, which is a duplicate, was written.`),
    ),
  );
}
