import { describe, expect, it } from 'vitest';
import { DAY, HOUR, isoTime, MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import { checkCompany } from '../../../../lib/sync/check/check-company.ts';
import { connectionStopped, stopConnection } from '../../../../lib/sync/pacing/connection-stop.ts';
import { cachedRead } from '../../../../lib/sync/read/cached-read.ts';
import { isDue, waitedFor } from '../../../../lib/sync/standby/evaluate.ts';
import { timeToLook } from '../../../../lib/sync/standby/stand-by-state.ts';
import type { OutboxEntry } from '../../../../lib/sync/store.ts';
import { COMPANY, NOW, portalEvent } from '../../../support/builders/sync-records.ts';
import { bulkSync, count, fleet } from '../support/bulk-sync-stage.ts';
import { stage, value } from '../support/stage.ts';
import { failure, outcomes, report, ticketStage } from '../support/ticket-stage.ts';

/** A day back: what was stored before bears a time that is yet to come. */
const BACK = DAY;

describe('a clock set back makes no old observation fresh', () => {
  it('in what is cached', async () => {
    const on = await stage();
    const read = (say: string) => cachedRead(on.deps, 'key', HOUR, async () => ({ ok: true as const, value: say }));
    expect(await read('old')).toEqual({ ok: true, value: 'old' });
    on.time.now -= BACK;
    expect(await read('new')).toEqual({ ok: true, value: 'new' });
  });

  it('in the observation that a form is checked with', async () => {
    const on = await stage();
    await checkCompany(on.deps, COMPANY, { refresh: false, maxAge: 10 * MINUTE });
    on.time.now -= BACK;
    on.connectWise.calls.length = 0;
    value(await checkCompany(on.deps, COMPANY, { refresh: false, maxAge: 10 * MINUTE }));
    expect(count(on, 'managedIdEntries')).toBe(1);
  });

  it('in the view of a company and of its portal side', async () => {
    const on = await stage();
    await on.engine.companyView(COMPANY, { refresh: false });
    on.time.now -= BACK;
    on.connectWise.calls.length = 0;
    await on.engine.companyView(COMPANY, { refresh: false });
    expect(count(on, 'managedIdEntries')).toBe(1);
  });

  it('in the view of a ticket', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    const id = on.connectWise.tables.tickets[0]?.id ?? 0;
    await on.engine.ticketView(id, `#${id}`, { refresh: false });
    on.connectWise.calls.length = 0;
    on.time.now -= BACK;
    await on.engine.ticketView(id, `#${id}`, { refresh: false });
    expect(count(on, 'ticket')).toBe(1);
  });

  it('in what a bulk sync read in bulk: it is read again', async () => {
    const on = await fleet(20);
    const { managedIdEntries } = on.connectWise;
    let calls = 0;
    on.connectWise.managedIdEntries = (id) => {
      if (++calls === 5) on.time.now -= BACK;
      return managedIdEntries(id);
    };
    expect(await bulkSync(on)).toMatchObject({ state: 'running' });
    const before = count(on, 'companiesByIds');
    on.connectWise.managedIdEntries = managedIdEntries;
    expect(await bulkSync(on)).toMatchObject({ state: 'done', done: 20 });
    expect(count(on, 'companiesByIds')).toBeGreaterThan(before);
  });
});

describe('a clock set back delays nothing for long', () => {
  const entry = (members: Partial<OutboxEntry>): OutboxEntry => ({
    tenant: 'na.myconnectwise.net/acme',
    portal: 'efs-portal',
    key: 'sync:342',
    kind: 'sync',
    customerId: '342',
    state: 'waiting',
    enqueuedAt: isoTime(NOW),
    newestEventAt: isoTime(NOW),
    newestSequence: 1,
    attempts: 1,
    dueAt: NOW,
    ...members,
  });

  it('work that is due in the far future is due', async () => {
    expect(isDue(entry({ dueAt: NOW + 12 * HOUR }), NOW)).toBe(false);
    expect(isDue(entry({ dueAt: NOW + 365 * DAY }), NOW)).toBe(true);
    expect(isDue(entry({ dueAt: Number.POSITIVE_INFINITY, state: 'needs-user' }), NOW)).toBe(false);
    expect(waitedFor(entry({ dueAt: NOW + 365 * DAY, enqueuedAt: isoTime(NOW - MINUTE) }), NOW)).toBe(MINUTE);
  });

  it('an entry whose retry was set by a clock a year ahead is processed', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    on.time.now += 365 * DAY;
    on.portal.log.push(portalEvent('e1', { at: isoTime(NOW) }));
    on.connectWise.disturb = () => ({ failure: { code: 'unreachable', message: 'Down.', nextStep: 'Wait.' } });
    await on.engine.poll();
    on.connectWise.disturb = () => undefined;
    on.time.now = NOW;
    await on.engine.drain();
    expect((await outcomes(on))[0]?.slice(0, 2)).toEqual(['e1', 'done']);
  });

  it('an entry whose retry is an hour ahead waits', async () => {
    const on = await stage();
    await on.store.takeEvents('efs-portal', [portalEvent('e1')], '1', isoTime(NOW), () => ({
      sync: true,
      tickets: [],
      incidents: [],
      outcomes: [],
    }));
    const leased = await on.store.lease(NOW, MINUTE);
    if (!leased) throw new Error('nothing to lease');
    await on.store.settle(leased, { state: 'waiting', dueAt: NOW + HOUR }, { at: isoTime(NOW) });
    expect(await on.store.lease(NOW, MINUTE)).toBeUndefined();
    expect(await on.store.lease(NOW - 365 * DAY, MINUTE)).toMatchObject({ key: 'sync:342' });
  });

  it('no entry waits so long that it would be due at once', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    const [ticket] = on.connectWise.tables.tickets;
    const closedDate = isoTime(on.time.now + 365 * DAY);
    if (ticket) Object.assign(ticket, { closedFlag: true, closedBy: 'jdoe', closedDate });
    on.time.now += DAY;
    on.connectWise.calls.length = 0;
    await report(on, failure('e2', on.time.now));
    expect(count(on, 'ticketsByXRef')).toBeLessThan(3);
    expect((await on.store.outbox()).every(({ dueAt }) => dueAt <= on.time.now + 31 * DAY)).toBe(true);
  });

  it('a stopped connection, and the next look of a standby browser', async () => {
    const on = await stage();
    await stopConnection(on.deps, { code: 'unauthorized', message: 'Refused.', nextStep: 'Enter new keys.' });
    on.time.now -= BACK;
    expect(await connectionStopped(on.deps)).toBeUndefined();
    expect(timeToLook({ leads: false, delay: HOUR, nextLookAt: NOW }, NOW - BACK)).toBe(true);
  });

  it('bounded work ends: a drain and a bulk sync do not run for the hours that the clock lost', async () => {
    const on = await fleet(40);
    let calls = 0;
    on.connectWise.disturb = () => {
      if (++calls === 30) on.time.now -= BACK;
      return undefined;
    };
    value(await on.engine.startBulkSync());
    await on.engine.continueBulkSync(on.time.now + 30 * SECOND);
    const after = await on.engine.bulkSync();
    expect(after?.state).toBe('running');
    expect(after?.done).toBeLessThan(40);
  });
});

describe('another machine’s clock that is ahead', () => {
  it('by minutes writes no second note', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.connectWise.now = () => on.time.now + 5 * MINUTE;
    on.time.now += 2 * DAY;
    await report(on, failure('e2', on.time.now));
    const notes = on.connectWise.tables.notes.length;
    on.time.now += MINUTE;
    await report(on, failure('e3', on.time.now));
    expect(on.connectWise.tables.notes).toHaveLength(notes);
  });

  it('by days delays no note by as long', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.connectWise.now = () => on.time.now + 30 * DAY;
    on.time.now += 2 * DAY;
    await report(on, failure('e2', on.time.now));
    const notes = on.connectWise.tables.notes.length;
    on.connectWise.now = () => on.time.now;
    on.time.now += 2 * DAY;
    await report(on, failure('e3', on.time.now));
    expect(on.connectWise.tables.notes.length).toBeGreaterThan(notes);
  });
});
