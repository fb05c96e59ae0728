import { describe, expect, it } from 'vitest';
import { decideEvent } from '../../../../lib/domain/tickets/decide-event.ts';
import type { Failure } from '../../../../lib/shared/errors.ts';
import { HOUR, isoTime, MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import { COMPANY, company, entry, NOW, portalEvent } from '../../../support/builders/sync-records.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import { PORTAL_DOWN } from '../support/fake-portal.ts';
import { minutesPass, type Stage, stage, value } from '../support/stage.ts';

const SKIPPED =
  'Skipping ConnectWise synchronization (only updating every 12 hours). The next one may start at 2026-11-22 00:00 UTC.';
const UNAUTHORIZED: Failure = { code: 'unauthorized', message: 'The keys are refused.', nextStep: 'Enter new ones.' };

/** A stage whose company was seen once, so that its customer is linked, with one event in the portal's log. */
async function linked(): Promise<Stage> {
  const on = await stage();
  await on.store.putLinks(COMPANY, ['342']);
  on.portal.log.push(portalEvent('e1'));
  return on;
}

async function outcomes(on: Stage) {
  return (await newestEvents(on.engine, 10)).map((event) => [event.id, event.state, ...event.outcomes]);
}

describe('a poll', () => {
  it('stores events, syncs, and gives every event exactly one outcome', async () => {
    const on = await linked();
    on.portal.log.push(portalEvent('e2'));
    expect(value(await on.engine.poll())).toMatchObject({ newEvents: 2, lastPollAt: isoTime(NOW) });
    const done = [
      'done',
      'Updated ConnectWise backup statistics.',
      'Updated ConnectWise management report.',
      'Updated ConnectWise agreement parts.',
    ];
    expect(await outcomes(on)).toEqual([
      ['e2', ...done],
      ['e1', ...done],
    ]);
    expect(await on.store.outbox()).toEqual([]);
    expect(on.connectWise.tables.entries[1]?.successfulBackupJobs).toBe(2);
    expect((await on.store.runs({ limit: 5 })).map((run) => run.cause)).toEqual([{ kind: 'event', ref: '342' }]);
  });

  it('fetches page after page in order', async () => {
    const on = await linked();
    on.portal.pageSize = 2;
    on.portal.log.push(portalEvent('e2'), portalEvent('e3'), portalEvent('e4'), portalEvent('e5'));
    expect(value(await on.engine.poll()).newEvents).toBe(5);
    expect(on.portal.calls.filter((call) => call === 'events')).toHaveLength(3);
    expect(await on.store.runs({ limit: 5 })).toHaveLength(1);
  });

  it('of a portal that is down reports it, keeps the cursor, and still processes what waits', async () => {
    const on = await linked();
    await on.store.takeEvents('efs-portal', [portalEvent('e0')], '0', isoTime(NOW), (event, source, known) =>
      decideEvent(event, source, known, on.deps.settings),
    );
    const { events } = on.portal;
    on.portal.events = async () => ({ ok: false, failure: PORTAL_DOWN });
    expect(value(await on.engine.poll())).toMatchObject({ failure: PORTAL_DOWN, lastPollAt: null, newEvents: 0 });
    expect((await outcomes(on)).map(([id, state]) => [id, state])).toEqual([['e0', 'done']]);
    on.portal.events = events;
    expect(value(await on.engine.poll())).toMatchObject({ newEvents: 1 });
  });

  it('waits for a portal as long as it requires', async () => {
    const on = await linked();
    const blocked = { ...PORTAL_DOWN, code: 'blocked-by-portal' as const, retryAfterSeconds: 300 };
    const { events } = on.portal;
    let asked = 0;
    on.portal.events = async () => {
      asked++;
      return { ok: false, failure: blocked };
    };
    await on.engine.poll();
    on.time.now += 299 * SECOND;
    expect(value(await on.engine.poll()).failure).toEqual(blocked);
    expect(asked).toBe(1);
    on.time.now += SECOND;
    on.portal.events = events;
    expect(value(await on.engine.poll())).toMatchObject({ newEvents: 1 });
  });

  it('sends a request at once when the connection was changed', async () => {
    const on = await linked();
    const { events } = on.portal;
    on.portal.events = async () => ({ ok: false, failure: { ...PORTAL_DOWN, retryAfterSeconds: 300 } });
    await on.engine.poll();
    on.portal.events = events;
    await on.engine.connectionChanged();
    expect(value(await on.engine.poll())).toMatchObject({ newEvents: 1 });
  });

  it('does not repeat endlessly when the cursor does not change', async () => {
    const on = await linked();
    let asked = 0;
    on.portal.events = async () => {
      asked++;
      return { ok: true, value: { events: [], cursor: 'same', more: true, skipped: [] } };
    };
    await on.engine.poll();
    expect(asked).toBe(2);
  });
});

describe('the throttle', () => {
  it('skips the next events with the guides’ sentence, and opens after twelve hours', async () => {
    const on = await linked();
    await on.engine.poll();
    on.time.now += 11 * HOUR;
    on.portal.log.push(portalEvent('e2'));
    await on.engine.poll();
    expect((await outcomes(on))[0]).toEqual(['e2', 'skipped', SKIPPED]);
    expect(await on.store.runs({ limit: 5 })).toHaveLength(1);

    on.time.now += HOUR;
    on.portal.log.push(portalEvent('e3'));
    await on.engine.poll();
    expect((await outcomes(on))[0]?.slice(0, 2)).toEqual(['e3', 'done']);
  });

  it('when it opens, syncs what was skipped without waiting for another event', async () => {
    const on = await linked();
    await on.engine.poll();
    on.time.now += HOUR;
    on.portal.log.push(portalEvent('e2'));
    await on.engine.poll();
    on.time.now += 11 * HOUR;
    await on.engine.drain();
    expect(on.connectWise.tables.entries[1]?.successfulBackupJobs).toBe(2);
    expect((await outcomes(on))[0]).toEqual(['e2', 'skipped', SKIPPED]);
    expect(await on.store.outbox()).toEqual([]);
  });

  it('is neither closed by a user’s Sync now in this browser nor blocks it', async () => {
    const on = await linked();
    await on.sync();
    await on.engine.poll();
    expect((await outcomes(on))[0]?.[1]).toBe('done');
    expect((await on.sync()).run.state).toBe('done');
  });

  it('is not closed by a sync that failed', async () => {
    const on = await linked();
    on.connectWise.disturb = (call) => (call === 'write' ? { failure: TIMEOUT } : undefined);
    await on.engine.poll();
    on.connectWise.disturb = () => undefined;
    await minutesPass(on);
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });
});

describe('a failure', () => {
  it('keeps the event waiting and tries again later', async () => {
    const on = await linked();
    on.portal.customer = async () => ({ ok: false, failure: PORTAL_DOWN });
    await on.engine.poll();
    expect(await outcomes(on)).toEqual([['e1', 'waiting']]);
    expect(await on.store.outbox()).toMatchObject([
      { state: 'waiting', dueAt: NOW + 10 * SECOND, failure: PORTAL_DOWN },
    ]);
  });

  it('requires a user for a customer that no company carries, and names the next step', async () => {
    const on = await stage({ tables: { entries: [] } });
    on.portal.log.push(portalEvent('e1'));
    await on.engine.poll();
    expect(await outcomes(on)).toEqual([
      [
        'e1',
        'needs-user',
        "No company in ConnectWise is known to carry EFS-342. Open the company's page in ConnectWise once, or add its two managed-id entries with EFS-342.",
      ],
    ]);
    expect(await on.store.outbox()).toMatchObject([{ state: 'needs-user', failure: { code: 'not-linked' } }]);
  });

  it('finds the company by its managed id when it was never opened', async () => {
    const on = await stage();
    on.portal.log.push(portalEvent('e1'));
    await on.engine.poll();
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });

  it('requires a user when two companies carry the id', async () => {
    const on = await stage();
    on.connectWise.tables.companies.push(company({ id: 251 }));
    on.connectWise.tables.entries.push(entry({ id: 9, companyId: 251 }));
    on.portal.log.push(portalEvent('e1'));
    await on.engine.poll();
    expect((await outcomes(on))[0]).toEqual([
      'e1',
      'needs-user',
      expect.stringMatching(/EFS-342 is on .*250.* and .*251.*, so nothing is written/),
    ]);
  });

  it('stops everything when the keys are refused, until they are fixed', async () => {
    const on = await linked();
    on.portal.log.push(portalEvent('e2', { customerId: '355' }));
    await on.store.putLinks(251, ['355']);
    on.connectWise.disturb = () => ({ failure: UNAUTHORIZED });
    expect(value(await on.engine.poll()).failure).toEqual(UNAUTHORIZED);
    // Both were taken at once; neither is processed again.
    expect(on.connectWise.calls).toHaveLength(2);
    on.time.now += MINUTE;
    await on.engine.poll();
    expect(on.connectWise.calls).toHaveLength(2);
    expect((await outcomes(on)).map(([, state]) => state)).toEqual(['waiting', 'waiting']);

    on.connectWise.disturb = () => undefined;
    await on.engine.connectionChanged();
    expect(value(await on.engine.poll()).failure).toBeUndefined();
    expect((await outcomes(on)).find(([id]) => id === 'e1')?.[1]).toBe('done');
  });

  it('marks events whose changes a guard held for a user', async () => {
    const on = await linked();
    Object.assign(on.connectWise.tables.additions[0] ?? {}, { quantity: 10 });
    await on.engine.poll();
    expect((await outcomes(on))[0]?.[1]).toBe('needs-user');
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(10);
  });

  it('does not begin while a user’s run works on the company', async () => {
    const on = await linked();
    const started = value(await on.engine.syncNow(COMPANY));
    await on.engine.poll();
    await started.finished;
    on.time.now += MINUTE;
    await on.engine.drain();
    expect((await outcomes(on))[0]?.slice(0, 2)).toEqual(['e1', 'done']);
    expect(on.connectWise.tables.entries[1]?.successfulBackupJobs).not.toBeNull();
  });
});
