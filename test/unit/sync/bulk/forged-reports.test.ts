import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportedAddition, ReportedEntry } from '../../../../lib/domain/report-rows.ts';
import { ok } from '../../../../lib/shared/result.ts';
import { FOREVER, fleet } from '../support/bulk-sync-stage.ts';
import { type Stage, value } from '../support/stage.ts';

const COMPANIES = 5;
const id = fc.integer({ min: 1, max: COMPANIES + 1 });

/** Rows as a report may hold them: of other companies, old, twice, missing, of no company at all. */
const entryRow: fc.Arbitrary<ReportedEntry> = fc.record({
  id: fc.integer({ min: 1, max: 40 }),
  companyId: id,
  groupIdentifier: fc.oneof(
    id.map((number) => `EFS-${number}`),
    fc.constantFrom('', 'efs 1', 'EFS-01', 'OTHER-1'),
  ),
  deviceType: fc.constantFrom('WorkstationsAndServers', 'BackupStats', 'Servers', null, undefined),
  managementSolutionName: fc.constantFrom('', 'EFS', 'Another'),
  agreementId: fc.option(id),
  _info: fc.constant({}),
});
const additionRow: fc.Arbitrary<ReportedAddition> = fc.record({
  id: fc.integer({ min: 1, max: 40 }),
  agreementId: id,
  productId: fc.option(fc.integer({ min: 1, max: 200 })),
  description: fc.constant('Forged'),
  quantity: fc.double({ min: -10, max: 5000, noNaN: true }),
  lessIncluded: fc.nat(100),
  unitPrice: fc.nat(10),
  unitCost: fc.nat(10),
  billCustomer: fc.constantFrom('Billable', 'DoNotBill', undefined),
  serialNumber: id.map((number) => `EFS-${number}`),
  _info: fc.constant({}),
});

async function withReports(entries: readonly ReportedEntry[], additions: readonly ReportedAddition[]): Promise<Stage> {
  const on = await fleet(COMPANIES);
  for (let number = 1; number <= COMPANIES; number += 1) await on.store.putLinks(number, []);
  on.connectWise.reportedEntries = async (take) => {
    await take(entries);
    return ok({ rows: entries.length, unreadable: [] });
  };
  on.connectWise.reportedAdditions = async (_, take) => {
    await take(additions);
    return ok({ rows: additions.length, unreadable: [] });
  };
  return on;
}

/** Customer n is company n's alone: nothing of it may be written anywhere else. */
function strangers({ connectWise: { tables } }: Stage): string[] {
  const ofOthers = tables.configurations.filter(
    ({ companyId, deviceIdentifier = '' }) => !deviceIdentifier.startsWith(`EFS-${companyId}:`),
  );
  const foreignEntries = tables.entries.filter(
    ({ companyId, groupIdentifier }) => groupIdentifier !== `EFS-${companyId}`,
  );
  return [
    ...ofOthers.map(({ companyId, deviceIdentifier }) => `configuration ${deviceIdentifier} at company ${companyId}`),
    ...foreignEntries.map(({ companyId, groupIdentifier }) => `entry ${groupIdentifier} at company ${companyId}`),
  ];
}

describe('rows of a report that are old, wrong or forged', () => {
  it('lead a sync of all customers to no write that the records do not confirm', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entryRow, { maxLength: 20 }), async (entries) => {
        const on = await withReports(entries, []);
        value(await on.engine.startBulkSync());
        await on.engine.continueBulkSync(FOREVER);
        expect(strangers(on)).toEqual([]);
        for (const { quantity } of on.connectWise.tables.additions) expect([95, 100]).toContain(quantity);
      }),
      { numRuns: 60 },
    );
  });

  it('lead a comparison and what is done with its companies to no write either', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entryRow, { maxLength: 20 }),
        fc.array(additionRow, { maxLength: 20 }),
        async (entries, additions) => {
          const on = await withReports(entries, additions);
          value(await on.engine.compareFleet());
          await on.engine.continueBulkSync(FOREVER);
          expect(on.connectWise.calls.filter((call) => call.startsWith('write'))).toEqual([]);
          const fleetView = value(await on.engine.fleet({}));
          expect(fleetView.counts.all).toBe(COMPANIES);
          for (const kind of ['sync', 'approve'] as const) {
            const begun = await on.engine.planBulkAction({ kind, companies: { filter: 'all', search: '' } });
            if (!begun.ok) continue;
            await on.engine.continueBulkSync(FOREVER);
            const applied = await on.engine.applyBulkAction(begun.value.id);
            if (applied.ok) await on.engine.continueBulkSync(FOREVER);
            if (applied.ok) expect(value(await on.engine.bulkAction())?.state).toBe('done');
            else value(await on.engine.cancelBulkAction(begun.value.id));
          }
          expect(strangers(on)).toEqual([]);
          for (const { quantity } of on.connectWise.tables.additions) expect([95, 100]).toContain(quantity);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('that are all right lead to a comparison without differences once they were applied', async () => {
    const on = await fleet(COMPANIES);
    value(await on.engine.compareFleet());
    await on.engine.continueBulkSync(FOREVER);
    expect(value(await on.engine.fleet({})).counts['billed-wrongly']).toBe(COMPANIES);
    const { id: action } = value(
      await on.engine.planBulkAction({ kind: 'sync', companies: { filter: 'billed-wrongly', search: '' } }),
    );
    await on.engine.continueBulkSync(FOREVER);
    value(await on.engine.applyBulkAction(action));
    await on.engine.continueBulkSync(FOREVER);
    value(await on.engine.compareFleet());
    await on.engine.continueBulkSync(FOREVER);
    expect(value(await on.engine.fleet({}))).toMatchObject({ totals: [], counts: { 'billed-wrongly': 0 } });
  });
});
