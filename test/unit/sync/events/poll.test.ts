import { describe, expect, it } from 'vitest';
import type { PortalEvent } from '../../../../lib/domain/portal-facts.ts';
import { ok } from '../../../../lib/shared/result.ts';
import { HOUR, isoTime, MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import { poll } from '../../../../lib/sync/events/poll.ts';
import { keepUnreadable, unreadableEvents } from '../../../../lib/sync/events/unreadable-events.ts';
import type { DecideEvent } from '../../../../lib/sync/store.ts';
import { viewsOf } from '../../../../lib/sync/views/event-views.ts';
import { COMPANY, NOW, portalEvent } from '../../../support/builders/sync-records.ts';
import { stage } from '../support/stage.ts';

const SYNC: DecideEvent = () => ({ sync: true, tickets: [], incidents: [], outcomes: ['Said by the rules.'] });
const NONE: DecideEvent = () => ({ sync: false, tickets: [], incidents: [], outcomes: ['No rule asks.'] });

describe('a poll whose events cannot be stored', () => {
  it('reports it, keeps the cursor, processes what waits, and stores them the next time', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    await on.store.takeEvents(on.portal.source, [portalEvent('before')], '0', isoTime(NOW), SYNC);
    on.portal.log.push(portalEvent('e1'));
    const full = { ...on.store, takeEvents: () => Promise.reject(new Error('disk full')) };
    const failed = await poll({ ...on.deps, store: full });
    expect(failed).toMatchObject({ lastPollAt: null, newEvents: 0, failure: { code: 'storage' } });
    expect(await on.store.cursor(on.portal.source)).toBe('0');
    expect((await on.store.event(on.portal.source, 'before'))?.state).toBe('done');
    expect(await poll(on.deps)).toMatchObject({ newEvents: 1, lastPollAt: isoTime(NOW) });
    expect(await on.store.event(on.portal.source, 'e1')).toBeDefined();
  });
});

describe('an event that cannot be read or stored', () => {
  const skipped = (nth: number) => ({
    path: `events[${nth}].type`,
    value: '"new-kind"',
    why: 'The record was left out: this value could not be understood.',
    record: `events[${nth}]`,
    id: `odd-${nth}`,
  });

  it('blocks neither the page nor the cursor, and is kept for the user with path, value and time', async () => {
    const on = await stage();
    const { source } = on.portal;
    const unstorable = { ...portalEvent('odd'), details: () => 'no' } as unknown as PortalEvent;
    on.portal.events = async (cursor) =>
      ok({
        events: cursor === '9' ? [] : [portalEvent('e1'), unstorable, portalEvent('e2')],
        cursor: '9',
        more: false,
        skipped:
          cursor === '9'
            ? []
            : [skipped(3), { ...skipped(3), path: 'events[3].at' }, { path: 'events[0].brand', value: '7', why: '' }],
      });
    expect(await poll(on.deps)).toMatchObject({ newEvents: 2, unreadableEvents: 2, lastPollAt: isoTime(NOW) });
    expect(await on.store.cursor(source)).toBe('9');
    expect(await on.store.event(source, 'e2')).toBeDefined();
    expect(await unreadableEvents(on.deps)).toEqual([
      { source, id: 'odd-3', path: 'events[3].type', value: '"new-kind"', why: expect.any(String), at: isoTime(NOW) },
      { source, id: 'odd', path: 'events/odd', value: expect.any(String), why: expect.any(String), at: isoTime(NOW) },
    ]);
    expect(await poll(on.deps)).toMatchObject({ newEvents: 0, unreadableEvents: 2 });
  });

  it('is kept once however often it is delivered; of many the newest 50', async () => {
    const on = await stage();
    for (let nth = 0; nth < 70; nth++) {
      on.time.now += MINUTE;
      await keepUnreadable(on.deps, 'efs', [skipped(nth), skipped(nth)], []);
    }
    const kept = await unreadableEvents(on.deps);
    expect(kept).toHaveLength(50);
    expect([kept[0]?.id, kept.at(-1)?.id]).toEqual(['odd-69', 'odd-20']);
    on.time.now += 2 * HOUR;
    await keepUnreadable(on.deps, 'efs', [skipped(30)], []);
    const again = await unreadableEvents(on.deps);
    expect(again).toHaveLength(50);
    expect(again[0]).toMatchObject({ id: 'odd-30', at: isoTime(on.time.now) });
  });

  it('is not stored again by every poll that meets it', async () => {
    const on = await stage();
    let writes = 0;
    const store = {
      ...on.store,
      cache: async (...given: Parameters<typeof on.store.cache>) => {
        writes += given[0] === 'poll:unreadable' ? 1 : 0;
        return on.store.cache(...given);
      },
    };
    for (let nth = 0; nth < 100; nth++) {
      on.time.now += 30 * SECOND;
      await keepUnreadable({ ...on.deps, store }, 'x360', [{ ...skipped(1), path: 'devices[1].name' }], []);
    }
    expect(writes).toBe(1);
  });
});

describe('an event in the log', () => {
  it('shows which portal reported it, when it ended, and how much work it caused', async () => {
    const on = await stage();
    const { store } = on;
    await store.takeEvents('efs', [portalEvent('none')], '1', isoTime(NOW), NONE);
    await store.takeEvents('efs', [portalEvent('sync')], '2', isoTime(NOW + 1), SYNC);
    const view = async (id: string) =>
      (await viewsOf({ store, clock: () => NOW }, await store.events(9), [])).find((event) => event.id === id);
    expect(await view('none')).toMatchObject({ source: 'efs', processedAt: isoTime(NOW), actions: 0 });
    expect(await view('sync')).toMatchObject({ state: 'waiting', actions: 0 });
    expect(await view('sync')).not.toHaveProperty('processedAt');
    const entry = await store.lease(NOW + 2, 1000);
    if (!entry) throw new Error('nothing to lease');
    const events = { state: 'done' as const, outcomes: ['Synced.'] };
    await store.settle(entry, { state: 'done' }, { at: isoTime(NOW + 3), events });
    expect(await view('sync')).toMatchObject({
      outcomes: ['Synced.', 'Said by the rules.'],
      processedAt: isoTime(NOW + 3),
      actions: 1,
    });
  });
});
