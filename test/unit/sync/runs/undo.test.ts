import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../../lib/shared/time.ts';
import { COMPANY, configuration, OTHER_BOARD } from '../../../support/builders/sync-records.ts';
import { stage, value } from '../support/stage.ts';
import { byUser, failure, report, success, ticketStage, ticketsOf } from '../support/ticket-stage.ts';

describe('undo of a run', () => {
  it('restores every change, the newest first, and can be undone itself', async () => {
    const on = await stage();
    const before = structuredClone(on.connectWise.tables);
    const { run } = await on.sync();
    const after = structuredClone(on.connectWise.tables);

    const plan = value(await on.engine.planUndo(run.id));
    expect(plan).toMatchObject({ cause: { kind: 'undo', ref: run.id }, skipped: [] });
    expect(plan.changes.map((change) => [change.op, change.resource])).toEqual([
      ['update', 'managed-id-entry'],
      ['update', 'addition'],
      ['update', 'managed-id-entry'],
      ['delete', 'configuration'],
    ]);
    expect(plan.changes[1]?.money).toEqual({
      from: 50,
      to: 47.5,
      currency: { symbol: '$', code: 'USD' },
      cycle: 'Monthly',
    });
    const undone = await on.apply(plan.id);
    expect(undone.run).toMatchObject({ state: 'done', outcomes: [{ text: 'Changes undone.' }] });
    expect(plain(on.connectWise.tables)).toEqual(plain(before));

    const redo = value(await on.engine.planUndo(undone.run.id));
    await on.apply(redo.id);
    expect(plain(on.connectWise.tables)).toEqual(plain(after));
  });

  it('skips what a user changed since, and reports who and when', async () => {
    const on = await stage();
    const { run } = await on.sync();
    Object.assign(on.connectWise.tables.additions[0] ?? {}, {
      quantity: 120,
      _info: { lastUpdated: '2026-11-21T15:30:00.000Z', updatedBy: 'finance' },
    });
    const plan = value(await on.engine.planUndo(run.id));
    expect(plan.changes).toHaveLength(3);
    expect(plan.skipped).toEqual([
      {
        part: 'undo',
        label: 'Addition “Select Storage” on “Managed Services”',
        why: 'It has another value now, changed by finance on 2026-11-21 15:30 UTC.',
      },
    ]);
  });

  it('refuses a record that has become another one, or was deleted', async () => {
    const on = await stage();
    const { run } = await on.sync();
    Object.assign(on.connectWise.tables.configurations[0] ?? {}, configuration({ id: 1, deviceIdentifier: 'other' }));
    on.connectWise.tables.additions.length = 0;
    const plan = value(await on.engine.planUndo(run.id));
    expect(plan.skipped.map((one) => one.why)).toEqual([
      'The record has been deleted since.',
      'The record is another one now, changed by jdoe on 2026-11-14 00:00 UTC.',
    ]);
  });

  it('finds nothing to undo the second time', async () => {
    const on = await stage();
    const { run } = await on.sync();
    await on.apply(value(await on.engine.planUndo(run.id)).id);
    const again = value(await on.engine.planUndo(run.id));
    expect(again.changes).toEqual([]);
    expect(again.skipped).toHaveLength(4);
  });

  it('is refused for a run that is not known', async () => {
    const on = await stage();
    expect(await on.engine.planUndo('none')).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });
});

/** Without ids of re-made records and who wrote last; blank is blank. */
function plain(tables: object): unknown {
  return JSON.parse(
    JSON.stringify(tables, (key, member) => (key === '_info' || member === null || member === '' ? undefined : member)),
  );
}

describe('another ConnectWise', () => {
  it('is never written to from what was planned or done in the one before', async () => {
    const on = await stage();
    const { run } = await on.sync();
    const plan = value(await on.engine.plan(COMPANY));
    Object.assign(on.connectWise, { tenant: 'na.myconnectwise.net/other' });
    on.connectWise.calls.length = 0;
    expect(await on.engine.planUndo(run.id)).toMatchObject({
      ok: false,
      failure: { value: 'na.myconnectwise.net/acme' },
    });
    expect(await on.engine.apply(plan.id, [])).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    expect(on.connectWise.calls).toEqual([]);
  });
});

describe('undo of ticket work', () => {
  it('re-opens what was closed, and leaves its notes', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    const [run] = await on.store.runs({ limit: 1 });
    const plan = value(await on.engine.planUndo(run?.id ?? ''));
    expect(plan.changes).toMatchObject([{ resource: 'ticket', op: 'update', ref: { id: 548 } }]);
    expect(plan.skipped.map(({ why }) => why)).toEqual([
      'Notes stay on their ticket: a user may have read or answered them.',
    ]);
    expect((await on.apply(plan.id)).run).toMatchObject({ state: 'done', outcomes: [{ text: 'Changes undone.' }] });
    expect(ticketsOf(on)).toEqual(['#548 New']);
  });

  it('skips a ticket that a user moved since', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    byUser(on, 548, { board: OTHER_BOARD, status: { id: 229, name: 'Done' } });
    const [run] = await on.store.runs({ limit: 1 });
    const plan = value(await on.engine.planUndo(run?.id ?? ''));
    expect(plan.changes).toEqual([]);
    expect(plan.skipped[0]?.why).toMatch(/^It has another value now, changed by jdoe/);
  });

  it('reports why tickets that were created or merged stay as they are', async () => {
    const on = await ticketStage();
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.op === 'create' ? { twice: true } : undefined;
    await report(on, failure('e1'));
    const [run] = await on.store.runs({ limit: 1 });
    const plan = value(await on.engine.planUndo(run?.id ?? ''));
    expect(plan.changes).toEqual([]);
    expect(plan.skipped.map(({ why }) => why)).toEqual([
      'ConnectWise offers no way to take a merged ticket apart again.',
      'Tickets are closed in ConnectWise, not deleted: close it there when it is no longer needed.',
    ]);
  });
});
