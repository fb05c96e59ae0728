import { describe, expect, it } from 'vitest';
import { isoTime } from '../../../lib/shared/time.ts';
import { storedEventViews } from '../../../lib/sync/event-views.ts';
import { poll } from '../../../lib/sync/poll.ts';
import type { DecideEvent } from '../../../lib/sync/store.ts';
import { COMPANY, NOW, portalEvent } from './support/samples.ts';
import { stage } from './support/stage.ts';

const SYNC: DecideEvent = () => ({ sync: true, tickets: [], problems: [], outcomes: ['Said by the rules.'] });
const NONE: DecideEvent = () => ({ sync: false, tickets: [], problems: [], outcomes: ['No rule asks.'] });

describe('a poll whose events cannot be stored', () => {
  it('says so, keeps the cursor, works off what waits, and takes them the next time', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    await on.store.takeEvents(on.portal.source, [portalEvent('before')], '0', isoTime(NOW), SYNC);
    on.portal.log.push(portalEvent('e1'));
    const full = { ...on.store, takeEvents: () => Promise.reject(new Error('disk full')) };
    const failed = await poll({ ...on.deps, store: full });
    expect(failed).toMatchObject({ lastPollAt: null, newEvents: 0, problem: { code: 'storage' } });
    expect(await on.store.cursor(on.portal.source)).toBe('0');
    expect((await on.store.event(on.portal.source, 'before'))?.state).toBe('done');
    expect(await poll(on.deps)).toMatchObject({ newEvents: 1, lastPollAt: isoTime(NOW) });
    expect(await on.store.event(on.portal.source, 'e1')).toBeDefined();
  });
});

describe('an event in the log', () => {
  it('says which portal told it, when it was over, and how much work it caused', async () => {
    const on = await stage();
    const { store } = on;
    await store.takeEvents('efs', [portalEvent('none')], '1', isoTime(NOW), NONE);
    await store.takeEvents('efs', [portalEvent('sync')], '2', isoTime(NOW + 1), SYNC);
    const view = async (id: string) =>
      (await storedEventViews({ store, clock: () => NOW }, 9)).find((event) => event.id === id);
    expect(await view('none')).toMatchObject({ source: 'efs', processedAt: isoTime(NOW), actions: 0 });
    expect(await view('sync')).toMatchObject({ state: 'waiting', actions: 0 });
    expect(await view('sync')).not.toHaveProperty('processedAt');
    const entry = await store.lease(NOW + 2, 1000);
    if (!entry) throw new Error('nothing to lease');
    const events = { state: 'done' as const, outcomes: ['Pushed.'] };
    await store.settle(entry, { state: 'done' }, { at: isoTime(NOW + 3), events });
    expect(await view('sync')).toMatchObject({
      outcomes: ['Pushed.', 'Said by the rules.'],
      processedAt: isoTime(NOW + 3),
      actions: 1,
    });
  });
});
