import { expect, it } from 'vitest';
import type { Failure } from '../../../../../lib/shared/errors.ts';
import { HOUR, SECOND } from '../../../../../lib/shared/time.ts';
import { FOREVER, fleet } from '../../support/bulk-sync-stage.ts';
import { TIMEOUT } from '../../support/fake-connectwise.ts';
import { type Stage, value } from '../../support/stage.ts';

const UNREACHABLE: Failure = { code: 'unreachable', message: 'No connection.', nextStep: 'It is tried again.' };
const SERVER_ERROR: Failure = { code: 'server-error', message: '503', nextStep: 'It is tried again.', status: 503 };

async function view(on: Stage) {
  const action = value(await on.engine.bulkAction());
  if (!action) throw new Error('There is no action.');
  return action;
}

async function rowStates(on: Stage, id: string): Promise<string[]> {
  return value(await on.engine.bulkActionRows({ id, offset: 0, limit: 10 })).rows.map(({ state }) => state);
}

/** A sync of two companies that was applied. */
async function applied(on: Stage): Promise<string> {
  const { id } = value(await on.engine.planBulkAction({ kind: 'sync', companies: { ids: [1, 2] } }));
  await on.engine.continueBulkSync(FOREVER);
  value(await on.engine.applyBulkAction(id));
  await on.engine.continueBulkSync(FOREVER);
  return id;
}

it.each([
  [SERVER_ERROR, 'waiting'],
  [TIMEOUT, 'waiting'],
  [UNREACHABLE, 'applied'],
])('an undo waits while ConnectWise is down ($code), has not ended, and goes on by itself', async (failure, state) => {
  const on = await fleet(2);
  const id = await applied(on);
  on.connectWise.disturb = () => ({ failure });
  value(await on.engine.undoBulkAction(id));
  // More often than a company is tried when it is applied.
  for (let turn = 0; turn < 8; turn += 1) {
    await on.engine.continueBulkSync(FOREVER);
    expect(await view(on)).toMatchObject({ state: 'undoing', done: 0, total: 2, failed: 0 });
    expect(await rowStates(on, id)).toEqual([state, state]);
    if (turn === 0) expect((await view(on)).failure).toEqual(failure);
    on.time.now += 31 * SECOND;
  }
  on.connectWise.disturb = () => undefined;
  on.time.now += HOUR;
  await on.engine.continueBulkSync(FOREVER);
  const after = await view(on);
  expect(after).toMatchObject({ state: 'undone', done: 2, failed: 0, outcomes: { undone: 2 } });
  expect(after).not.toHaveProperty('failure');
});
