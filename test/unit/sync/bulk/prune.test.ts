import { expect, it } from 'vitest';
import { DAY, HOUR, isoTime } from '../../../../lib/shared/time.ts';
import { prune } from '../../../../lib/sync/bulk/prune.ts';
import { COMPANY, NOW } from '../../../support/builders/sync-records.ts';
import { FOREVER } from '../support/bulk-sync-stage.ts';
import { type Stage, stage, value } from '../support/stage.ts';
import { failure, report, success, ticketStage } from '../support/ticket-stage.ts';

/** What a user would miss. */
async function kept({ store, engine }: Stage) {
  return {
    runs: (await store.runs({ limit: 99 })).length,
    journal: (await store.journal({ limit: 99 })).length,
    events: (await store.events(99)).length,
    usage: (await store.usageMonths('342', '2000-01')).map(({ month }) => month),
    months: value(await engine.fleet({})).months,
  };
}

it('deletes runs, journal, events, usage and comparisons 400 days after they were stored, not before', async () => {
  const on = await stage();
  await on.store.putLinks(COMPANY, ['342']);
  await report(on, success('e1'));
  value(await on.engine.compareFleet());
  await on.engine.continueBulkSync(FOREVER);
  const before = await kept(on);
  expect(before).toMatchObject({ events: 1, usage: ['2026-11'], months: ['2026-11'] });
  expect(before.runs).toBeGreaterThan(0);
  expect(before.journal).toBeGreaterThan(0);

  await prune(on, NOW + 400 * DAY);
  expect(await kept(on)).toEqual(before);
  // The moment of the event and of what followed is over; the month is not.
  await prune(on, NOW + 400 * DAY + HOUR);
  expect(await kept(on)).toEqual({ ...before, runs: 0, journal: 0, events: 0 });
  await prune(on, NOW + 431 * DAY);
  expect(await kept(on)).toEqual({ runs: 0, journal: 0, events: 0, usage: [], months: [] });
});

it('a start deletes nothing, whatever the clock shows', async () => {
  const on = await ticketStage();
  await report(on, failure('e1'));
  const before = await kept(on);
  on.time.now += 800 * DAY;
  await on.restart();
  expect(await kept(on)).toEqual(before);
  expect(await on.store.incidentsOfCustomer('342')).toHaveLength(1);
});

it('keeps an event that still waits, and an incident whose ticket still has to be updated', async () => {
  const on = await ticketStage();
  await report(on, failure('e1'));
  on.connectWise.disturb = () => ({ failure: { code: 'unreachable', message: 'Down.', nextStep: 'Wait.' } });
  await report(on, success('e2', on.time.now));
  await prune(on, NOW + 800 * DAY);
  expect((await on.store.events(9)).map(({ id, state }) => [id, state])).toEqual([['e2', 'waiting']]);
  expect((await on.store.incidentsOfCustomer('342')).map(({ endedAt }) => endedAt)).toEqual([isoTime(NOW)]);
});
