import { expect, it } from 'vitest';
import { createWork } from '../../../lib/runner/work.ts';
import { silentLog } from '../../../lib/shared/log.ts';
import { DAY } from '../../../lib/shared/time.ts';
import { NOW, portalEvent } from '../../support/builders/sync-records.ts';
import { report, ticketStage } from '../sync/support/ticket-stage.ts';

it('deletes what has been kept 400 days by the time that an answer confirmed, whatever its own clock shows', async () => {
  const on = await ticketStage();
  await report(on, portalEvent('e1'));
  const confirmed: { now?: number } = {};
  const work = createWork({
    runner: {
      engines: { pair: on.store.connection, engine: async () => on.engine, settings: async () => on.deps.settings },
      store: on.store,
      presence: { isSilenced: () => false } as Parameters<typeof createWork>[0]['runner']['presence'],
      confirmedNow: () => confirmed.now,
    },
    clock: () => NOW + 800 * DAY,
    log: silentLog,
    firstSync: false,
  });
  const events = async () => (await on.store.events(9)).map(({ id }) => id);
  for (const now of [undefined, NOW, NOW + 399 * DAY]) {
    if (now !== undefined) confirmed.now = now;
    await work.tidy();
    expect(await events()).toEqual(['e1']);
  }
  confirmed.now = NOW + 401 * DAY;
  await work.tidy();
  expect(await events()).toEqual([]);
});
