import { describe, expect, it } from 'vitest';
import { ALL_PARTS } from '../../../../lib/domain/consent.ts';
import { DAY } from '../../../../lib/shared/time.ts';
import { addition } from '../../../support/builders/sync-records.ts';
import { bulkSync, FOREVER, fleet } from '../support/bulk-sync-stage.ts';
import { type Stage, value } from '../support/stage.ts';

/** Company 1 holds 2,000 where the portal measures 100: held as a jump. The others' lines hold 95, which is written. */
async function heldFleet(count: number): Promise<Stage> {
  const on = await fleet(count);
  on.deps.settings.automatic = { ...ALL_PARTS };
  setQuantity(on, 1, 2000);
  return on;
}

function setQuantity({ connectWise: { tables } }: Stage, id: number, quantity: number): void {
  tables.additions[id - 1] = addition({ id, agreementId: id, serialNumber: `EFS-${id}`, quantity });
}

async function compared(on: Stage) {
  value(await on.engine.compareFleet());
  await on.engine.continueBulkSync(FOREVER);
  return value(await on.engine.fleet({}));
}

async function list(on: Stage) {
  return value(await on.engine.approvals({ search: '', offset: 0, limit: 100 }));
}

async function rejectAll(on: Stage): Promise<void> {
  const { digest } = await list(on);
  value(await on.engine.rejectApprovals({ query: { search: '' }, digest }));
}

async function planApprovalOfAll(on: Stage) {
  const changes = (await list(on)).rows;
  value(await on.engine.planBulkAction({ kind: 'approve', companies: { ids: [1] }, approvals: { changes } }));
  await on.engine.continueBulkSync(FOREVER);
  return value(await on.engine.bulkAction());
}

/** Works between the two steps of a plan: it has read what is held of company 1, and not stored yet what it found itself. */
async function whilePlanning(on: Stage, work: () => Promise<void>): Promise<void> {
  const { promise: goesOn, resolve: goOn } = Promise.withResolvers<void>();
  const { cached } = on.store;
  let reached = false;
  on.store.cached = async (key) => {
    const found = await cached<never>(key);
    if (!key.startsWith('held:') || reached) return found;
    reached = true;
    await goesOn;
    return found;
  };
  const planning = on.engine.plan(1);
  await expect.poll(() => reached).toBe(true);
  await work();
  goOn();
  value(await planning);
}

describe('what a comparison found to wait for approval', () => {
  it('is written when it is approved', async () => {
    const on = await heldFleet(2);
    await compared(on);
    const planned = await planApprovalOfAll(on);
    expect(planned).toMatchObject({ state: 'preview', changes: 1, money: [{ from: 1000, to: 50 }] });
    value(await on.engine.applyBulkAction(planned?.id ?? ''));
    await on.engine.continueBulkSync(FOREVER);
    expect(on.connectWise.tables.additions.map(({ quantity }) => quantity)).toEqual([100, 95]);
  });

  it('stays rejected for a sync', async () => {
    const on = await heldFleet(2);
    await compared(on);
    await rejectAll(on);
    await bulkSync(on);
    expect(await list(on)).toMatchObject({ total: 0, rejected: 1 });
  });

  it('stays rejected for the next comparison, whose row says that nothing waits', async () => {
    const on = await heldFleet(2);
    expect((await compared(on)).counts['needs-approval']).toBe(1);
    await rejectAll(on);
    expect((await compared(on)).counts['needs-approval']).toBe(0);
    expect(await list(on)).toMatchObject({ total: 0, rejected: 1 });
  });

  it('is nothing where the settings write no quantities', async () => {
    const on = await heldFleet(1);
    const { syncedParts } = on.deps.settings;
    on.deps.settings.syncedParts = { ...syncedParts, agreementParts: false, invoiceDescriptions: false };
    await compared(on);
    expect(await list(on)).toMatchObject({ total: 0, rejected: 0 });
  });

  it('is nothing where the settings write descriptions of invoices alone', async () => {
    const on = await heldFleet(1);
    const { syncedParts } = on.deps.settings;
    on.deps.settings.syncedParts = { ...syncedParts, agreementParts: false, invoiceDescriptions: true };
    await compared(on);
    expect(await list(on)).toMatchObject({ total: 0, rejected: 0 });
  });
});

describe('a rejection', () => {
  it('of all that fit is refused when another company waits instead', async () => {
    const on = await heldFleet(2);
    await bulkSync(on);
    const seen = await list(on);
    expect(seen.rows.map(({ companyId }) => companyId)).toEqual([1]);
    setQuantity(on, 1, 100);
    setQuantity(on, 2, 90_000);
    await bulkSync(on);
    const refused = await on.engine.rejectApprovals({ query: { search: '' }, digest: seen.digest });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    expect(await list(on)).toMatchObject({ total: 1, rows: [{ companyId: 2 }], rejected: 0 });
  });

  it('is kept where the company is planned at the same time', async () => {
    const on = await heldFleet(1);
    await bulkSync(on);
    await whilePlanning(on, () => rejectAll(on));
    expect(await list(on)).toMatchObject({ total: 0, rejected: 1 });
  });

  it('ends once the values were right, so that the same step is proposed again later', async () => {
    const on = await heldFleet(1);
    await bulkSync(on);
    await rejectAll(on);
    setQuantity(on, 1, 3000);
    await bulkSync(on);
    expect((await list(on)).total).toBe(1);
    setQuantity(on, 1, 100);
    await bulkSync(on);
    on.time.now += DAY;
    setQuantity(on, 1, 2000);
    await bulkSync(on);
    expect(await list(on)).toMatchObject({ total: 1, rejected: 0 });
  });
});

describe('a change of a company that was deleted', () => {
  it('waits no more once an approval of it finds that the company is gone', async () => {
    const on = await heldFleet(2);
    await bulkSync(on);
    const { tables } = on.connectWise;
    tables.companies = tables.companies.filter(({ id }) => id !== 1);
    tables.entries = tables.entries.filter(({ companyId }) => companyId !== 1);
    tables.agreements = tables.agreements.filter(({ company }) => company.id !== 1);
    tables.additions = tables.additions.filter(({ agreementId }) => agreementId !== 1);
    on.time.now += 2 * DAY;
    await bulkSync(on);
    await compared(on);
    expect(await planApprovalOfAll(on)).toMatchObject({ state: 'preview', companies: 0, failed: 1 });
    expect((await list(on)).total).toBe(0);
  });
});
