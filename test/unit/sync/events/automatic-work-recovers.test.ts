import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../../lib/shared/errors.ts';
import { DAY, HOUR, isoTime, MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import { COMPANY, NOW, portalEvent } from '../../../support/builders/sync-records.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import { stage } from '../support/stage.ts';
import { failure, outcomes, report, success, ticketStage, ticketsOf } from '../support/ticket-stage.ts';

const UNAUTHORIZED: Failure = { code: 'unauthorized', message: 'The keys are refused.', nextStep: 'Enter new ones.' };

describe('a clock that is set back by a day', () => {
  it('leaves the throttle as it was: one sync in twelve hours', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    on.time.now = NOW + DAY;
    await report(on, portalEvent('e1'));
    on.time.now = NOW;
    await report(on, portalEvent('e2'));
    on.time.now += HOUR;
    await report(on, portalEvent('e3'));
    const synced = await on.store.runs({ limit: 9 });
    expect(synced.map(({ startedAt }) => startedAt)).toEqual([isoTime(NOW + DAY), isoTime(NOW)]);
    expect((await on.store.event(on.portal.source, 'e3'))?.outcomes[0]).toContain('only updating every 12 hours');
  });

  it('delays no retry until the earlier time', async () => {
    const on = await ticketStage();
    on.time.now = NOW + DAY;
    on.connectWise.disturb = () => ({ failure: TIMEOUT });
    await report(on, failure('e1'));
    on.connectWise.disturb = () => undefined;
    on.time.now = NOW;
    await on.engine.poll();
    expect(ticketsOf(on)).toEqual(['#548 New']);
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });

  it('delays no work that had not begun', async () => {
    const on = await ticketStage();
    on.time.now = NOW + DAY;
    on.connectWise.disturb = () => ({ failure: UNAUTHORIZED });
    await report(on, failure('e1'));
    await report(on, failure('e2', NOW, { accountId: '1002' }));
    expect((await on.store.outbox()).map(({ state }) => state)).toContain('pending');
    on.connectWise.disturb = () => undefined;
    on.time.now = NOW + MINUTE;
    await on.engine.poll();
    expect((await outcomes(on)).map(([, state]) => state)).toEqual(['done', 'done']);
  });
});

describe('a pause that the other side requires', () => {
  it('of days is treated as a mistake: the request is repeated after four hours', async () => {
    const on = await ticketStage();
    const slip: Failure = { ...TIMEOUT, code: 'too-many-requests', retryAfterSeconds: (30 * DAY) / SECOND };
    on.connectWise.disturb = () => ({ failure: slip });
    await report(on, failure('e1'));
    on.connectWise.disturb = () => undefined;
    on.time.now += 4 * HOUR;
    await on.engine.poll();
    expect(ticketsOf(on)).toEqual(['#548 New']);
  });
});

describe('a sync of which one change is refused and another meets a temporary failure', () => {
  it('is repeated for the one that may succeed', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    const rejected: Failure = { code: 'rejected', message: 'No such type.', nextStep: 'Look.' };
    const failing = new Map([
      ['configuration', rejected],
      ['addition', { ...TIMEOUT, code: 'server-error' as const }],
    ]);
    on.connectWise.disturb = (_call, change) => {
      const failure = change && failing.get(change.resource);
      return failure && { failure };
    };
    await report(on, portalEvent('e1'));
    expect(on.connectWise.tables.additions[0]?.quantity).not.toBe(100);
    failing.delete('addition');
    on.time.now += MINUTE;
    await on.engine.poll();
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
    expect((await outcomes(on))[0]?.[1]).toBe('needs-user');
  });
});

describe('an event with a time in the future', () => {
  it('is not the newest permanently: the recovery after it closes the ticket', async () => {
    const on = await ticketStage();
    await report(on, failure('e1', NOW + 300 * DAY));
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 Closed']);
    expect((await outcomes(on)).find(([id]) => id === 'e2')?.[1]).toBe('done');
  });

  it('of an end does not hide the incident that begins after it', async () => {
    const on = await ticketStage();
    await report(on, success('e1', NOW + 300 * DAY));
    on.time.now += HOUR;
    await report(on, failure('e2', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 New']);
  });

  it('is the newest for a browser whose clock is behind all others', async () => {
    const on = await ticketStage();
    await report(on, failure('e1', NOW + DAY), success('e2', NOW + DAY + HOUR), failure('late', NOW + DAY + MINUTE));
    expect(ticketsOf(on)).toEqual([]);
  });
});

describe('work that a missing right prevented', () => {
  it('is done once the connection was fixed, though no event follows', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    const refused: Failure = { code: 'missing-right', message: 'The right to close is missing.', nextStep: 'Give it.' };
    on.connectWise.disturb = (_call, change) => (change ? { failure: refused } : undefined);
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 New']);
    on.connectWise.disturb = () => undefined;
    await on.engine.connectionChanged();
    await on.engine.poll();
    expect(ticketsOf(on)).toEqual(['#548 Closed']);
    expect(await on.store.outbox()).toEqual([]);
  });
});
