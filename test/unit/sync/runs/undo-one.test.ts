import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../../lib/domain/change.ts';
import { HOUR } from '../../../../lib/shared/time.ts';
import type { Ended, Stage } from '../support/stage.ts';
import { stage, value } from '../support/stage.ts';
import { byUser, failure, report, success, ticketStage, ticketsOf } from '../support/ticket-stage.ts';

/** The entry of the change of this kind. */
function entryOf(entries: readonly JournalEntry[], resource: string, op: string): JournalEntry {
  const found = entries.find(({ change }) => change.resource === resource && change.op === op);
  if (!found) throw new Error(`No ${op} of ${resource} in the journal.`);
  return found;
}

const undoOf = async (on: Stage, { run }: Ended, { id }: JournalEntry) => value(await on.engine.planUndo(run.id, id));

describe('undo of one change', () => {
  it('undoes an update and nothing else of its run, once', async () => {
    const on = await stage();
    const synced = await on.sync();
    const after = structuredClone(on.connectWise.tables);
    const line = entryOf(synced.entries, 'addition', 'update');
    const plan = await undoOf(on, synced, line);
    expect(plan).toMatchObject({ cause: { kind: 'undo', ref: synced.run.id }, skipped: [] });
    expect(plan.changes).toMatchObject([{ id: `undo/${line.id}`, op: 'update', money: { from: 50, to: 47.5 } }]);
    expect((await on.apply(plan.id)).run).toMatchObject({ state: 'done', counts: { applied: 1 } });
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(95);
    expect(on.connectWise.tables.entries).toEqual(after.entries);
    expect(on.connectWise.tables.configurations).toEqual(after.configurations);

    const again = await undoOf(on, synced, line);
    expect(again.changes).toEqual([]);
    expect(again.skipped).toMatchObject([{ label: line.change.label, why: 'It is already undone.' }]);
    const rest = value(await on.engine.planUndo(synced.run.id));
    expect(rest.changes.map(({ resource }) => resource)).not.toContain('addition');
    expect(rest.changes).toHaveLength(3);
  });

  it('deletes what was created, once, and creates what was deleted again, once', async () => {
    const on = await stage();
    const synced = await on.sync();
    const created = entryOf(synced.entries, 'configuration', 'create');
    const plan = await undoOf(on, synced, created);
    expect(plan.changes).toMatchObject([{ op: 'delete', ref: { id: created.recordId } }]);
    const undone = await on.apply(plan.id);
    expect(on.connectWise.tables.configurations).toEqual([]);
    expect((await undoOf(on, synced, created)).skipped).toMatchObject([{ why: 'It has been deleted already.' }]);

    const deleted = entryOf(undone.entries, 'configuration', 'delete');
    const back = await undoOf(on, undone, deleted);
    expect(back.changes).toMatchObject([{ op: 'create', resource: 'configuration' }]);
    await on.apply(back.id);
    expect(on.connectWise.tables.configurations).toMatchObject([{ deviceIdentifier: 'EFS-342:1001' }]);
    const again = await undoOf(on, undone, deleted);
    expect(again.changes).toEqual([]);
    expect(again.skipped[0]?.why).toMatch(/^The record, or one like it, is there already \(number \d+\), changed by/);
  });

  it('is refused where a user changed the record since, naming who and when', async () => {
    const on = await stage();
    const synced = await on.sync();
    Object.assign(on.connectWise.tables.additions[0] ?? {}, {
      quantity: 120,
      _info: { lastUpdated: '2026-11-21T15:30:00.000Z', updatedBy: 'finance' },
    });
    const plan = await undoOf(on, synced, entryOf(synced.entries, 'addition', 'update'));
    expect(plan.changes).toEqual([]);
    expect(plan.skipped).toMatchObject([
      { why: 'It has another value now, changed by finance on 2026-11-21 15:30 UTC.' },
    ]);
  });

  it('holds the change when a user edits the record between the preview and the click', async () => {
    const on = await stage();
    const synced = await on.sync();
    const plan = await undoOf(on, synced, entryOf(synced.entries, 'addition', 'update'));
    Object.assign(on.connectWise.tables.additions[0] ?? {}, { quantity: 120 });
    expect((await on.apply(plan.id)).run.counts).toMatchObject({ applied: 0, conflict: 1 });
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(120);
  });

  it('undoes the dependent changes with that change', async () => {
    const on = await stage();
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.op === 'create' ? { twice: true } : undefined;
    const synced = await on.sync();
    const duplicate = synced.entries.find(({ change }) => change.dependent);
    if (!duplicate) throw new Error('Nothing was created twice.');
    expect((await undoOf(on, synced, duplicate)).skipped).toMatchObject([
      { why: 'It only completed another change of this run: undo that one.' },
    ]);
    const plan = await undoOf(on, synced, entryOf(synced.entries, 'configuration', 'create'));
    expect(plan.changes).toMatchObject([{ op: 'delete' }]);
    await on.apply(plan.id);
    expect(on.connectWise.tables.configurations).toEqual([]);
  });

  it('reports where nothing was written', async () => {
    const on = await stage();
    const plan = value(await on.engine.plan(250));
    Object.assign(on.connectWise.tables.additions[0] ?? {}, { quantity: 120 });
    const ended = await on.apply(plan.id);
    const conflict = ended.entries.find(({ state }) => state === 'conflict');
    if (!conflict) throw new Error('Nothing was stale.');
    expect((await undoOf(on, ended, conflict)).skipped).toMatchObject([
      { why: 'It was not written, so there is nothing to undo.' },
    ]);
  });

  it('is refused for a change that is not of this run', async () => {
    const on = await stage();
    const { run } = await on.sync();
    expect(await on.engine.planUndo(run.id, 'none')).toMatchObject({
      ok: false,
      failure: { code: 'not-found', value: 'none' },
    });
  });
});

describe('undo of a run that deleted a record and created it again', () => {
  it('is not refused because of the earlier change', async () => {
    const on = await stage();
    const synced = await on.sync();
    const created = entryOf(synced.entries, 'configuration', 'create');
    // The same record, deleted by the run just before it was made: its number is not used again.
    const gone = {
      ...created,
      id: `${synced.run.id}:00000`,
      recordId: 77,
      change: { ...created.change, op: 'delete' as const, ref: { ...created.change.ref, id: 77 } },
    };
    const fields = created.change.fields.map(({ field, to }) => ({ field, from: to, to: null }));
    await on.store.putJournal({ ...gone, change: { ...gone.change, fields } });
    const plan = value(await on.engine.planUndo(synced.run.id));
    expect(plan.changes.filter(({ resource }) => resource === 'configuration')).toMatchObject([
      { op: 'delete' },
      { op: 'create' },
    ]);
    expect(plan.skipped).toEqual([]);
    await on.apply(plan.id);
    expect(on.connectWise.tables.configurations).toMatchObject([{ deviceIdentifier: 'EFS-342:1001' }]);
  });
});

describe('undo of one change to a ticket', () => {
  it('re-opens what was closed, and refuses notes, creations, merges and what a user moved', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    const [closing, creation] = await on.store.runs({ limit: 2 });
    const entries = await on.store.journalOfRun(closing?.id ?? '');
    const whyNot = async (runId: string | undefined, entry: JournalEntry | undefined) =>
      value(await on.engine.planUndo(runId ?? '', entry?.id)).skipped.map(({ why }) => why);

    expect(await whyNot(closing?.id, entryOf(entries, 'ticket-note', 'create'))).toEqual([
      'Notes stay on their ticket: a user may have read or answered them.',
    ]);
    const made = (await on.store.journalOfRun(creation?.id ?? '')).find(({ change }) => change.resource === 'ticket');
    expect(await whyNot(creation?.id, made)).toEqual([
      'Tickets are closed in ConnectWise, not deleted: close it there when it is no longer needed.',
    ]);
    const closed = entryOf(entries, 'ticket', 'update');
    const plan = value(await on.engine.planUndo(closing?.id ?? '', closed.id));
    expect(plan).toMatchObject({ changes: [{ resource: 'ticket', ref: { id: 548 } }], skipped: [] });
    byUser(on, 548, { status: { id: 211, name: 'In Progress' } });
    expect((await whyNot(closing?.id, closed))[0]).toMatch(/^It has another value now, changed by jdoe/);
    expect(ticketsOf(on)).toEqual(['#548 In Progress']);
  });

  it('reports that a merge cannot be undone', async () => {
    const on = await ticketStage();
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.op === 'create' ? { twice: true } : undefined;
    await report(on, failure('e1'));
    const [run] = await on.store.runs({ limit: 1 });
    const merged = entryOf(await on.store.journalOfRun(run?.id ?? ''), 'ticket', 'merge');
    expect(value(await on.engine.planUndo(run?.id ?? '', merged.id)).skipped).toMatchObject([
      { why: 'ConnectWise offers no way to take a merged ticket apart again.' },
    ]);
  });
});
