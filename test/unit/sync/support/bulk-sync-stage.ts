import { fail } from '../../../../lib/shared/result.ts';
import { account, addition, agreement, company, entry, facts } from '../../../support/builders/sync-records.ts';
import { type Stage, stage, value } from './stage.ts';

export const FOREVER = Number.POSITIVE_INFINITY;

/** As many customers with a company each: 1, 2, …; company 1 carries EFS-1. All linked. */
export async function fleet(count: number): Promise<Stage> {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  const on = await stage({
    tables: {
      companies: ids.map((id) => company({ id, name: `Company ${id}` })),
      entries: ids.flatMap((id) => {
        const members = { companyId: id, groupIdentifier: `EFS-${id}` };
        return [entry({ id: 2 * id, ...members }), entry({ id: 2 * id + 1, deviceType: 'BackupStats', ...members })];
      }),
      agreements: ids.map((id) => agreement({ id, company: { id, name: `Company ${id}` } })),
      additions: ids.map((id) => addition({ id, agreementId: id, serialNumber: `EFS-${id}` })),
    },
  });
  on.portal.facts.clear();
  for (const id of ids) {
    const customer = { id: String(id), name: `Company ${id}`, active: true };
    on.portal.facts.set(String(id), facts([account({ id: `${id}01`, customerId: String(id) })], { customer }));
    await on.store.putLinks(id, [String(id)]);
  }
  return on;
}

/** The API member may not read reports. */
export function withoutReports(on: Stage): void {
  const refused = fail({
    code: 'missing-right',
    message: 'The API member may not read reports.',
    nextStep: 'Grant it.',
  });
  Object.assign(on.connectWise, {
    reportedEntries: async () => refused,
    reportedAdditions: async () => refused,
    invoicedAdditions: async () => refused,
  });
}

/** Starts a bulk sync, or continues it, until it ends or the time is over. */
export async function bulkSync(on: Stage, until = FOREVER) {
  value(await on.engine.startBulkSync());
  await on.engine.continueBulkSync(until);
  return on.engine.bulkSync();
}

/** How often ConnectWise was called so. */
export function count(on: Stage, call: string): number {
  return on.connectWise.calls.filter((one) => one === call).length;
}
