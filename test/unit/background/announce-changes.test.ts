import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { announceChanges } from '../../../lib/background/announce-changes.ts';
import type { Run } from '../../../lib/domain/change.ts';
import type { PanelNews } from '../../../lib/domain/panel-record.ts';
import type { PortalEvent } from '../../../lib/domain/portal-facts.ts';
import type { OutboxEntry, SyncStore } from '../../../lib/sync/store.ts';
import { ended, run } from '../../support/builders/company-views.ts';
import { event } from '../../support/builders/domain-records.ts';

const SOURCE = 'efs-portal portal.example';
const AT = '2026-11-21T12:00:00.000Z';
const COMPANIES = new Map([
  ['342', 101],
  ['355', 102],
]);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function world(stored: Partial<SyncStore> = {}) {
  const reported: PanelNews[] = [];
  const methods = {
    takeEvents: vi.fn<SyncStore['takeEvents']>(async (_, events) => ({ added: events.length })),
    companyOfCustomer: vi.fn<SyncStore['companyOfCustomer']>(async (id) => COMPANIES.get(id)),
    settle: vi.fn<SyncStore['settle']>(async () => true),
    putRun: vi.fn<SyncStore['putRun']>(async () => {}),
    cursor: vi.fn<SyncStore['cursor']>(async () => 'c'),
    ...stored,
  };
  const store = announceChanges(methods as unknown as SyncStore, async (news) => void reported.push(news));
  const take = (events: readonly PortalEvent[], history?: Parameters<SyncStore['takeEvents']>[5]) =>
    store.takeEvents(SOURCE, events, 'next', AT, () => ({ work: { sync: false, tickets: [] } }) as never, history);
  const settle = (settledWith: Run | undefined) =>
    store.settle({} as OutboxEntry, {} as never, { run: settledWith } as never);
  return { reported, methods, store, take, settle };
}
/** What was reported by now, and by the end of what comes together. */
const later = () => vi.advanceTimersByTimeAsync(300);

describe('a store that announces changes', () => {
  it('reports the companies of new events, once for those that come together', async () => {
    const { reported, take } = world();
    expect(await take([event('1'), event('2'), event('3', { customerId: '355' })])).toEqual({ added: 3 });
    await take([event('4')]);
    expect(reported).toEqual([]);
    await later();
    expect(reported).toEqual([{ is: 'changed', companyIds: [101, 102] }]);
    await take([event('5')]);
    await later();
    expect(reported.slice(1)).toEqual([{ is: 'changed', companyIds: [101] }]);
  });

  it('passes on what was stored, and answers it', async () => {
    const { methods, take, store, settle } = world();
    const events = [event('1')];
    await take(events);
    expect(methods.takeEvents).toHaveBeenCalledExactlyOnceWith(
      SOURCE,
      events,
      'next',
      AT,
      expect.any(Function),
      undefined,
    );
    expect(await settle(undefined)).toBe(true);
    expect(await store.cursor(SOURCE)).toBe('c');
    expect(methods.settle).toHaveBeenCalledOnce();
  });

  it.each<[string, Partial<SyncStore>, PortalEvent[]]>([
    ['events that were known already', { takeEvents: async () => ({ added: 0 }) }, [event('1')]],
    ['an event of a customer without company', {}, [event('1', { customerId: '999' })]],
    ['an event of no customer', {}, [{ ...event('1'), customerId: undefined } as unknown as PortalEvent]],
  ])('reports nothing of %s', async (_, stored, events) => {
    const { reported, take } = world(stored);
    await take(events);
    await later();
    expect(reported).toEqual([]);
  });

  it('reports nothing of history, which is read page by page', async () => {
    const { reported, take } = world();
    await take([event('1')], { more: true } as never);
    await later();
    expect(reported).toEqual([]);
    await take([event('2')]);
    await later();
    expect(reported).toHaveLength(1);
  });

  it('reports a run that ended, and of none that goes on', async () => {
    const { reported, store } = world();
    await store.putRun(run());
    await later();
    expect(reported).toEqual([]);
    for (const state of ['done', 'failed', 'cancelled', 'interrupted'] as const)
      await store.putRun({ ...ended, state });
    await later();
    expect(reported).toEqual([{ is: 'changed', companyIds: [101] }]);
  });

  it('reports work that ended with a run, where it was settled', async () => {
    const { reported, settle } = world();
    await settle(undefined);
    await settle(run());
    await later();
    expect(reported).toEqual([]);
    await settle(ended);
    await later();
    expect(reported).toEqual([{ is: 'changed', companyIds: [101] }]);
    const lost = world({ settle: async () => false });
    expect(await lost.settle(ended)).toBe(false);
    await later();
    expect(lost.reported).toEqual([]);
  });

  it('reports nothing of what could not be stored', async () => {
    const { reported, store } = world({ putRun: () => Promise.reject(new Error('full')) });
    await expect(store.putRun(ended)).rejects.toThrow('full');
    await later();
    expect(reported).toEqual([]);
  });
});
