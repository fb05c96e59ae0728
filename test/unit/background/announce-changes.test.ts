import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { announceChanges } from '../../../lib/background/announce-changes.ts';
import type { Run } from '../../../lib/domain/change.ts';
import type { PortalEvent } from '../../../lib/domain/portal-facts.ts';
import type { PanelNews } from '../../../lib/messages/to-panels.ts';
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
  const told: PanelNews[] = [];
  const methods = {
    takeEvents: vi.fn<SyncStore['takeEvents']>(async (_, events) => ({ added: events.length })),
    companyOfCustomer: vi.fn<SyncStore['companyOfCustomer']>(async (id) => COMPANIES.get(id)),
    settle: vi.fn<SyncStore['settle']>(async () => true),
    putRun: vi.fn<SyncStore['putRun']>(async () => {}),
    cursor: vi.fn<SyncStore['cursor']>(async () => 'c'),
    ...stored,
  };
  const store = announceChanges(methods as unknown as SyncStore, async (news) => void told.push(news));
  const take = (events: readonly PortalEvent[], history?: Parameters<SyncStore['takeEvents']>[5]) =>
    store.takeEvents(SOURCE, events, 'next', AT, () => ({ work: { sync: false, tickets: [] } }) as never, history);
  const settle = (settledWith: Run | undefined) =>
    store.settle({} as OutboxEntry, {} as never, { run: settledWith } as never);
  return { told, methods, store, take, settle };
}
/** What was told by now, and by the end of what comes together. */
const later = () => vi.advanceTimersByTimeAsync(300);

describe('a store that announces changes', () => {
  it('tells of the companies of new events, once for those that come together', async () => {
    const { told, take } = world();
    expect(await take([event('1'), event('2'), event('3', { customerId: '355' })])).toEqual({ added: 3 });
    await take([event('4')]);
    expect(told).toEqual([]);
    await later();
    expect(told).toEqual([{ is: 'changed', companyIds: [101, 102] }]);
    await take([event('5')]);
    await later();
    expect(told.slice(1)).toEqual([{ is: 'changed', companyIds: [101] }]);
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
  ])('tells nothing of %s', async (_, stored, events) => {
    const { told, take } = world(stored);
    await take(events);
    await later();
    expect(told).toEqual([]);
  });

  it('tells nothing of history, which is read page by page', async () => {
    const { told, take } = world();
    await take([event('1')], { more: true } as never);
    await later();
    expect(told).toEqual([]);
    await take([event('2')]);
    await later();
    expect(told).toHaveLength(1);
  });

  it('tells of a run that ended, and of none that goes on', async () => {
    const { told, store } = world();
    await store.putRun(run());
    await later();
    expect(told).toEqual([]);
    for (const state of ['done', 'failed', 'cancelled', 'interrupted'] as const)
      await store.putRun({ ...ended, state });
    await later();
    expect(told).toEqual([{ is: 'changed', companyIds: [101] }]);
  });

  it('tells of work that ended with a run, where it was settled', async () => {
    const { told, settle } = world();
    await settle(undefined);
    await settle(run());
    await later();
    expect(told).toEqual([]);
    await settle(ended);
    await later();
    expect(told).toEqual([{ is: 'changed', companyIds: [101] }]);
    const lost = world({ settle: async () => false });
    expect(await lost.settle(ended)).toBe(false);
    await later();
    expect(lost.told).toEqual([]);
  });

  it('tells nothing of what could not be stored', async () => {
    const { told, store } = world({ putRun: () => Promise.reject(new Error('full')) });
    await expect(store.putRun(ended)).rejects.toThrow('full');
    await later();
    expect(told).toEqual([]);
  });
});
