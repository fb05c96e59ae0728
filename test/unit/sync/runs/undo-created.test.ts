import { describe, expect, it } from 'vitest';
import { HOUR, isoTime } from '../../../../lib/shared/time.ts';
import { account, configuration, facts } from '../../../support/builders/sync-records.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import { minutesPass, type Stage, stage, value } from '../support/stage.ts';

const EDITED = { lastUpdated: '2026-11-25T10:00:00.000Z', updatedBy: 'jdoe' };

async function synced() {
  const on = await stage();
  const { run } = await on.sync();
  const made = on.connectWise.tables.configurations[0];
  if (!made) throw new Error('No configuration was created.');
  return { on, run, made };
}

async function undoOf(on: Stage, runId: string) {
  const plan = value(await on.engine.planUndo(runId));
  return {
    plan,
    deletes: plan.changes.some(({ resource, op }) => resource === 'configuration' && op === 'delete'),
    why: plan.skipped.map(({ why }) => why),
  };
}

describe('undo refuses a created record that a user edited since', () => {
  it.each([
    ['renamed it', { name: 'ETV-Primary (warranty 2027, see contract)' }],
    ['edited a field that we write', { backupProtectedDeviceList: 'edited by hand' }],
    ['switched it off', { activeFlag: false }],
    ['edited only what we do not read', {}],
  ])('who %s', async (_what, members) => {
    const { on, run, made } = await synced();
    Object.assign(made, members, { _info: EDITED });
    const { deletes, why } = await undoOf(on, run.id);
    expect(deletes).toBe(false);
    expect(why).toContain('The record was edited since, changed by jdoe on 2026-11-25 10:00 UTC.');
  });

  it('who renamed it before a sync wrote its numbers', async () => {
    const { on, run, made } = await synced();
    Object.assign(made, { name: 'ETV-Primary (warranty 2027)', backupBillableSpaceGb: 5, _info: EDITED });
    await on.sync();
    expect(made._info.updatedBy).toBe(on.connectWise.member);
    const { deletes, why } = await undoOf(on, run.id);
    expect(deletes).toBe(false);
    expect(why).toContain('The record was edited since: its name is another one now.');
  });

  it('who entered it while our own create was unclear, though a sync wrote its numbers', async () => {
    const on = await stage();
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.resource === 'configuration' ? { failure: TIMEOUT } : undefined;
    const { run } = await on.sync();
    on.connectWise.disturb = () => undefined;
    const [unclear] = await on.store.unclearWrites();
    const values = Object.fromEntries((unclear?.change.fields ?? []).map(({ field, to }) => [field, to]));
    const entered = { ...configuration({ id: 7 }), ...values, backupBillableSpaceGb: 5, _info: EDITED };
    on.connectWise.tables.configurations.push(entered);
    await minutesPass(on);
    await on.sync();
    expect(on.connectWise.tables.configurations).toMatchObject([{ id: 7, _info: { updatedBy: 'bridge' } }]);
    expect((await undoOf(on, run.id)).deletes).toBe(false);
  });

  it('between preview and undo', async () => {
    const { on, run, made } = await synced();
    const { plan, deletes } = await undoOf(on, run.id);
    expect(deletes).toBe(true);
    made._info = EDITED;
    const { entries } = await on.apply(plan.id);
    expect(entries.find(({ change }) => change.resource === 'configuration')).toMatchObject({
      state: 'conflict',
      outcome: 'Conflict: the record was edited since it was looked at, changed by jdoe on 2026-11-25 10:00 UTC.',
    });
    expect(on.connectWise.tables.configurations).toHaveLength(1);
  });

  it('but deletes it when only this browser wrote to it since', async () => {
    const { on, run } = await synced();
    on.time.now += 13 * HOUR;
    on.portal.facts.set('342', facts([account({ id: '1001', onlineBytes: 120e9 })]));
    await on.sync();
    const { deletes } = await undoOf(on, run.id);
    expect(deletes).toBe(true);
  });

  it('and when our API member synced it from another browser', async () => {
    const { on, run, made } = await synced();
    const lastUpdated = isoTime(on.time.now + HOUR);
    Object.assign(made, { backupSuccesses: 9, _info: { lastUpdated, updatedBy: on.connectWise.member } });
    expect((await undoOf(on, run.id)).deletes).toBe(true);
  });
});
