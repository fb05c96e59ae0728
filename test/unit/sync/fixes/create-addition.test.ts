import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../lib/domain/change.ts';
import type { Product } from '../../../../lib/domain/connectwise-records.ts';
import { ok } from '../../../../lib/shared/result.ts';
import { HOUR, isoTime } from '../../../../lib/shared/time.ts';
import { AGREEMENT, account, addition, agreement, COMPANY, facts } from '../../../support/builders/sync-records.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import { minutesPass, type Stage, stage, value } from '../support/stage.ts';

const PRODUCT: Product = {
  id: 100,
  identifier: 'Select Storage',
  description: 'Select Online Backup Storage',
  productClass: 'Service',
  inactiveFlag: false,
  price: 0.5,
  unitOfMeasure: 'Each',
};
/** What the fake fills in as ConnectWise does from its catalog is the builder's. */
const CREATED = {
  agreementId: AGREEMENT,
  product: { id: 100 },
  quantity: 100,
  serialNumber: 'EFS-342',
  effectiveDate: '2026-12-01T00:00:00Z',
  billCustomer: 'Billable',
};

/** Company 250 without an addition; descriptions are not synced, so that quantities are all that a sync plans of one. */
async function withoutAddition(): Promise<Stage> {
  const on = await stage({ tables: { additions: [] } });
  on.deps.settings.syncedParts = { ...on.deps.settings.syncedParts, invoiceDescriptions: false };
  on.connectWise.products = async () => ok({ rows: [PRODUCT], unreadable: [] });
  return on;
}

async function missing(on: Stage) {
  const { findings } = value(await on.engine.companyView(COMPANY, { refresh: true }));
  return findings.filter(({ code }) => code === 'ADD-MISSING');
}

async function planned(on: Stage) {
  const [finding] = await missing(on);
  return value(await on.engine.planFix(COMPANY, finding?.id ?? ''));
}

const lines = ({ connectWise: { tables } }: Stage) => tables.additions;
const isCreate = (change?: Change) => change?.resource === 'addition' && change.op === 'create';

describe('creating a missing addition', () => {
  it('writes it as it was previewed, and the finding is gone', async () => {
    const on = await withoutAddition();
    const plan = await planned(on);
    expect(plan.changes).toMatchObject([{ op: 'create', money: { from: 0, to: 50, cycle: 'Monthly' } }]);
    const { run, entries } = await on.apply(plan.id);
    expect(run).toMatchObject({ state: 'done', counts: { applied: 1 }, cause: { kind: 'fix' } });
    expect(entries).toMatchObject([{ state: 'applied', recordId: lines(on)[0]?.id }]);
    expect(lines(on)).toMatchObject([CREATED]);
    expect(await missing(on)).toEqual([]);
  });

  it('is shown with the usage that it is for at once, although it is billed later', async () => {
    const on = await withoutAddition();
    await on.apply((await planned(on)).id);
    const { rows } = value(await on.engine.reconciliation(COMPANY));
    expect(rows).toMatchObject([{ usage: 100, quantity: 100, billedQuantity: 0 }]);
    expect(rows[0]?.reason).toContain('billed from {2026-12-01}');
  });

  it('leaves nothing to plan, neither at once nor when the line is effective', async () => {
    const on = await withoutAddition();
    await on.apply((await planned(on)).id);
    Object.assign(lines(on)[0] ?? {}, { invoiceDescription: 'Storage' });
    for (const at of ['2026-11-21T12:01:00Z', '2026-12-01T12:00:00Z']) {
      on.time.now = Date.parse(at);
      on.portal.facts.set('342', facts([account({ id: '1001', lastBackupAt: at })], { readAt: at }));
      const plan = value(await on.engine.plan(COMPANY));
      expect(plan.changes.filter(({ resource }) => resource === 'addition')).toEqual([]);
      const { findings } = value(await on.engine.companyView(COMPANY, { refresh: true }));
      expect(findings.filter(({ code }) => code.startsWith('ADD-'))).toEqual([]);
    }
  });

  it('applied from two previews creates one', async () => {
    const on = await withoutAddition();
    const [first, second] = [await planned(on), await planned(on)];
    await on.apply(first.id);
    const { entries } = await on.apply(second.id);
    expect(entries).toMatchObject([{ state: 'conflict', recordId: lines(on)[0]?.id }]);
    expect(entries[0]?.outcome).toContain('it exists already');
    expect(lines(on)).toHaveLength(1);
  });

  it('creates one also when the browser sends the request twice', async () => {
    const on = await withoutAddition();
    on.connectWise.disturb = (call, change) => (call === 'write' && isCreate(change) ? { twice: true } : undefined);
    await on.apply((await planned(on)).id);
    expect(lines(on)).toMatchObject([CREATED]);
  });

  it('is found again when the answer is lost', async () => {
    const on = await withoutAddition();
    const plan = await planned(on);
    on.connectWise.disturb = (call) => (call === 'write' ? { lostAfter: TIMEOUT } : undefined);
    const { entries } = await on.apply(plan.id);
    expect(entries).toMatchObject([{ state: 'applied', recordId: lines(on)[0]?.id }]);
    expect(lines(on)).toHaveLength(1);
  });

  it('is not sent again while a lost request may still be carried out', async () => {
    const on = await withoutAddition();
    const plan = await planned(on);
    on.connectWise.disturb = (call) => (call === 'write' ? { failure: TIMEOUT } : undefined);
    expect((await on.apply(plan.id)).entries).toMatchObject([{ state: 'unknown' }]);
    on.connectWise.disturb = () => undefined;
    expect((await on.apply((await planned(on)).id)).entries).toMatchObject([{ failure: { code: 'unclear' } }]);
    expect(lines(on)).toEqual([]);
    await minutesPass(on);
    await on.apply((await planned(on)).id);
    expect(lines(on)).toHaveLength(1);
  });

  it.each([true, false])('is decided by looking after the worker was killed (carried out: %s)', async (carriedOut) => {
    const on = await withoutAddition();
    const plan = await planned(on);
    on.connectWise.disturb = (call) => (call === 'write' ? { hang: true } : undefined);
    const started = value(await on.engine.apply(plan.id, []));
    await expect.poll(() => on.connectWise.calls.includes('write')).toBe(true);
    on.connectWise.disturb = () => undefined;
    if (carriedOut) value(await on.connectWise.write(plan.changes[0] as Change));
    await on.restart();
    await minutesPass(on);
    const [entry] = await on.store.journalOfRun(started.runId);
    expect(entry).toMatchObject({ state: carriedOut ? 'applied' : 'failed' });
    expect(lines(on)).toHaveLength(carriedOut ? 1 : 0);
    expect(await missing(on)).toHaveLength(carriedOut ? 0 : 1);
  });

  it('is held until a user approves it where the cycle is not known and invoiced', async () => {
    const on = await withoutAddition();
    on.connectWise.tables.agreements = [agreement({ billingCycle: null })];
    const plan = await planned(on);
    expect((await on.apply(plan.id)).entries).toMatchObject([{ state: 'held', hold: 'approval' }]);
    expect(lines(on)).toEqual([]);
    const again = await planned(on);
    await on.apply(again.id, [again.changes[0]?.id ?? '']);
    expect(lines(on)).toMatchObject([{ ...CREATED, effectiveDate: '2026-11-21T00:00:00Z' }]);
  });

  it('costs no request more than the view of the company', async () => {
    const [before, after] = [await stage(), await withoutAddition()];
    for (const on of [before, after]) {
      on.connectWise.calls.length = 0;
      const products = on.connectWise.products;
      on.connectWise.products = (ids) => {
        if (on === after) on.connectWise.calls.push('products');
        return products(ids);
      };
      await missing(on);
    }
    expect(after.connectWise.calls.sort()).toEqual(before.connectWise.calls.sort());
  });
});

describe('undo of a created addition', () => {
  async function created() {
    const on = await withoutAddition();
    const { run } = await on.apply((await planned(on)).id);
    return { on, undo: async () => value(await on.engine.planUndo(run.id)) };
  }

  it('deletes it, and the finding is there again', async () => {
    const { on, undo } = await created();
    const plan = await undo();
    expect(plan.changes).toMatchObject([{ op: 'delete', money: { from: 50, to: 0 } }]);
    expect((await on.apply(plan.id)).run).toMatchObject({ state: 'done' });
    expect(lines(on)).toEqual([]);
    expect(await missing(on)).toHaveLength(1);
  });

  it.each([
    ['the price', { unitPrice: 0.4 }],
    ['the quantity', { quantity: 90 }],
    ['the effective date', { effectiveDate: '2026-11-21T00:00:00Z' }],
    ['the serial number', { serialNumber: 'EFS-343' }],
  ])('leaves it when a user changed %s', async (_what, members) => {
    const { on, undo } = await created();
    const _info = { lastUpdated: isoTime(on.time.now + HOUR), updatedBy: 'jdoe' };
    Object.assign(lines(on)[0] ?? {}, members, { _info });
    const plan = await undo();
    expect(plan.changes).toEqual([]);
    expect(plan.skipped).toMatchObject([{ why: expect.stringContaining('changed by jdoe') }]);
  });
});

it('a line that was entered since the preview is not entered again', async () => {
  const on = await withoutAddition();
  const plan = await planned(on);
  lines(on).push(addition({ id: 7, quantity: 3 }));
  expect((await on.apply(plan.id)).entries).toMatchObject([{ state: 'conflict', recordId: 7 }]);
  expect(lines(on)).toHaveLength(1);
});
