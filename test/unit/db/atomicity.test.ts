import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OpenStore } from '../../../lib/db/sync-store.ts';
import { dump } from './database-dump.ts';
import { BOTH, event, failed, freshStore, leased, NOON, NOON_ISO, run, SYNC, said, TICKET } from './fresh-store.ts';

const failure = { code: 'not-linked', message: 'No company.', nextStep: 'Link it.' } as const;

/** What writes several records, each after its own preparation. */
const CALLS: Record<string, { before: (store: OpenStore) => Promise<() => Promise<unknown>> }> = {
  takeEvents: {
    before: async (store) => () => store.takeEvents('efs', [failed('n'), event('o')], 'c9', NOON_ISO, BOTH),
  },
  settle: {
    before: async (store) => {
      const entry = await leased(store, TICKET);
      return () => store.settle(entry, { state: 'done' }, { ...said('done', 'Ticket.'), run: run('r') });
    },
  },
  settleUntaken: {
    before: async (store) => {
      const entries = await store.outbox();
      return () => store.settleUntaken(entries, said('done', 'Another browser did it.'));
    },
  },
  reprocess: {
    before: async (store) => {
      const stored = await store.event('efs', 'a');
      if (!stored) throw new Error('no such event');
      return () => store.reprocess(stored, { sync: true, tickets: ['342:1001:no-backup'] }, NOON_ISO);
    },
  },
  putLinks: {
    before: async (store) => {
      for (let entry = await store.lease(NOON, 1000); entry; entry = await store.lease(NOON, 1000)) {
        await store.settle(entry, { state: 'needs-user', failure }, said('needs-user', 'No company.'));
      }
      await store.putLinks(250, ['7']);
      return () => store.putLinks(250, ['342', '343']);
    },
  },
  pruneJournal: {
    before: async (store) => {
      await store.putRun(run('r', { state: 'done' }));
      await store.takeEvents('efs', [event('h')], 'c9', NOON_ISO, SYNC, { more: false });
      return () => store.pruneJournal('2099-01-01T00:00:00.000Z');
    },
  },
  wakeWaiting: {
    before: async (store) => {
      for (let entry = await store.lease(NOON, 1000); entry; entry = await store.lease(NOON, 1000)) {
        await store.settle(entry, { state: 'waiting', dueAt: NOON + 43_200_000 }, said('skipped', 'Throttle.'));
      }
      return () => store.wakeWaiting(NOON);
    },
  },
};

/** Every write of the database from the `nth` on fails, as when the disk is full. Answers how many were tried. */
function failFrom(nth: number): () => number {
  let writes = 0;
  const failing = (of: object, method: 'put' | 'delete' | 'update') => {
    const methods = of as Record<typeof method, (...given: unknown[]) => unknown>;
    const original = methods[method];
    vi.spyOn(methods, method).mockImplementation(function (this: unknown, ...given: unknown[]) {
      writes++;
      if (writes >= nth) throw new Error('disk full');
      return Reflect.apply(original, this, given);
    });
  };
  failing(IDBObjectStore.prototype, 'put');
  failing(IDBObjectStore.prototype, 'delete');
  failing(IDBCursor.prototype, 'update');
  failing(IDBCursor.prototype, 'delete');
  return () => writes;
}

describe('a transaction that fails in the middle', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each(Object.entries(CALLS))('of %s leaves nothing behind, whichever step fails', async (_name, { before }) => {
    const name = crypto.randomUUID();
    const store = await freshStore(name);
    await store.takeEvents('efs', [failed('a'), failed('b'), event('c', { customerId: '343' })], 'c1', NOON_ISO, BOTH);
    const call = await before(store);
    const kept = await dump(name);
    let failures = 0;
    for (let nth = 1; ; nth++) {
      const writes = failFrom(nth);
      const outcome = await call().then(
        () => 'went well',
        () => 'failed',
      );
      const reached = writes() >= nth;
      vi.restoreAllMocks();
      if (!reached) {
        // Beyond its last write: the call went well, so every step before was tried.
        expect(outcome).toBe('went well');
        break;
      }
      failures++;
      expect(outcome).toBe('failed');
      expect(await dump(name)).toEqual(kept);
    }
    expect(failures).toBeGreaterThan(1);
    expect(await dump(name)).not.toEqual(kept);
  });
});
