import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../../../lib/shared/time.ts';
import { addition } from '../../../../support/builders/sync-records.ts';
import { FOREVER, fleet } from '../../support/bulk-sync-stage.ts';
import { TIMEOUT } from '../../support/fake-connectwise.ts';
import { type Stage, value } from '../../support/stage.ts';

type Kind = Parameters<Stage['engine']['planBulkAction']>[0]['kind'];

async function planned(on: Stage, ids: number[], kind: Kind = 'sync') {
  value(await on.engine.planBulkAction({ kind, companies: { ids } }));
  await on.engine.continueBulkSync(FOREVER);
  return view(on);
}

async function view(on: Stage) {
  const action = value(await on.engine.bulkAction());
  if (!action) throw new Error('There is no action.');
  return action;
}

async function applied(on: Stage) {
  value(await on.engine.applyBulkAction((await view(on)).id));
  await on.engine.continueBulkSync(FOREVER);
  return view(on);
}

async function undone(on: Stage) {
  value(await on.engine.undoBulkAction((await view(on)).id));
  await on.engine.continueBulkSync(FOREVER);
  return view(on);
}

async function rows(on: Stage) {
  return value(await on.engine.bulkActionRows({ id: (await view(on)).id, offset: 0, limit: 1000 })).rows;
}

const quantities = ({ connectWise: { tables } }: Stage) => tables.additions.map(({ quantity }) => quantity);
const writes = ({ connectWise }: Stage) => connectWise.calls.filter((call) => call.startsWith('write')).length;

describe('an action on many companies', () => {
  it('shows what it would write before it writes anything', async () => {
    const on = await fleet(120);
    const ids = Array.from({ length: 120 }, (_, index) => index + 1);
    expect(await planned(on, ids)).toMatchObject({
      state: 'preview',
      total: 120,
      companies: 120,
      changes: 120 * 4,
      held: 0,
      failed: 0,
      // 120 lines at 0.50: 95 before, 100 after.
      money: [{ from: 5700, to: 6000 }],
    });
    expect(writes(on)).toBe(0);
    expect(await rows(on)).toHaveLength(120);
  });

  it('writes it, and takes all of it back', async () => {
    const on = await fleet(60);
    const before = structuredClone(on.connectWise.tables);
    await planned(on, [1, 2, 3, 55]);
    expect(await applied(on)).toMatchObject({ state: 'done', total: 4, done: 4, failed: 0, outcomes: { applied: 4 } });
    expect(quantities(on).filter((quantity) => quantity === 100)).toHaveLength(4);
    expect((await rows(on)).map(({ state }) => state)).toEqual(['applied', 'applied', 'applied', 'applied']);
    expect(await undone(on)).toMatchObject({ state: 'undone', total: 4, done: 4, failed: 0 });
    expect(quantities(on)).toEqual(before.additions.map(({ quantity }) => quantity));
    expect(on.connectWise.tables.configurations).toEqual(before.configurations);
    expect((await rows(on)).map(({ state }) => state)).toEqual(['undone', 'undone', 'undone', 'undone']);
  });

  it('leaves what a guard holds, and says how much', async () => {
    const on = await fleet(2);
    on.connectWise.tables.additions[0] = addition({ id: 1, agreementId: 1, serialNumber: 'EFS-1', quantity: 2000 });
    expect(await planned(on, [1, 2])).toMatchObject({ companies: 2, held: 1 });
    await applied(on);
    expect(quantities(on)).toEqual([2000, 100]);
  });

  it('of all that a filter of the companies fits', async () => {
    const on = await fleet(3);
    on.connectWise.tables.additions[1] = addition({ id: 2, agreementId: 2, serialNumber: 'EFS-2', quantity: 100 });
    value(await on.engine.compareFleet());
    await on.engine.continueBulkSync(FOREVER);
    value(await on.engine.planBulkAction({ kind: 'sync', companies: { filter: 'billed-wrongly', search: '' } }));
    await on.engine.continueBulkSync(FOREVER);
    expect((await rows(on)).map(({ companyId }) => companyId).sort()).toEqual([1, 3]);
    expect(
      await on.engine.planBulkAction({ kind: 'sync', companies: { filter: 'not-linked', search: '' } }),
    ).toMatchObject({
      ok: false,
      failure: { code: 'bad-input' },
    });
  });

  it('does not write over what a user changed since the preview', async () => {
    const on = await fleet(2);
    await planned(on, [1, 2]);
    on.connectWise.tables.additions[0] = addition({ id: 1, agreementId: 1, serialNumber: 'EFS-1', quantity: 7 });
    expect(await applied(on)).toMatchObject({ state: 'done', failed: 1 });
    expect(quantities(on)).toEqual([7, 100]);
    expect((await rows(on))[0]).toMatchObject({ companyId: 1, state: 'partly', failure: { code: 'conflict' } });
  });

  it('makes an old preview again, and writes nothing where that gives other changes', async () => {
    const on = await fleet(2);
    await planned(on, [1, 2]);
    on.time.now += 11 * MINUTE;
    on.connectWise.tables.additions[0] = addition({ id: 1, agreementId: 1, serialNumber: 'EFS-1', quantity: 97 });
    expect(await applied(on)).toMatchObject({ state: 'done', failed: 1 });
    expect(quantities(on)).toEqual([97, 100]);
    expect((await rows(on))[0]?.failure?.message).toContain('over 10 minutes old');
  });

  it('pauses, goes on, and after cancelling keeps what was written, which can be undone', async () => {
    const on = await fleet(120);
    await planned(
      on,
      Array.from({ length: 120 }, (_, index) => index + 1),
    );
    const { id } = await view(on);
    value(await on.engine.applyBulkAction(id));
    let written = 0;
    on.connectWise.disturb = (call) => {
      written += call.startsWith('write') ? 1 : 0;
      if (written === 40) void on.engine.pauseBulkAction(id);
      return undefined;
    };
    await on.engine.continueBulkSync(FOREVER);
    on.connectWise.disturb = () => undefined;
    const paused = await view(on);
    expect(paused.state).toBe('paused');
    expect(paused.done).toBeGreaterThan(0);
    expect(paused.done).toBeLessThan(120);
    await on.engine.continueBulkSync(FOREVER);
    expect((await view(on)).done).toBe(paused.done);
    value(await on.engine.resumeBulkAction(id));
    value(await on.engine.cancelBulkAction(id));
    expect((await view(on)).state).toBe('cancelling');
    await on.engine.continueBulkSync(FOREVER);
    expect((await view(on)).state).toBe('cancelled');
    expect(await undone(on)).toMatchObject({ state: 'undone', failed: 0 });
    expect(new Set(quantities(on))).toEqual(new Set([95]));
  });

  it('waits while ConnectWise does not answer, and goes on by itself', async () => {
    const on = await fleet(3);
    await planned(on, [1, 2, 3]);
    on.connectWise.disturb = () => ({ failure: { ...TIMEOUT, code: 'unreachable' } });
    const waiting = await applied(on);
    expect(waiting).toMatchObject({ state: 'applying' });
    on.connectWise.disturb = () => undefined;
    on.time.now += MINUTE;
    await on.engine.continueBulkSync(FOREVER);
    expect(await view(on)).toMatchObject({ state: 'done', outcomes: { applied: 3 } });
  });

  it('goes on after a killed worker, and writes no company twice', async () => {
    const on = await fleet(20);
    const ids = Array.from({ length: 20 }, (_, index) => index + 1);
    await planned(on, ids);
    value(await on.engine.applyBulkAction((await view(on)).id));
    let calls = 0;
    let unanswered = 0;
    on.connectWise.disturb = (call) => {
      calls += call.startsWith('write') ? 1 : 0;
      if (calls < 25) return undefined;
      unanswered += 1;
      return { hang: true };
    };
    void on.engine.continueBulkSync(FOREVER);
    // As many as are worked on at once: nothing of it goes on any more.
    await expect.poll(() => unanswered).toBe(4);
    on.connectWise.disturb = () => undefined;
    await on.restart();
    await on.engine.recover();
    for (let turn = 0; turn < 6; turn += 1) await on.engine.continueBulkSync(FOREVER);
    expect((await view(on)).state).toBe('done');
    expect(new Set(quantities(on))).toEqual(new Set([100]));
    const journal = await on.store.journal({ limit: 1000 });
    const written = journal.filter(({ state, noop }) => state === 'applied' && !noop).map(({ change }) => change.id);
    expect(written.length).toBe(new Set(written).size);
    expect(await undone(on)).toMatchObject({ state: 'undone' });
    expect(new Set(quantities(on))).toEqual(new Set([95]));
  });

  it('is one at a time', async () => {
    const on = await fleet(2);
    value(await on.engine.planBulkAction({ kind: 'sync', companies: { ids: [1] } }));
    expect(await on.engine.planBulkAction({ kind: 'sync', companies: { ids: [2] } })).toMatchObject({
      ok: false,
      failure: { code: 'busy' },
    });
  });

  it('is not begun by a browser that only reads, nor applied from another state', async () => {
    const on = await fleet(1);
    const first = await planned(on, [1]);
    expect(await on.engine.undoBulkAction(first.id)).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    expect(await on.engine.applyBulkAction('another')).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    on.deps.settings.role = 'viewer';
    expect(await on.engine.applyBulkAction(first.id)).toMatchObject({ ok: false, failure: { field: 'role' } });
    expect(writes(on)).toBe(0);
  });
});
