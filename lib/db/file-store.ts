import type { DBSchema, IDBPDatabase } from 'idb';
import type { CompareCustomer, FileImport, FileStore, ImportedCustomer } from '../domain/file-import.ts';
import type { PortalEvent } from '../domain/portal-facts.ts';
import { holdDatabase } from './held-database.ts';

type PartKey = [importId: string, customerId: string, number: number];

interface FileSchema extends DBSchema {
  /** `current`: the import that counts. `begun`: the one that is being written. */
  imports: { key: 'current' | 'begun'; value: FileImport | Begun };
  parts: { key: PartKey; value: ImportedCustomer };
  /** Numbered in the order in which imports showed them. */
  events: { key: number; value: PortalEvent };
}

interface Begun {
  id: string;
  /** How many parts it has. */
  parts: number;
}

type FileDatabase = IDBPDatabase<FileSchema>;

/** Rows that are read at a time, so that a large import is never in memory as a whole. */
const PAGE = 500;
/** Events that are kept: far more than a poll is behind. */
const MOST_EVENTS = 50_000;

/**
 * Opens the store of imported files, a database of its own: what a user removes with a file is all that is in it. Opened at the first
 * call, and again after it was closed or failed.
 */
export function openFileStore(name = 'backup-bridge-files'): FileStore {
  const use = holdDatabase<FileSchema>(name, (database) => {
    database.createObjectStore('imports');
    database.createObjectStore('parts');
    database.createObjectStore('events', { autoIncrement: true });
  });

  return {
    current: () => use(currentOf),
    begin: (id) =>
      use(async (database) => {
        const transaction = database.transaction(['imports', 'parts'], 'readwrite');
        const before = (await transaction.objectStore('imports').get('begun')) as Begun | undefined;
        if (before) await transaction.objectStore('parts').delete(partsOf(before.id));
        await transaction.objectStore('imports').put({ id, parts: 0 }, 'begun');
        await transaction.done;
      }),
    add: (id, customers) =>
      use(async (database) => {
        const transaction = database.transaction(['imports', 'parts'], 'readwrite');
        const begun = (await transaction.objectStore('imports').get('begun')) as Begun | undefined;
        if (begun?.id !== id) return false;
        const parts = transaction.objectStore('parts');
        await Promise.all(customers.map((one, index) => parts.put(one, [id, one.customer.id, begun.parts + index])));
        await transaction.objectStore('imports').put({ id, parts: begun.parts + customers.length }, 'begun');
        await transaction.done;
        return true;
      }),
    commit: (imported, compare) => use((database) => commit(database, imported, compare)),
    customers: () =>
      use(async (database) => {
        const imported = await currentOf(database);
        const found = [];
        if (imported) for await (const { customer } of customersOf(database, imported.id)) found.push(customer);
        return found;
      }),
    accounts: () =>
      use(async (database) => {
        const imported = await currentOf(database);
        const found = [];
        if (imported) for await (const { accounts } of customersOf(database, imported.id)) found.push(...accounts);
        return found;
      }),
    customer: (customerId) =>
      use(async (database) => {
        // One transaction, so that both are of the same import.
        const transaction = database.transaction(['imports', 'parts']);
        const imported = (await transaction.objectStore('imports').get('current')) as FileImport | undefined;
        if (!imported) return null;
        const parts = await transaction.objectStore('parts').getAll(partsOf(imported.id, customerId));
        return { found: joined(parts), imported };
      }),
    events: (after, limit) =>
      use(async (database) => {
        const store = database.transaction('events').store;
        const newest = (await store.openKeyCursor(null, 'prev'))?.key ?? 0;
        if (after === undefined) return { events: [], position: newest, more: false };
        const range = IDBKeyRange.lowerBound(after, true);
        const [events, keys] = await Promise.all([store.getAll(range, limit), store.getAllKeys(range, limit)]);
        const position = keys.at(-1) ?? after;
        return { events, position, more: position < newest };
      }),
    clear: () =>
      use(async (database) => {
        const transaction = database.transaction(['imports', 'parts', 'events'], 'readwrite');
        const stores = ['imports', 'parts', 'events'] as const;
        await Promise.all(stores.map((store) => transaction.objectStore(store).clear()));
        await transaction.done;
      }),
  };
}

async function currentOf(database: FileDatabase): Promise<FileImport | null> {
  return ((await database.get('imports', 'current')) as FileImport | undefined) ?? null;
}

/** Compares before it writes: the transaction that replaces the data does nothing else. */
async function commit(database: FileDatabase, imported: FileImport, compare: CompareCustomer): Promise<boolean> {
  const before = await currentOf(database);
  const isSame = before?.name === imported.name;
  const events = isSame ? await compareImports(database, [before.id, imported.id], compare) : [];
  const transaction = database.transaction(['imports', 'parts', 'events'], 'readwrite', { durability: 'strict' });
  const imports = transaction.objectStore('imports');
  const begun = (await imports.get('begun')) as Begun | undefined;
  if (begun?.id !== imported.id) return false;
  const kept = transaction.objectStore('events');
  await Promise.all([
    imports.put(imported, 'current'),
    imports.delete('begun'),
    before && transaction.objectStore('parts').delete(partsOf(before.id)),
    ...events.map((event) => kept.add(event)),
  ]);
  const newest = (await kept.openKeyCursor(null, 'prev'))?.key ?? 0;
  await kept.delete(IDBKeyRange.upperBound(newest - MOST_EVENTS));
  await transaction.done;
  return true;
}

/** Walks through both imports by customer id at once. */
async function compareImports(
  database: FileDatabase,
  [beforeId, nowId]: [string, string],
  compare: CompareCustomer,
): Promise<PortalEvent[]> {
  const events: PortalEvent[] = [];
  const [before, now] = [customersOf(database, beforeId), customersOf(database, nowId)];
  let [old, young] = await Promise.all([before.next(), now.next()]);
  while (!old.done || !young.done) {
    const [oldId, youngId] = [old.value?.customer.id, young.value?.customer.id];
    const isOld = oldId !== undefined && (youngId === undefined || indexedDB.cmp(oldId, youngId) <= 0);
    const isYoung = youngId !== undefined && (oldId === undefined || indexedDB.cmp(youngId, oldId) <= 0);
    for (const event of compare((isOld && old.value) || undefined, (isYoung && young.value) || undefined))
      events.push(event);
    if (isOld) old = await before.next();
    if (isYoung) young = await now.next();
  }
  return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The customers of an import by id, each whole. */
async function* customersOf(database: FileDatabase, id: string): AsyncGenerator<ImportedCustomer, undefined> {
  let open: ImportedCustomer[] = [];
  let after: PartKey | undefined;
  for (;;) {
    const range = after ? IDBKeyRange.bound(after, [id, []], true) : partsOf(id);
    const transaction = database.transaction('parts');
    const [keys, parts] = await Promise.all([
      transaction.store.getAllKeys(range, PAGE),
      transaction.store.getAll(range, PAGE),
    ]);
    for (const part of parts) {
      const whole = open[0]?.customer.id === part.customer.id ? null : joined(open);
      if (whole) {
        yield whole;
        open = [];
      }
      open.push(part);
    }
    after = keys.at(-1);
    if (keys.length < PAGE) break;
  }
  const last = joined(open);
  if (last) yield last;
}

function joined([first, ...more]: readonly ImportedCustomer[]): ImportedCustomer | null {
  if (!first) return null;
  return {
    customer: first.customer,
    accounts: [first, ...more].flatMap(({ accounts }) => accounts),
    figures: [first, ...more].flatMap(({ figures }) => figures),
    skipped: [first, ...more].flatMap(({ skipped }) => skipped),
  };
}

function partsOf(id: string, customerId?: string): IDBKeyRange {
  const start = customerId === undefined ? [id] : [id, customerId];
  return IDBKeyRange.bound(start, [...start, []]);
}
