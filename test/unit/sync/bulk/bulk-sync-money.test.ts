import { describe, expect, it } from 'vitest';
import type { Run } from '../../../../lib/domain/change.ts';
import { moneyTotals } from '../../../../lib/domain/money-sentence.ts';
import { addQuantities, quantitiesOfRuns } from '../../../../lib/sync/bulk/written-quantities.ts';
import { confirmLink } from '../../../support/confirm-link.ts';
import { bulkSync, fleet } from '../support/bulk-sync-stage.ts';
import type { Stage } from '../support/stage.ts';

/** The money of the journal's runs, added. */
async function fromRuns(on: Stage) {
  const runs = await on.store.runs({ limit: 99 });
  const written = runs.flatMap(({ quantities }) => quantities ?? []);
  return {
    count: written.reduce((sum, { count }) => sum + count, 0),
    totals: moneyTotals(written.flatMap(({ totals }) => totals)),
  };
}

describe('the money of a sync of all customers', () => {
  it('is what its runs wrote, and is absent where none wrote a quantity', async () => {
    const on = await fleet(3);
    const view = await bulkSync(on);
    expect(view?.quantities?.count).toBe(3);
    expect(view?.quantities).toEqual(await fromRuns(on));
    expect((await bulkSync(on))?.quantities).toBeUndefined();
  });

  it('counts a company that two customers share once', async () => {
    const on = await fleet(2);
    for (const row of on.connectWise.tables.entries) row.companyId = 1;
    await on.store.putLinks(2, []);
    await on.store.putLinks(1, ['1', '2']);
    await confirmLink(on.store, '2', 1, { customerName: 'Company 2' });
    const view = await bulkSync(on);
    expect(view).toMatchObject({ done: 2, updated: 2 });
    expect(view?.quantities).toEqual(await fromRuns(on));
  });

  it('adds the attempts of a company, and names a company of several customers as counted', () => {
    const money = { from: 10, to: 12 };
    const run = { efsIds: ['EFS-1', 'EFS-2'], quantities: { count: 1, totals: [money] } } as Run;
    const written = quantitiesOfRuns(7, [run, { ...run, quantities: { count: 2, totals: [money] } }]);
    expect(written).toEqual({ companyId: 7, isShared: true, quantities: { count: 3, totals: [{ from: 20, to: 24 }] } });
    const once = addQuantities({}, written);
    expect(once).toEqual({ quantities: written?.quantities, countedCompanies: [7] });
    expect(addQuantities(once, written)).toEqual({});
  });
});
