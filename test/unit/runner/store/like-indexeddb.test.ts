import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { type IDBPDatabase, openDB } from 'idb';
import { expect, it } from 'vitest';
import type { ObjectDatabase } from '../../../../lib/runner/store/object-database.ts';
import { openObjectDatabase, type StoreCreator } from '../../../../lib/runner/store/open-object-database.ts';
import { byDepth } from '../../../support/depth.ts';
import { freshSchema, sharedPglite, sharedPostgres } from './shared-database.ts';

const RUNS = byDepth(60, 400);

const DATABASES = [
  ['PGlite', await sharedPglite()],
  ['PostgreSQL', await sharedPostgres()],
] as const;

/** Every kind of store and index that `lib/db` has. */
function create(creator: StoreCreator): void {
  const rows = creator.createObjectStore('rows', { keyPath: ['owner', 'id'] });
  rows.createIndex('byOwner', 'owner');
  rows.createIndex('byTime', ['deep.at', 'id']);
  rows.createIndex('byTag', 'tags', { multiEntry: true });
  rows.createIndex('byDue', ['owner', 'due']);
  creator.createObjectStore('items');
}

const text = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'a:b', 'ä', '\uffff', '\u0000', '𝒳', '\ud800', 'ﬀ'),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.5, 1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_VALUE),
  fc.integer({ min: -5, max: 5 }),
);
/** As keys the two zeros are one; which of them is answered, IndexedDB leaves open. */
const keyNumber = number.map((one) => one + 0);
const key = fc.letrec<{ key: number | string | unknown[] }>((tie) => ({
  key: fc.oneof({ maxDepth: 2 }, text, keyNumber, fc.array(tie('key'), { maxLength: 3 })),
})).key;
const value = fc.oneof(
  number,
  text,
  fc.constantFrom(null, undefined, true, Number.NaN),
  fc.array(fc.oneof(number, text, fc.constant(undefined)), { maxLength: 3 }),
  fc.constantFrom(Float64Array.of(1.5, Number.NaN), Uint16Array.of(1, 2, 3), new Uint32Array()),
  fc.constantFrom<unknown>({ $: 'number' }, { $: 1, b: { $: undefined } }, new Date(5)),
);
const row = fc.record(
  {
    owner: text,
    id: fc.oneof(text, keyNumber),
    deep: fc.oneof(fc.constant(null), fc.record({ at: fc.oneof(text, fc.constant(undefined)) })),
    tags: fc.oneof(text, fc.array(fc.oneof(text, fc.constant(null)), { maxLength: 3 }), fc.constant(undefined)),
    due: fc.oneof(keyNumber, fc.constant(Number.NaN)),
    value,
  },
  { requiredKeys: ['owner', 'id'] },
);
const query = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  { weight: 3, arbitrary: key },
  {
    weight: 5,
    arbitrary: fc.record({
      lower: fc.option(key),
      upper: fc.option(key),
      lowerOpen: fc.boolean(),
      upperOpen: fc.boolean(),
    }),
  },
);
const index = fc.constantFrom(undefined, 'byOwner', 'byTime', 'byTag', 'byDue');
const read = fc.record({
  do: fc.constantFrom('get', 'getKey', 'getAll', 'getAllKeys', 'count', 'cursor', 'key-cursor'),
  store: fc.constant('rows'),
  index,
  query,
  count: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  isBackward: fc.boolean(),
});
const write = fc.oneof(
  fc.record({ do: fc.constant('put'), store: fc.constant('rows'), value: row }),
  fc.record({ do: fc.constant('put'), store: fc.constant('items'), value, key }),
  fc.record({ do: fc.constant('put'), store: fc.constantFrom('rows', 'items'), value, key: fc.option(key) }),
  fc.record({ do: fc.constant('delete'), store: fc.constantFrom('rows', 'items'), query }),
  fc.record({
    do: fc.constant('delete-by-cursor'),
    store: fc.constant('rows'),
    index,
    query,
    isBackward: fc.boolean(),
  }),
);
type Step = {
  do: string;
  store: string;
  index?: string | undefined;
  query?: unknown;
  count?: number | undefined;
  isBackward?: boolean;
  value?: unknown;
  key?: unknown;
};
const steps = fc.array(fc.oneof(read, write), { minLength: 1, maxLength: 8 }) as fc.Arbitrary<Step[]>;
const transactions = fc.array(fc.record({ steps, abort: fc.nat(5).map((chance) => chance === 0) }), { maxLength: 6 });

function queryOf(given: unknown): unknown {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return given;
  const { lower, upper, lowerOpen, upperOpen } = given as Record<string, never>;
  if (lower !== null && upper !== null) return IDBKeyRange.bound(lower, upper, lowerOpen, upperOpen);
  if (lower !== null) return IDBKeyRange.lowerBound(lower, lowerOpen);
  return upper === null ? undefined : IDBKeyRange.upperBound(upper, upperOpen);
}

// biome-ignore lint/suspicious/noExplicitAny: two databases with the same members are compared, each with types of its own.
type Either = any;

/** One step's answer, or the name of what was thrown: not what the message says. */
async function answerTo(transaction: Either, step: Step): Promise<unknown> {
  try {
    const query = queryOf(step.query);
    const store = transaction.objectStore(step.store);
    const source = step.index === undefined ? store : store.index(step.index);
    const direction = step.isBackward ? 'prev' : 'next';
    if (step.do === 'put') return await (step.key == null ? store.put(step.value) : store.put(step.value, step.key));
    if (step.do === 'delete') return await store.delete(query);
    if (step.do === 'getAll' || step.do === 'getAllKeys') return await source[step.do](query, step.count);
    if (!step.do.includes('cursor')) return await source[step.do](query);
    const seen: unknown[] = [];
    let cursor = await (step.do === 'key-cursor'
      ? source.openKeyCursor(query, direction)
      : source.openCursor(query, direction));
    while (cursor) {
      seen.push([cursor.key, cursor.primaryKey, step.do === 'key-cursor' ? 0 : cursor.value]);
      if (step.do === 'delete-by-cursor') await cursor.delete();
      cursor = step.count === undefined ? await cursor.continue() : await cursor.advance(step.count);
    }
    return seen;
  } catch (error) {
    return `thrown: ${(error as Error).name}`;
  }
}

async function perform(database: Either, all: readonly { steps: Step[]; abort: boolean }[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const { steps, abort } of all) {
    const transaction = database.transaction(['rows', 'items'], 'readwrite');
    for (const step of steps) answers.push(await answerTo(transaction, step));
    if (abort) transaction.abort();
    answers.push(
      await transaction.done.then(
        () => 'done',
        (error: Error) => error.name,
      ),
    );
    for (const name of ['rows', 'items']) {
      answers.push(await database.getAllKeys(name), await database.getAll(name), await database.count(name));
    }
    for (const name of ['byOwner', 'byTime', 'byTag', 'byDue'])
      answers.push(await database.getAllFromIndex('rows', name));
  }
  return answers;
}

it.each(DATABASES)('%s answers as IndexedDB does, whatever is asked', async (name, sql) => {
  const schema = freshSchema();
  const ours: ObjectDatabase = await openObjectDatabase(sql, schema, { version: 1, upgrade: create });
  const theirs: IDBPDatabase = await openDB(name, 1, {
    upgrade: (database) => create(database as unknown as StoreCreator),
  });
  await fc.assert(
    fc.asyncProperty(transactions, async (all) => {
      for (const name of ['rows', 'items']) {
        await theirs.clear(name);
        await ours.delete(name, IDBKeyRange.lowerBound(Number.NEGATIVE_INFINITY));
      }
      expect(await perform(ours, all)).toEqual(await perform(theirs, all));
    }),
    { numRuns: RUNS },
  );
});
