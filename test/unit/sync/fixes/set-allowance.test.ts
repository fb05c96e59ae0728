import { describe, expect, it } from 'vitest';
import type { Product } from '../../../../lib/domain/connectwise-records.ts';
import { ok } from '../../../../lib/shared/result.ts';
import { MINUTE } from '../../../../lib/shared/time.ts';
import { COMPANY } from '../../../support/builders/sync-records.ts';
import { type Stage, stage, value } from '../support/stage.ts';

const PRODUCT: Product = {
  id: 100,
  identifier: 'Select Storage',
  description: 'Select Online Backup Storage w/25 GB',
  productClass: 'Service',
  inactiveFlag: false,
  price: 0.5,
  unitOfMeasure: 'Each',
};

async function planOfMissingLine(): Promise<{ on: Stage; planId: string; changeId: string }> {
  const on = await stage({ tables: { additions: [] } });
  on.deps.settings.syncedParts = { ...on.deps.settings.syncedParts, invoiceDescriptions: false };
  on.connectWise.products = async () => ok({ rows: [PRODUCT], unreadable: [] });
  const { findings } = value(await on.engine.companyView(COMPANY, { refresh: true }));
  const finding = findings.find(({ code }) => code === 'ADD-MISSING');
  const plan = value(await on.engine.planFix(COMPANY, finding?.id ?? ''));
  return { on, planId: plan.id, changeId: plan.changes[0]?.id ?? '' };
}

describe('Less Included that a user sets in a preview', () => {
  it('is what the product’s name says at first, and what the user set is written', async () => {
    const { on, planId, changeId } = await planOfMissingLine();
    expect((await on.store.plan(planId))?.changes[0]?.money?.to).toBe(37.5);
    const plan = value(await on.engine.setAllowance(planId, changeId, 40));
    expect(plan.changes[0]?.money?.to).toBe(30);
    expect((await on.apply(planId)).run.state).toBe('done');
    expect(on.connectWise.tables.additions).toMatchObject([{ quantity: 100, lessIncluded: 40 }]);
  });

  it('is kept where the preview has to be planned again', async () => {
    const { on, planId, changeId } = await planOfMissingLine();
    await on.engine.setAllowance(planId, changeId, 40);
    on.time.now += 11 * MINUTE;
    expect((await on.apply(planId)).run.state).toBe('done');
    expect(on.connectWise.tables.additions).toMatchObject([{ lessIncluded: 40 }]);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 2e9])('cannot be %d', async (lessIncluded) => {
    const { on, planId, changeId } = await planOfMissingLine();
    expect(await on.engine.setAllowance(planId, changeId, lessIncluded)).toMatchObject({
      failure: { code: 'bad-input', field: 'lessIncluded', value: String(lessIncluded) },
    });
    expect((await on.store.plan(planId))?.changes[0]?.money?.to).toBe(37.5);
  });

  it('is for nothing else of a plan, and for no plan that is gone', async () => {
    const { on, planId } = await planOfMissingLine();
    expect(await on.engine.setAllowance(planId, 'other', 40)).toMatchObject({ failure: { code: 'bad-input' } });
    expect(await on.engine.setAllowance('gone', 'other', 40)).toMatchObject({ failure: { code: 'conflict' } });
    const sync = value(await on.engine.plan(COMPANY));
    const [change] = sync.changes;
    expect(await on.engine.setAllowance(sync.id, change?.id ?? '', 40)).toMatchObject({
      failure: { code: 'bad-input' },
    });
  });
});
