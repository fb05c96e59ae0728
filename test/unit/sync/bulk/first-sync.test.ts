import { describe, expect, it } from 'vitest';
import { REVIEW } from '../../../../lib/domain/automatic-parts.ts';
import { ALL_PARTS } from '../../../../lib/domain/consent.ts';
import { rowOf } from '../../../../lib/domain/first-sync.ts';
import { addition } from '../../../support/builders/sync-records.ts';
import { bulkSync, FOREVER, fleet } from '../support/bulk-sync-stage.ts';
import { type Stage, value } from '../support/stage.ts';

/** A fleet in Review mode, each line holding 95 where the portal measures 100. */
async function reviewed(companies: number): Promise<Stage> {
  const on = await fleet(companies);
  on.deps.settings.automatic = { ...REVIEW };
  return on;
}

async function previewed(on: Stage) {
  value(await on.engine.startFirstSync());
  await on.engine.continueBulkSync(FOREVER);
  const view = await on.engine.firstSync();
  if (!view) throw new Error('There is no preview.');
  return view;
}

function writes({ connectWise }: Stage): string[] {
  return connectWise.calls.filter((call) => call.startsWith('write'));
}

describe('the preview of the first sync', () => {
  it('counts companies, changes and money by part, and writes nothing', async () => {
    const on = await reviewed(60);
    expect(await on.engine.firstSync()).toBeNull();
    const view = await previewed(on);
    expect(view.progress).toMatchObject({ state: 'done', total: 60, done: 60, updated: 60 });
    expect(view).toMatchObject({
      companies: 60,
      changes: 60 * 4,
      statistics: { companies: 60, changes: 60 * 3 },
      quantities: { companies: 60, changes: 60 },
      invoiceDescriptions: { companies: 60, changes: 60 },
      // 60 lines at 0.50: 95 before, 100 after.
      money: [{ from: 2850, to: 3000 }],
      held: 0,
    });
    expect(writes(on)).toEqual([]);
  });

  it('is what the first sync then writes', async () => {
    const on = await reviewed(5);
    const { companies, changes } = await previewed(on);
    on.deps.settings.automatic = { ...ALL_PARTS };
    expect(await bulkSync(on)).toMatchObject({ state: 'done', updated: companies });
    const runs = await on.store.runs({ limit: 20 });
    expect(runs.reduce((sum, { counts }) => sum + counts.applied, 0)).toBe(changes);
    expect(await previewed(on)).toMatchObject({ companies: 0, changes: 0, money: [] });
  });

  it('names what would wait for approval, and counts it in no amount', async () => {
    const on = await reviewed(2);
    on.connectWise.tables.additions[0] = addition({ id: 1, agreementId: 1, serialNumber: 'EFS-1', quantity: 2000 });
    const view = await previewed(on);
    expect(view).toMatchObject({ held: 1, quantities: { companies: 1, changes: 1 }, money: [{ from: 47.5, to: 50 }] });
  });

  it('counts a company of two customers once', async () => {
    const on = await reviewed(2);
    for (const one of on.connectWise.tables.entries) one.companyId = 1;
    await on.store.putLinks(1, ['1', '2']);
    await on.store.putLinks(2, []);
    expect((await previewed(on)).companies).toBe(1);
  });

  it('ends when it is cancelled, continues after a restart, and begins again on request', async () => {
    const on = await reviewed(60);
    value(await on.engine.startFirstSync());
    await on.engine.continueBulkSync(on.time.now - 1);
    expect((await on.engine.firstSync())?.progress).toMatchObject({ state: 'running', done: 0 });
    await on.restart();
    await on.engine.continueBulkSync(FOREVER);
    expect((await on.engine.firstSync())?.progress).toMatchObject({ state: 'done', done: 60 });
    value(await on.engine.startFirstSync());
    expect(value(await on.engine.cancelFirstSync())?.progress).toMatchObject({ state: 'cancelled' });
    on.connectWise.calls.length = 0;
    await on.engine.continueBulkSync(FOREVER);
    expect(on.connectWise.calls).toEqual([]);
    expect(await previewed(on)).toMatchObject({ companies: 60 });
  });

  it('waits while a portal is down, and shows why', async () => {
    const on = await reviewed(2);
    on.portal.down = { code: 'unreachable', message: 'The portal cannot be reached.', nextStep: 'It is tried again.' };
    const view = await previewed(on);
    expect(view.progress).toMatchObject({ state: 'paused', failure: { code: 'unreachable' } });
  });

  it('is not created by a viewer', async () => {
    const on = await reviewed(1);
    on.deps.settings.role = 'viewer';
    expect(await on.engine.startFirstSync()).toMatchObject({ ok: false, failure: { field: 'role' } });
  });
});

describe('what a plan would write', () => {
  it('counts a description beside a held quantity: without consent to quantities it is written alone', () => {
    const change = {
      id: 'c',
      part: 'agreement-parts' as const,
      resource: 'addition' as const,
      op: 'update' as const,
      ref: { companyId: 1, agreementId: 1, id: 1 },
      label: 'Line',
      fields: [
        { field: 'quantity', from: 1, to: 900 },
        { field: 'invoiceDescription', from: '', to: 'A: 900 GB' },
      ],
      reason: '',
      money: { from: 1, to: 900 },
      guard: { code: 'GUARD-JUMP' as const, message: '' },
    };
    expect(rowOf({ changes: [change] })).toEqual({
      changes: 0,
      statistics: 0,
      quantities: 0,
      invoiceDescriptions: 1,
      held: 1,
      money: [],
    });
  });
});
