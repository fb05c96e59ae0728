import { expect, it } from 'vitest';
import { agreement } from '../../../../support/builders/sync-records.ts';
import { FOREVER, fleet } from '../../support/bulk-sync-stage.ts';
import { type Stage, value } from '../../support/stage.ts';

async function action(on: Stage) {
  await on.engine.continueBulkSync(FOREVER);
  const view = value(await on.engine.bulkAction());
  if (!view) throw new Error('There is no action.');
  return view;
}

it('creates the missing additions of many companies, and takes all of them back', async () => {
  const on = await fleet(5);
  const { tables } = on.connectWise;
  // Company 2 has its line, company 4 two agreements that would fit, company 5 one whose cycle is not known.
  tables.additions = tables.additions.filter(({ agreementId }) => agreementId === 2);
  tables.agreements.push(agreement({ id: 44, company: { id: 4, name: 'Company 4' } }));
  tables.agreements[4] = agreement({ id: 5, company: { id: 5, name: 'Company 5' }, billingCycle: null });
  const ids = [1, 2, 3, 4, 5];
  value(await on.engine.planBulkAction({ kind: 'additions', companies: { ids } }));
  const { id, ...preview } = await action(on);
  expect(preview).toMatchObject({ state: 'preview', total: 2, changes: 2, held: 1, failed: 0 });
  value(await on.engine.applyBulkAction(id));
  expect(await action(on)).toMatchObject({ state: 'done', failed: 0 });
  expect(tables.additions.map(({ agreementId, serialNumber }) => [agreementId, serialNumber])).toEqual([
    [2, 'EFS-2'],
    [1, 'EFS-1'],
    [3, 'EFS-3'],
  ]);
  value(await on.engine.undoBulkAction(id));
  expect(await action(on)).toMatchObject({ state: 'undone', failed: 0 });
  expect(tables.additions.map(({ agreementId }) => agreementId)).toEqual([2]);
});
