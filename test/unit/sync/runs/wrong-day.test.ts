import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import { wrongDay } from '../../../../lib/sync/read/wrong-day.ts';
import { COMPANY, NOW, portalEvent } from '../../../support/builders/sync-records.ts';
import { bulkSync, FOREVER, fleet } from '../support/bulk-sync-stage.ts';
import { type Stage, stage, value } from '../support/stage.ts';
import { outcomes } from '../support/ticket-stage.ts';

const YEAR = 365 * DAY;

/** A browser whose clock is ahead of ConnectWise's. */
function ahead<Of extends Stage>(on: Of, by: number): Of {
  on.connectWise.siteTime = () => NOW;
  on.time.now = NOW + by;
  return on;
}

const writes = ({ connectWise }: Stage) => connectWise.calls.filter((call) => call.startsWith('write'));

describe('the day by two clocks', () => {
  const at = (local: string, theirs: string | undefined, timeZone?: string) =>
    wrongDay(
      {
        clock: () => Date.parse(local),
        connectWise: { siteTime: () => (theirs === undefined ? undefined : Date.parse(theirs)) },
      } as Parameters<typeof wrongDay>[0],
      timeZone,
    )?.message;

  it.each([
    ['nothing was answered yet', '2027-11-21T19:00:00Z', undefined],
    ['they show the same', '2026-11-21T19:00:00Z', '2026-11-21T19:00:00Z'],
    ['it is the same day by both', '2026-11-21T01:00:00Z', '2026-11-21T23:00:00Z'],
    ['midnight is between them for less than a minute', '2026-11-22T00:00:20Z', '2026-11-21T23:59:40Z'],
  ])('counts as one while %s', (_when, local, theirs) => {
    expect(at(local, theirs)).toBeUndefined();
  });

  it('is another one ahead, back and in the tenant’s zone alone', () => {
    expect(at('2027-11-21T19:00:00Z', '2026-11-21T19:00:00Z')).toBe(
      'By this computer’s clock it is 2027-11-21, by ConnectWise’s 2026-11-21.',
    );
    expect(at('2026-11-20T19:00:00Z', '2026-11-21T19:00:00Z')).toContain('it is 2026-11-20');
    // 23:30 and 00:30 in New York: 04:30 and 05:30 of the same day in UTC.
    expect(at('2026-11-22T05:30:00Z', '2026-11-22T04:30:00Z')).toBeUndefined();
    expect(at('2026-11-22T05:30:00Z', '2026-11-22T04:30:00Z', 'America/New_York')).toContain(
      'it is 2026-11-22, by ConnectWise’s 2026-11-21',
    );
    // Months of the portals are counted in UTC.
    expect(at('2026-12-01T00:30:00Z', '2026-11-30T23:30:00Z', 'America/New_York')).toContain('it is 2026-12-01');
  });
});

describe.each([
  ['ahead', YEAR],
  ['back', -YEAR],
])('a clock that is a year %s', (_name, by) => {
  it('shows no plan and says why', async () => {
    const on = ahead(await stage(), by);
    expect(await on.engine.plan(COMPANY)).toMatchObject({ failure: { code: 'wrong-day' } });
    expect((await on.sync()).run).toMatchObject({ state: 'failed', failure: { code: 'wrong-day' } });
    expect(writes(on)).toEqual([]);
  });

  it('keeps the sync of an event waiting until it is right again', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    ahead(on, by);
    on.portal.log.push(portalEvent('e1'));
    value(await on.engine.poll());
    expect(writes(on)).toEqual([]);
    expect((await on.store.outbox()).map(({ state, failure }) => [state, failure?.code])).toEqual([
      ['waiting', 'wrong-day'],
    ]);
    on.time.now = NOW + 40 * MINUTE;
    on.connectWise.siteTime = () => on.time.now - SECOND;
    await on.engine.drain();
    expect((await outcomes(on))[0]?.slice(0, 2)).toEqual(['e1', 'done']);
    expect(writes(on)).not.toEqual([]);
  });

  it('pauses a bulk sync and a comparison at the first customer', async () => {
    const on = ahead(await fleet(20), by);
    expect(await bulkSync(on)).toMatchObject({ state: 'paused', done: 0, failure: { code: 'wrong-day' } });
    value(await on.engine.compareFleet());
    await on.engine.continueBulkSync(FOREVER);
    expect(value(await on.engine.fleet({})).progress).toMatchObject({
      state: 'paused',
      failure: { code: 'wrong-day' },
    });
    on.time.now = NOW + HOUR;
    expect(await bulkSync(on)).toMatchObject({ state: 'done', done: 20 });
  });
});
