import { describe, expect, it } from 'vitest';
import type { BulkActionRow } from '../../../../../lib/domain/bulk-action.ts';
import type { Change } from '../../../../../lib/domain/change.ts';
import { ALL_PARTS } from '../../../../../lib/domain/consent.ts';
import type { Failure } from '../../../../../lib/shared/errors.ts';
import { HOUR, MINUTE, SECOND } from '../../../../../lib/shared/time.ts';
import { connectionStopped } from '../../../../../lib/sync/pacing/connection-stop.ts';
import { addition } from '../../../../support/builders/sync-records.ts';
import { bulkSync, FOREVER, fleet } from '../../support/bulk-sync-stage.ts';
import { TIMEOUT } from '../../support/fake-connectwise.ts';
import { type Stage, value } from '../../support/stage.ts';

type NewAction = Parameters<Stage['engine']['planBulkAction']>[0];

const UNREACHABLE: Failure = { code: 'unreachable', message: 'No connection.', nextStep: 'It is tried again.' };
const SERVER_ERROR: Failure = { code: 'server-error', message: '503', nextStep: 'It is tried again.', status: 503 };
const UNAUTHORIZED: Failure = { code: 'unauthorized', message: '401', nextStep: 'Enter new keys.', status: 401 };

async function view(on: Stage) {
  const action = value(await on.engine.bulkAction());
  if (!action) throw new Error('There is no action.');
  return action;
}

async function rows(on: Stage): Promise<BulkActionRow[]> {
  return value(await on.engine.bulkActionRows({ id: (await view(on)).id, offset: 0, limit: 1000 })).rows;
}

async function planned(on: Stage, ids: number[], more: Partial<NewAction> = {}) {
  value(await on.engine.planBulkAction({ kind: 'sync', companies: { ids }, ...more }));
  await on.engine.continueBulkSync(FOREVER);
  return view(on);
}

/** The user lets it write; nothing is written yet. */
async function begun(on: Stage): Promise<string> {
  return value(await on.engine.applyBulkAction((await view(on)).id)).id;
}

async function applied(on: Stage): Promise<void> {
  await begun(on);
  await on.engine.continueBulkSync(FOREVER);
}

async function undone(on: Stage) {
  value(await on.engine.undoBulkAction((await view(on)).id));
  await on.engine.continueBulkSync(FOREVER);
  return view(on);
}

/** As the background does: each half minute it goes on. */
async function turns(on: Stage, count: number, pause = 31 * SECOND): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    on.time.now += pause;
    await on.engine.continueBulkSync(FOREVER);
  }
}

/** The worker dies while it waits for the answer to this write, the first being 1; another one starts. */
async function killedAtWrite(on: Stage, fatal: number): Promise<void> {
  let written = 0;
  on.connectWise.disturb = (call) => {
    written += call === 'write' ? 1 : 0;
    // From then on any call: the worker is gone.
    return written >= fatal ? { hang: true } : undefined;
  };
  void on.engine.continueBulkSync(FOREVER);
  await expect.poll(() => written).toBeGreaterThanOrEqual(fatal);
  // What else was going on comes to a call without an answer too.
  for (let turn = 0; turn < 300; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  on.connectWise.disturb = () => undefined;
  await on.restart();
}

/** From this write on, the first being 1, ConnectWise answers nothing but the failure. */
function failsFromWrite(on: Stage, first: number, failure: Failure): void {
  let written = 0;
  on.connectWise.disturb = (call) => {
    written += call === 'write' ? 1 : 0;
    return written >= first ? { failure } : undefined;
  };
}

function worksAgain(on: Stage): void {
  on.connectWise.disturb = () => undefined;
}

const quantities = ({ connectWise: { tables } }: Stage) => tables.additions.map(({ quantity }) => quantity);
const states = async (on: Stage) => (await rows(on)).map(({ state }) => state);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function setQuantity({ connectWise: { tables } }: Stage, id: number, quantity: number): void {
  tables.additions[id - 1] = addition({ id, agreementId: id, serialNumber: `EFS-${id}`, quantity });
}

/** Nothing of the action is left: the configuration that it made is gone, the line holds 95 again. */
function expectAsBefore(on: Stage): void {
  expect(on.connectWise.tables.configurations).toEqual([]);
  expect(quantities(on)).toEqual([95]);
}

describe('an action whose worker was killed', () => {
  it('goes on with what is left of the company, and says that all was written', async () => {
    const on = await fleet(1);
    await planned(on, [1]);
    await begun(on);
    await killedAtWrite(on, 3);
    await turns(on, 6);
    expect(await rows(on)).toMatchObject([{ state: 'applied' }]);
    expect((await rows(on))[0]?.failure).toBeUndefined();
    expect(quantities(on)).toEqual([100]);
    expect(on.connectWise.tables.configurations).toHaveLength(1);
  });

  it('undoes also what was written before, where the preview had to be made again', async () => {
    const on = await fleet(1);
    await planned(on, [1]);
    on.time.now += 11 * MINUTE;
    await begun(on);
    await killedAtWrite(on, 3);
    await turns(on, 6);
    expect(await view(on)).toMatchObject({ state: 'done', undoable: 1 });
    expect(await undone(on)).toMatchObject({ state: 'undone', failed: 0 });
    expectAsBefore(on);
  });

  it('goes on with its undo, and says that all is undone', async () => {
    const on = await fleet(1);
    await planned(on, [1]);
    await applied(on);
    value(await on.engine.undoBulkAction((await view(on)).id));
    await killedAtWrite(on, 2);
    await turns(on, 6);
    expect(await view(on)).toMatchObject({ state: 'undone', failed: 0, undoable: 0 });
    expect(await states(on)).toEqual(['undone']);
    expectAsBefore(on);
  });
});

describe('an action between the two entries of a pair', () => {
  /** Company 1 has no entries; the worker died while it waited for the second of them. */
  async function halfAPair(): Promise<Stage> {
    const on = await fleet(2);
    const { tables } = on.connectWise;
    tables.entries = tables.entries.filter(({ companyId }) => companyId !== 1);
    expect(await planned(on, [1], { kind: 'managed-ids' })).toMatchObject({ companies: 1, changes: 2 });
    await begun(on);
    await killedAtWrite(on, 2);
    for (let turn = 0; turn < 30; turn += 1) {
      await turns(on, 1);
      value(await on.engine.poll());
    }
    return on;
  }

  const types = ({ connectWise: { tables } }: Stage) =>
    tables.entries.filter(({ companyId }) => companyId === 1).map(({ deviceType }) => deviceType);

  it('writes neither of them twice', async () => {
    const on = await halfAPair();
    expect(types(on)).toContain('WorkstationsAndServers');
    expect(new Set(types(on)).size).toBe(types(on).length);
  });

  it('undoes the half that was written', async () => {
    const on = await halfAPair();
    expect(await undone(on)).toMatchObject({ state: 'undone', failed: 0 });
    expect(types(on)).toEqual([]);
  });
});

describe('an action that meets failures', () => {
  it('undoes what was written before ConnectWise failed for good', async () => {
    const on = await fleet(1);
    await planned(on, [1]);
    await begun(on);
    failsFromWrite(on, 3, SERVER_ERROR);
    await on.engine.continueBulkSync(FOREVER);
    await turns(on, 6);
    worksAgain(on);
    await turns(on, 1);
    expect(await view(on)).toMatchObject({ state: 'done', undoable: 1 });
    // Whether the write without an answer took place is looked at first.
    expect(await undone(on)).toMatchObject({ state: 'undoing' });
    for (let half = 0; half < 4; half += 1) {
      await on.engine.drain();
      await turns(on, 1);
    }
    expect(await view(on)).toMatchObject({ state: 'undone', failed: 0 });
    expectAsBefore(on);
  });

  it('undoes what was written of a company that it was not done with when it was cancelled', async () => {
    const on = await fleet(1);
    await planned(on, [1]);
    const id = await begun(on);
    failsFromWrite(on, 3, UNREACHABLE);
    await on.engine.continueBulkSync(FOREVER);
    worksAgain(on);
    expect(value(await on.engine.cancelBulkAction(id)).state).toBe('cancelling');
    await on.engine.continueBulkSync(FOREVER);
    expect(await view(on)).toMatchObject({ state: 'cancelled', undoable: 1 });
    expect(await undone(on)).toMatchObject({ state: 'undoing' });
    for (let half = 0; half < 4; half += 1) {
      await on.engine.drain();
      await turns(on, 1);
    }
    expect(await view(on)).toMatchObject({ state: 'undone', failed: 0 });
    expectAsBefore(on);
  });

  it('plans every company once what failed for a moment works again', async () => {
    const on = await fleet(20);
    value(await on.engine.planBulkAction({ kind: 'sync', companies: { ids: upTo(20) } }));
    on.connectWise.disturb = () => ({ failure: SERVER_ERROR });
    await on.engine.continueBulkSync(FOREVER);
    worksAgain(on);
    await turns(on, 1);
    expect(await view(on)).toMatchObject({ state: 'preview', failed: 0, companies: 20 });
  });

  it('asks once for each company while it is planned and nothing answers', async () => {
    const on = await fleet(50);
    value(await on.engine.planBulkAction({ kind: 'sync', companies: { ids: upTo(50) } }));
    on.connectWise.calls.length = 0;
    on.connectWise.disturb = () => ({ failure: TIMEOUT });
    await on.engine.continueBulkSync(FOREVER);
    expect(on.connectWise.calls.length).toBeLessThanOrEqual(50);
    worksAgain(on);
    await turns(on, 1);
    expect(await view(on)).toMatchObject({ state: 'preview', failed: 0, companies: 50 });
  });

  it('gives up one company that always fails after five tries, and writes the others', async () => {
    const on = await fleet(2);
    await planned(on, [1, 2]);
    await begun(on);
    const isFirst = (change?: Change) => change?.resource === 'addition' && change.ref.id === 1;
    on.connectWise.disturb = (_, change) => (isFirst(change) ? { failure: SERVER_ERROR } : undefined);
    await turns(on, 60, 5 * SECOND);
    expect(await view(on)).toMatchObject({ state: 'done', failed: 1, outcomes: { applied: 1 } });
    expect(quantities(on)).toEqual([95, 100]);
    expect(await on.store.runs({ companyId: 1, limit: 1000 })).toHaveLength(5);
  });

  it('gives up after five tries where no write is answered', async () => {
    const on = await fleet(2);
    on.deps.settings.automatic = { ...ALL_PARTS };
    await bulkSync(on);
    const before = (await on.store.runs({ companyId: 1, limit: 1000 })).length;
    setQuantity(on, 1, 97);
    on.time.now += HOUR;
    await planned(on, [1]);
    await begun(on);
    failsFromWrite(on, 1, SERVER_ERROR);
    await turns(on, 60, 5 * SECOND);
    expect(await view(on)).toMatchObject({ state: 'done', failed: 1, outcomes: { failed: 1 }, undoable: 1 });
    expect(quantities(on)).toEqual([97, 100]);
    expect(await on.store.runs({ companyId: 1, limit: 1000 })).toHaveLength(before + 5);
  });
});

describe('an action whose keys are refused', () => {
  async function refused(): Promise<Stage> {
    const on = await fleet(3);
    await planned(on, [1, 2, 3]);
    await begun(on);
    on.connectWise.calls.length = 0;
    on.connectWise.disturb = () => ({ failure: UNAUTHORIZED });
    await on.engine.continueBulkSync(FOREVER);
    return on;
  }

  it('stops the connection, and asks nothing more', async () => {
    const on = await refused();
    expect(await connectionStopped(on.deps)).toMatchObject({ code: 'unauthorized' });
    const { length } = on.connectWise.calls;
    // One for each company that was begun.
    expect(length).toBeLessThanOrEqual(3);
    await turns(on, 10);
    expect(on.connectWise.calls).toHaveLength(length);
  });

  it('says why it waits, and keeps its companies for later', async () => {
    const on = await refused();
    expect(await view(on)).toMatchObject({ state: 'applying', done: 0, failed: 0, failure: { code: 'unauthorized' } });
    expect(await states(on)).toEqual(['planned', 'planned', 'planned']);
  });
});

describe('an action that a user no longer wants', () => {
  it('keeps what was written where its undo is paused, and does not cancel an undo', async () => {
    const on = await fleet(3);
    await planned(on, [1, 2, 3]);
    await applied(on);
    const { id } = await view(on);
    value(await on.engine.undoBulkAction(id));
    value(await on.engine.pauseBulkAction(id));
    expect((await view(on)).state).toBe('paused');
    expect(await on.engine.cancelBulkAction(id)).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    await on.engine.continueBulkSync(FOREVER);
    expect(quantities(on)).toEqual([100, 100, 100]);
    value(await on.engine.resumeBulkAction(id));
    await on.engine.continueBulkSync(FOREVER);
    expect(quantities(on)).toEqual([95, 95, 95]);
  });

  it('writes no change that was rejected after the preview of its approval', async () => {
    const on = await fleet(1);
    on.deps.settings.automatic = { ...ALL_PARTS };
    setQuantity(on, 1, 2000);
    await bulkSync(on);
    const changes = value(await on.engine.approvals({ search: '', offset: 0, limit: 100 })).rows;
    expect(await planned(on, [1], { kind: 'approve', approvals: { changes } })).toMatchObject({ changes: 1 });
    value(await on.engine.rejectApprovals({ changes }));
    await applied(on);
    expect(quantities(on)).toEqual([2000]);
    expect(await rows(on)).toMatchObject([{ state: 'failed', failure: { code: 'conflict' } }]);
  });

  it('makes room for the next one once what it had begun has ended, and leaves nothing behind', async () => {
    const on = await fleet(3);
    await planned(on, [1, 2, 3]);
    const id = await begun(on);
    const { promise: answers, resolve: answer } = Promise.withResolvers<void>();
    const { write } = on.connectWise;
    let reached = false;
    on.connectWise.write = async (change) => {
      reached = true;
      await answers;
      return write(change);
    };
    const going = on.engine.continueBulkSync(FOREVER);
    await expect.poll(() => reached).toBe(true);
    value(await on.engine.cancelBulkAction(id));
    const next: NewAction = { kind: 'sync', companies: { ids: [1] } };
    expect(await on.engine.planBulkAction(next)).toMatchObject({ ok: false, failure: { code: 'busy' } });
    answer();
    await going;
    await on.engine.continueBulkSync(FOREVER);
    expect(await view(on)).toMatchObject({ id, state: 'cancelled', outcomes: { applied: 3 } });
    expect(await planned(on, [1])).toMatchObject({ state: 'preview', companies: 0 });
    expect(await on.store.cachedKeys(`bulk-action:${id}:`)).toEqual([]);
  });
});
