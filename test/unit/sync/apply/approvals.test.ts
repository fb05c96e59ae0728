import { describe, expect, it } from 'vitest';
import type { ApprovalQuery } from '../../../../lib/domain/approval.ts';
import { ALL_PARTS } from '../../../../lib/domain/consent.ts';
import { DAY, HOUR, isoTime } from '../../../../lib/shared/time.ts';
import { addition } from '../../../support/builders/sync-records.ts';
import { bulkSync, FOREVER, fleet } from '../support/bulk-sync-stage.ts';
import { type Stage, value } from '../support/stage.ts';

/** Companies 1 and 2 hold 2,000 where the portal measures 100: held as a jump. The others' lines hold 95, which is written. */
async function heldFleet(count = 4): Promise<Stage> {
  const on = await fleet(count);
  on.deps.settings.automatic = { ...ALL_PARTS };
  for (const id of [1, 2]) setQuantity(on, id, 2000);
  return on;
}

function setQuantity({ connectWise: { tables } }: Stage, id: number, quantity: number): void {
  tables.additions[id - 1] = addition({ id, agreementId: id, serialNumber: `EFS-${id}`, quantity });
}

function quantityOf({ connectWise: { tables } }: Stage, id: number): number | undefined {
  return tables.additions.find((line) => line.id === id)?.quantity;
}

async function list(on: Stage, query: Partial<ApprovalQuery> = {}) {
  return value(await on.engine.approvals({ search: '', offset: 0, limit: 100, ...query }));
}

async function apply(on: Stage) {
  const planned = value(await on.engine.bulkAction());
  value(await on.engine.applyBulkAction(planned?.id ?? ''));
  await on.engine.continueBulkSync(FOREVER);
  return value(await on.engine.bulkAction());
}

async function planApproval(on: Stage, approvals: Parameters<Stage['engine']['rejectApprovals']>[0]) {
  value(await on.engine.planBulkAction({ kind: 'approve', companies: { ids: [1] }, approvals }));
  await on.engine.continueBulkSync(FOREVER);
  return value(await on.engine.bulkAction());
}

describe('what waits for approval', () => {
  it('is in one list after a sync of all customers, with old and new value, money and reason', async () => {
    const on = await heldFleet();
    expect(await bulkSync(on)).toMatchObject({ state: 'done', needsUser: 2, updated: 2 });
    const { rows, total, counts, money, rejected } = await list(on);
    expect(rows.map(({ companyName }) => companyName)).toEqual(['Company 1', 'Company 2']);
    expect(rows[0]).toMatchObject({
      companyId: 1,
      fields: [{ field: 'quantity', from: 2000, to: 100 }, { field: 'invoiceDescription' }],
      guard: { code: 'GUARD-JUMP' },
      // At 0.50 a unit.
      money: { from: 1000, to: 50 },
      since: isoTime(on.time.now),
    });
    expect({ total, counts, rejected }).toEqual({ total: 2, counts: { 'GUARD-JUMP': 2 }, rejected: 0 });
    expect(money).toMatchObject([{ from: 2000, to: 100 }]);
    expect(quantityOf(on, 1)).toBe(2000);
  });

  it('follows the newest plan after the clock was set back', async () => {
    const on = await heldFleet();
    await bulkSync(on);
    expect((await list(on)).total).toBe(2);
    on.time.now -= 2 * DAY;
    setQuantity(on, 1, 3000);
    setQuantity(on, 2, 95);
    await bulkSync(on);
    expect((await list(on)).rows).toMatchObject([{ companyId: 1, fields: [{ from: 3000, to: 100 }, {}] }]);
  });

  it('keeps the moment since when it waits while the values stay, and begins again with others', async () => {
    const on = await heldFleet();
    await bulkSync(on);
    const first = isoTime(on.time.now);
    on.time.now += HOUR;
    setQuantity(on, 2, 3000);
    await bulkSync(on);
    const { rows } = await list(on);
    // The newest first.
    expect(rows.map(({ companyId, since }) => [companyId, since])).toEqual([
      [2, isoTime(on.time.now)],
      [1, first],
    ]);
  });

  it('is found by company, reason and text', async () => {
    const on = await heldFleet();
    await bulkSync(on);
    expect((await list(on, { companyId: 2 })).total).toBe(1);
    expect((await list(on, { guard: 'GUARD-ZERO' })).total).toBe(0);
    expect((await list(on, { guard: 'GUARD-JUMP' })).total).toBe(2);
    expect((await list(on, { search: 'company 1' })).rows.map(({ companyId }) => companyId)).toEqual([1]);
  });

  it('ends when the values are right by another way', async () => {
    const on = await heldFleet();
    await bulkSync(on);
    setQuantity(on, 1, 100);
    setQuantity(on, 2, 100);
    await bulkSync(on);
    expect((await list(on)).total).toBe(0);
  });
});

describe('approving', () => {
  it('writes the chosen change, and nothing else of its company', async () => {
    const on = await heldFleet();
    await bulkSync(on);
    const [first] = (await list(on)).rows;
    // What a sync would write by itself is none of the decision.
    on.connectWise.tables.configurations = [];
    if (!first) throw new Error('Nothing waits.');
    expect(await planApproval(on, { changes: [first] })).toMatchObject({
      state: 'preview',
      companies: 1,
      changes: 1,
      held: 0,
      money: [{ from: 1000, to: 50 }],
    });
    expect(quantityOf(on, 1)).toBe(2000);
    expect(await apply(on)).toMatchObject({ state: 'done', done: 1, failed: 0 });
    expect([quantityOf(on, 1), quantityOf(on, 2)]).toEqual([100, 2000]);
    expect(on.connectWise.tables.configurations).toEqual([]);
    expect((await list(on)).rows.map(({ companyId }) => companyId)).toEqual([2]);
  });

  it('of all that fit is refused when others wait by now, also where as many do', async () => {
    const on = await heldFleet();
    await bulkSync(on);
    const seen = await list(on, { guard: 'GUARD-JUMP' });
    setQuantity(on, 1, 100);
    setQuantity(on, 3, 90_000);
    await bulkSync(on);
    expect(await list(on)).toMatchObject({ total: seen.total });
    const refused = await on.engine.planBulkAction({
      kind: 'approve',
      companies: { ids: [1, 2] },
      approvals: { query: { search: '', guard: 'GUARD-JUMP' }, digest: seen.digest },
    });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    const now = await list(on, { guard: 'GUARD-JUMP' });
    const all = await planApproval(on, { query: { search: '', guard: 'GUARD-JUMP' }, digest: now.digest });
    expect(all).toMatchObject({ state: 'preview', companies: 2, changes: 2 });
  });

  it('leaves out a change whose values are others by now', async () => {
    const on = await heldFleet();
    await bulkSync(on);
    const [first] = (await list(on)).rows;
    if (!first) throw new Error('Nothing waits.');
    setQuantity(on, 1, 3000);
    expect(await planApproval(on, { changes: [first] })).toMatchObject({ state: 'preview', companies: 0, changes: 0 });
  });
});

describe('rejecting', () => {
  it('keeps a change from being proposed until its values differ', async () => {
    const on = await heldFleet();
    await bulkSync(on);
    const [first] = (await list(on)).rows;
    if (!first) throw new Error('Nothing waits.');
    expect(value(await on.engine.rejectApprovals({ changes: [first] }))).toEqual({ rejected: 1 });
    expect(await list(on)).toMatchObject({ total: 1, rejected: 1 });
    const plan = value(await on.engine.plan(1));
    expect(plan.changes).toEqual([]);
    expect(plan.skipped.some(({ why }) => why.startsWith('A user rejected this change.'))).toBe(true);
    expect(await bulkSync(on)).toMatchObject({ needsUser: 1 });
    setQuantity(on, 1, 2500);
    await bulkSync(on);
    expect(await list(on)).toMatchObject({ total: 2, rejected: 0 });
  });

  it('is taken back for all of them', async () => {
    const on = await heldFleet();
    await bulkSync(on);
    const { digest } = await list(on);
    value(await on.engine.rejectApprovals({ query: { search: '' }, digest }));
    expect(await list(on)).toMatchObject({ total: 0, rejected: 2 });
    expect(value(await on.engine.restoreRejected())).toEqual({ restored: 2 });
    expect(await list(on)).toMatchObject({ total: 2, rejected: 0 });
    expect(value(await on.engine.plan(1)).changes.filter(({ guard }) => guard)).toHaveLength(1);
  });

  it('of what no longer waits is refused', async () => {
    const on = await heldFleet();
    await bulkSync(on);
    const refused = await on.engine.rejectApprovals({ changes: [{ companyId: 1, changeId: 'other', version: 'x' }] });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    expect(await list(on)).toMatchObject({ total: 2, rejected: 0 });
  });
});
