import type { Change } from '../../../lib/domain/change.ts';
import { recordList } from '../../../lib/domain/record-list.ts';
import { DAY } from '../../../lib/shared/time.ts';
import type { ConnectWisePort } from '../../../lib/sync/ports.ts';
import type { SyncStore } from '../../../lib/sync/store.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import type { Spoil } from './browser.ts';
import type { Violation } from './invariants/index.ts';

/** A mistake that an engine could have, and the promise that it breaks. */
export interface BrokenEngine {
  mistake: string;
  breaks: Violation['invariant'];
  spoil: Spoil;
}

const store = (change: (inner: SyncStore) => Partial<SyncStore>): Spoil => ({
  store: (inner) => over(inner, change(inner)),
});
const port = (change: (inner: ConnectWisePort) => Partial<ConnectWisePort>): Spoil => ({
  connectWise: (inner) => over(inner, change(inner)),
});

/** Mistakes for the kill points: one browser that dies. */
export const FOUND_BY_KILLS: readonly BrokenEngine[] = [
  {
    mistake: 'the cursor is stored before the events',
    breaks: 'events',
    spoil: store((inner) => ({
      async takeEvents(source, events, cursor, now, decide, history) {
        await inner.takeEvents(source, [], cursor, now, decide, history);
        return inner.takeEvents(source, events, cursor, now, decide, history);
      },
    })),
  },
  {
    mistake: 'a lease is removed before its outcome is stored',
    breaks: 'events',
    spoil: store((inner) => ({
      async settle(entry, next, { events: _events, ...settledWith }) {
        return inner.settle(entry, next, settledWith);
      },
    })),
  },
  {
    mistake: 'runs that were cut off are not looked for',
    breaks: 'left-over',
    spoil: store(() => ({ runningRuns: async () => [] })),
  },
  {
    mistake: 'leases of a dead worker are not returned, and never end',
    breaks: 'left-over',
    spoil: store((inner) => ({
      expireLeases: async () => 0,
      lease: (now, _milliseconds, only) => inner.lease(now, 30 * DAY, only),
    })),
  },
  {
    mistake: 'ConnectWise is not asked whether a ticket is there',
    breaks: 'tickets',
    spoil: port(() => ({ ticketsByXRef: async () => ({ ok: true, value: recordList([]) }) })),
  },
  {
    mistake: 'a write names one member too many',
    breaks: 'fields',
    spoil: port((inner) => ({ write: (change) => inner.write(withMember(change)) })),
  },
  {
    mistake: 'a key is kept beside what was read',
    breaks: 'secrets',
    spoil: store((inner) => ({
      cache: (key, value, now) => inner.cache(key, { value, by: SEED.privateKey } as typeof value, now),
      cacheSince: (mark, rows, now) => {
        const signed = rows.map(({ key, value }) => ({ key, value: { value, by: SEED.privateKey } }));
        return inner.cacheSince(mark, signed, now);
      },
      async cached<T>(key: string) {
        const found = await inner.cached<{ value: T }>(key);
        return found && { value: found.value.value, at: found.at };
      },
    })),
  },
  {
    mistake: 'quantities are reported as written without being written',
    breaks: 'newest-facts',
    spoil: port((inner) => ({
      write: (change) =>
        change.resource === 'addition' ? inner.read(change.resource, change.ref) : inner.write(change),
    })),
  },
];

/** Mistakes that only several browsers make visible. */
export const FOUND_BY_SCHEDULES: readonly BrokenEngine[] = [
  {
    mistake: 'after a create it does not check whether another browser was faster',
    breaks: 'tickets',
    spoil: port((inner) => {
      const mine = new Map<string, number>();
      return {
        async write(change) {
          const written = await inner.write(change);
          const xref = change.fields.find(({ field }) => field === 'externalXRef')?.to;
          if (change.op === 'create' && typeof xref === 'string' && written.ok && written.value) {
            mine.set(xref, written.value.id);
          }
          return written;
        },
        async ticketsByXRef(xref) {
          const found = await inner.ticketsByXRef(xref);
          const own = mine.get(xref);
          return found.ok && own !== undefined
            ? { ok: true, value: recordList(found.value.rows.filter(({ id }) => id === own)) }
            : found;
        },
      };
    }),
  },
];

function over<T extends object>(inner: T, members: Partial<T>): T {
  return new Proxy(inner, {
    get: (object, name) => Reflect.get(name in members ? members : object, name) as unknown,
  });
}

function withMember(change: Change): Change {
  if (change.resource !== 'addition' || change.op !== 'update') return change;
  return { ...change, fields: [...change.fields, { field: 'unitPrice', from: null, to: 0.01 }] };
}
