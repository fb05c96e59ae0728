import fc from 'fast-check';

/** What becomes of a value: other types, none, amounts that nobody has, words that nobody knows, copies, depth. */
const REPLACEMENTS: Record<string, (value: unknown) => unknown> = {
  null: () => null,
  missing: () => undefined,
  'empty text': () => '',
  'NaN as text': () => 'NaN',
  'number as text': () => '12',
  'unknown word': () => 'QUIESCED',
  'text of two lines': () => 'A\nB: 5',
  'long text': () => 'x'.repeat(70_000),
  'marks that turn text around': (value) => `\u202e${typeof value === 'string' ? value : ''}\u0000\u200b\ud800`,
  'a web page': () => '<img src=x onerror=alert(1)><script>alert(1)</script>',
  prototype: () => '__proto__',
  'other id': () => 12,
  'next id': (value) => (typeof value === 'number' ? value + 1 : 2),
  negative: () => -1,
  'huge negative': () => -1e300,
  fraction: () => 1.5,
  huge: () => 1e300,
  unsafe: () => 2 ** 60,
  zero: () => 0,
  true: () => true,
  'empty list': () => [],
  'empty record': () => ({}),
  'in a list': (value) => [value],
  'in a record': (value) => ({ value }),
  'record with odd keys': () => ({ constructor: 1, length: 3, id: 9 }),
  'record with own prototype': () => JSON.parse('{"__proto__":{"id":1},"toString":null,"id":9}'),
  nested: () => JSON.parse(`${'['.repeat(40)}1${']'.repeat(40)}`),
  'very deep': () => JSON.parse(`${'['.repeat(400)}1${']'.repeat(400)}`),
  'time of another century': () => '0001-01-01T00:00:00Z',
  'time to come': () => '9999-12-31T23:59:59Z',
  'no time': () => '2026-02-30T25:61:00',
  twice: (value) => (Array.isArray(value) ? [...value, ...value] : value),
  'twice, and differently': (value) =>
    Array.isArray(value)
      ? [...value, ...value.map((row) => ({ ...row, local_usage: 1, device_usage: 1, count: 3, onlineBytes: 7 }))]
      : value,
  reversed: (value) => (Array.isArray(value) ? value.toReversed() : value),
  'broken off': (value) => (JSON.stringify(value) ?? '').slice(0, -2),
};

/** Replacements that are of lists alone: a third of all mutations, of whatever lists there are. */
const OF_LISTS = ['twice', 'twice, and differently', 'reversed', 'in a list', 'broken off', 'null', 'empty list'];

/** One change of a JSON document. */
export interface Mutation {
  /** Which of the document's values, or of its lists, counted from the outside. */
  at: number;
  /** A kind of replacement, or `given`: the value itself. */
  what: string;
  ofLists: boolean;
  given?: unknown;
}

const place = fc.nat(10_000);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      at: place,
      what: fc.constantFrom(...Object.keys(REPLACEMENTS)),
      ofLists: fc.constant(false),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ at: place, what: fc.constantFrom(...OF_LISTS), ofLists: fc.constant(true) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      at: place,
      what: fc.constant('given'),
      ofLists: fc.constant(false),
      given: fc.jsonValue({ maxDepth: 3 }),
    }),
  },
);

/** One to four changes of a document that is valid without them. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(mutation, { minLength: 1, maxLength: 4 });

/** Changes the values of a document in place. Its outermost value stays: put it into a record to have it changed too. */
export function mutate(document: object, changes: readonly Mutation[]): void {
  for (const { at, what, ofLists, given } of changes) {
    const places = placesIn(document).filter(({ of, key }) => !ofLists || Array.isArray(Reflect.get(of, key)));
    const chosen = places[at % places.length];
    if (!chosen) continue;
    const value = what === 'given' ? given : REPLACEMENTS[what]?.(Reflect.get(chosen.of, chosen.key));
    if (value === undefined && !Array.isArray(chosen.of)) Reflect.deleteProperty(chosen.of, chosen.key);
    else Reflect.set(chosen.of, chosen.key, value ?? null);
  }
}

/** Returns a changed copy of a JSON value, the value itself perhaps among what is changed; undefined: it is missing. */
export function mutated(value: unknown, changes: readonly Mutation[]): unknown {
  const document = { value: structuredClone(value) };
  mutate(document, changes);
  return document.value;
}

interface Place {
  of: object;
  key: string;
}

/** Every value of the document by the record or list that holds it. What is deep already is not gone into. */
function placesIn(of: object, depth = 0): Place[] {
  if (depth > 12) return [];
  return Object.keys(of).flatMap((key) => {
    const value: unknown = Reflect.get(of, key);
    const inside = typeof value === 'object' && value !== null ? placesIn(value, depth + 1) : [];
    return [{ of, key }, ...inside];
  });
}
