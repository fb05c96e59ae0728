import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../../lib/shared/errors.ts';
import { storageFailure } from '../../../lib/shared/storage-failure.ts';
import { HOUR } from '../../../lib/shared/time.ts';
import { COMPANY } from '../../support/builders/sync-records.ts';
import { type Stage, stage } from './support/stage.ts';
import { failure, outcomes, ticketStage } from './support/ticket-stage.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const FULL = {
  code: 'storage',
  message: expect.stringContaining('disk is full'),
  nextStep: expect.stringMatching(/^Free some disk space/),
};

/**
 * Writes are refused as by a browser whose disk is full, each with its whole transaction: those to this store, or to all, from the
 * `nth` on. Answers how many were.
 */
function fill(store?: string, nth = 1): () => number {
  let writes = 0;
  let refused = 0;
  const refuse = <T extends object>(of: T, method: keyof T, storeOf: (self: T) => IDBObjectStore) => {
    const original = of[method] as (...given: unknown[]) => unknown;
    vi.spyOn(of as Record<string, () => unknown>, method as string).mockImplementation(function (
      this: unknown,
      ...given: unknown[]
    ) {
      const { name, transaction } = storeOf(this as T);
      const counts = store === undefined || name === store;
      if (counts) writes += 1;
      if (!counts || writes < nth) return Reflect.apply(original, this, given);
      refused += 1;
      return (transaction as unknown as FakeTransaction)._execRequestAsync({ source: this, operation: outOfSpace });
    });
  };
  refuse(IDBObjectStore.prototype, 'put', (self) => self);
  refuse(IDBCursor.prototype, 'update', ({ source }) => ('objectStore' in source ? source.objectStore : source));
  return () => refused;
}

/** What fake-indexeddb has beside the standard: a request whose work fails when its turn comes, as a browser's does. */
interface FakeTransaction {
  _execRequestAsync(request: { source: unknown; operation: () => void }): IDBRequest;
}

function outOfSpace(): never {
  throw new DOMException('The current transaction exceeded its quota limitations.', 'QuotaExceededError');
}

/** Where a user sees why a poll did not do all: at the poll, or at the work that waits. */
async function shownAfterPoll(on: Stage): Promise<(Failure | undefined)[]> {
  try {
    const polled = await on.engine.poll();
    const work = (await on.store.outbox()).map((entry) => entry.failure);
    return [polled.ok ? polled.value.failure : polled.failure, ...work].filter((one) => one !== undefined);
  } catch (error) {
    return [storageFailure(error)];
  }
}

async function reported(): Promise<Stage> {
  const on = await ticketStage();
  await on.store.putLinks(COMPANY, ['342']);
  on.portal.log.push(failure('e1', on.time.now));
  return on;
}

/** There is room again, and some polls pass: longer than any retry waits. */
async function withRoomAgain(on: Stage): Promise<void> {
  vi.restoreAllMocks();
  for (let more = 0; more < 3; more += 1) {
    on.time.now += HOUR;
    await on.engine.poll();
  }
}

describe('a disk that is full during a poll', () => {
  it.each(['events', 'incidents', 'cursors', 'counters', 'outbox', 'runs', 'journal', 'links', 'logChanges', 'cache'])(
    'for %s is named, and the event gets its one ticket once there is room again',
    async (store) => {
      const on = await reported();
      const refused = fill(store);
      expect(await shownAfterPoll(on)).toContainEqual(FULL);
      expect(refused()).toBeGreaterThan(0);
      await withRoomAgain(on);
      expect((await outcomes(on)).map(([id, state]) => [id, state])).toEqual([['e1', 'done']]);
      expect(on.connectWise.tables.tickets).toHaveLength(1);
      expect(await shownAfterPoll(on)).toEqual([]);
    },
  );

  it('loses and doubles nothing, whichever write is the first that is refused', async () => {
    let nth = 1;
    for (; ; nth += 1) {
      const on = await reported();
      const refused = fill(undefined, nth);
      await shownAfterPoll(on);
      if (refused() === 0) break;
      await withRoomAgain(on);
      expect([nth, ...(await outcomes(on)).map(([id, state]) => [id, state])]).toEqual([nth, ['e1', 'done']]);
      expect([nth, on.connectWise.tables.tickets.length]).toEqual([nth, 1]);
      expect(await on.store.runningRuns()).toEqual([]);
    }
    expect(nth).toBeGreaterThan(10);
  });
});

describe('a disk that is full during a user’s sync', () => {
  /** What the user sees: at the click, or at the run. */
  const shownAfterSync = async (on: Stage) => on.sync().then(({ run }) => run.failure, storageFailure);

  it.each(['runs', 'journal', 'links', 'logChanges', 'cache'])(
    'for %s is named, and the next one writes what is missing',
    async (store) => {
      const on = await stage();
      fill(store);
      expect(await shownAfterSync(on)).toEqual(FULL);
      vi.restoreAllMocks();
      expect((await on.sync()).run.state).toBe('done');
      expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
    },
  );

  it('leaves no run going on and no write unknown, whichever write is the first that is refused', async () => {
    let nth = 1;
    for (; ; nth += 1) {
      const on = await stage();
      const refused = fill(undefined, nth);
      await shownAfterSync(on);
      if (refused() === 0) break;
      await withRoomAgain(on);
      expect([nth, (await on.sync()).run.state]).toEqual([nth, 'done']);
      expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
      expect(await on.store.runningRuns()).toEqual([]);
      const journal = await on.store.journal({ limit: 100 });
      expect(journal.filter(({ state }) => state === 'intended' || state === 'unknown')).toEqual([]);
    }
    expect(nth).toBeGreaterThan(10);
  });

  it('shows no preview that could not be kept', async () => {
    const on = await stage();
    fill('plans');
    expect(await on.engine.plan(COMPANY).then((planned) => !planned.ok && planned.failure, storageFailure)).toEqual(
      FULL,
    );
    vi.restoreAllMocks();
    const planned = await on.engine.plan(COMPANY);
    expect(planned.ok && (await on.apply(planned.value.id)).run.state).toBe('done');
  });
});
