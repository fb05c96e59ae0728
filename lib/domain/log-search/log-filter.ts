import { ok, type Result } from '../../shared/result.ts';
import { containsPattern, matchesPattern } from '../../shared/wildcards.ts';
import { datePeriod, type Period } from './date-period.ts';
import type { LogField, LogFields } from './log-fields.ts';
import type { QueryTerm } from './parse-query.ts';
import { type QueryFailure, wrong } from './query-failure.ts';

/** One condition that every row found fulfills. */
export type RowTest =
  | {
      kind: 'text';
      slots: readonly number[];
      /** Whether a text of a slot, in lower case, fulfills it. */
      matches(text: string): boolean;
      /** Every text that matches contains one of these, in lower case; none: nothing in particular. */
      literals: readonly string[];
      /** Values of the first slot that fulfill it whatever the texts are: ids whose names match. */
      ids: ReadonlySet<string>;
      /** Choices whose words match. */
      choices: readonly { choice: number; codes: number }[];
      not: boolean;
    }
  /** `codes`: a bit for each value that is allowed. */
  | { kind: 'choice'; choice: number; codes: number }
  | { kind: 'period'; periods: readonly Period[] }
  | { kind: 'amount'; allows(amount: number): boolean };

/** A query that can be asked of rows. All of its tests must hold. */
export type LogFilter = readonly RowTest[];

/** What a search needs to know beside the rows. */
export interface SearchContext {
  /** Names of the ids in the first slot. */
  names: readonly { id: string; name: string }[];
  /** Why work with this key waits; undefined: it waits for its turn. */
  waitsBecause(key: string): string | undefined;
}

/** Begins the text of a row that waits: the keys of what it waits for follow, a line each. */
const WAITS = '\u0001';

/** Returns the text of a row that waits for these works; what it says of each is looked up when it is searched. */
export function waitText(keys: readonly string[]): string {
  return keys.map((key) => `${WAITS}${key.replaceAll('\0', ' ')}`).join('\n');
}

/** Compiles a query that was parsed. Fails where a value is none of its field. */
export function compileQuery(
  text: string,
  terms: readonly QueryTerm[],
  fields: LogFields,
  context: SearchContext,
): Result<LogFilter, QueryFailure> {
  const tests: RowTest[] = [];
  for (const term of terms) {
    const test = testOf(text, term, fields, context);
    if (!test.ok) return test;
    tests.push(test.value);
  }
  return ok(tests);
}

function testOf(
  text: string,
  term: QueryTerm,
  fields: LogFields,
  context: SearchContext,
): Result<RowTest, QueryFailure> {
  const { field } = term;
  if (!field) return ok(freeText(term, fields, context));
  if (field.kind === 'text') return textTest(text, term, field, fields, context);
  if (field.kind === 'choice') return choiceTest(text, term, field);
  return field.kind === 'date' ? dateTest(text, term) : amountTest(text, term);
}

function freeText({ values }: QueryTerm, { fields, free, isNamed }: LogFields, { names }: SearchContext): RowTest {
  const pattern = values[0] ?? '';
  const choices = fields.flatMap((field) =>
    field.kind === 'choice' && field.name === 'Type'
      ? { choice: field.choice, codes: codesOf(field, (word) => containsPattern(word, pattern)) }
      : [],
  );
  return {
    kind: 'text',
    slots: free,
    matches: (text) => containsPattern(text, pattern),
    literals: literalsOf([literalOf(pattern)]),
    ids: new Set(
      isNamed ? names.filter(({ name }) => containsPattern(name, pattern)).map(({ id }) => id.toLowerCase()) : [],
    ),
    choices: choices.filter(({ codes }) => codes > 0),
    not: false,
  };
}

/** Whether one value of a text field fulfills an operator; undefined: the operator is none of texts. */
function textMatcher({ operator, values }: QueryTerm): ((text: string) => boolean) | undefined {
  const [pattern = ''] = values;
  if (operator === 'CONTAINS') return (text) => containsPattern(text, pattern);
  if (operator === 'LIKE' || operator === 'NOT LIKE')
    return (text) => text.split('\n').some((line) => matchesPattern(line, pattern));
  if (operator === 'IN' || operator === '=' || operator === '!=') {
    const wanted = new Set(values.map((value) => value.toLowerCase()));
    return (text) => text.split('\n').some((line) => wanted.has(line));
  }
  return undefined;
}

function textTest(
  text: string,
  term: QueryTerm,
  field: LogField & { kind: 'text' },
  { waits }: LogFields,
  { names, waitsBecause }: SearchContext,
): Result<RowTest, QueryFailure> {
  const plain = textMatcher(term);
  if (!plain) return notForField(text, term, 'CONTAINS, LIKE, NOT LIKE, IN, = and !=');
  const mayWait = waits !== undefined && field.slots.includes(waits);
  const matches = mayWait
    ? (of: string) =>
        plain(
          of.startsWith(WAITS)
            ? of
                .split('\n')
                .map((line) => reasonOf(line, waitsBecause))
                .join('\n')
            : of,
        )
    : plain;
  const { operator, values } = term;
  const patterned = operator === 'CONTAINS' || operator === 'LIKE' || operator === 'NOT LIKE';
  const contained = patterned ? [literalOf(values[0] ?? '')] : values.map((value) => value.toLowerCase());
  const literals = mayWait ? [] : literalsOf(contained);
  const ids = field.named
    ? names.filter(({ name }) => plain(name.toLowerCase())).map(({ id }) => id.toLowerCase())
    : [];
  const not = operator === 'NOT LIKE' || operator === '!=';
  return ok({ kind: 'text', slots: field.slots, matches, literals, ids: new Set(ids), choices: [], not });
}

/** What waits says so, in words that a search for any text finds. */
function reasonOf(line: string, waitsBecause: SearchContext['waitsBecause']): string {
  return (waitsBecause(line.slice(WAITS.length)) ?? 'waiting').toLowerCase();
}

function choiceTest(
  text: string,
  term: QueryTerm,
  field: LogField & { kind: 'choice' },
): Result<RowTest, QueryFailure> {
  const { operator, values } = term;
  const all = 2 ** field.values.length - 1;
  if (operator === 'LIKE' || operator === 'NOT LIKE' || operator === 'CONTAINS') {
    const [pattern = ''] = values;
    const matches = operator === 'CONTAINS' ? containsPattern : matchesPattern;
    const codes = codesOf(field, (word) => matches(word, pattern));
    return ok({ kind: 'choice', choice: field.choice, codes: operator === 'NOT LIKE' ? all & ~codes : codes });
  }
  if (operator !== '=' && operator !== '!=' && operator !== 'IN')
    return notForField(text, term, '=, !=, IN, LIKE, NOT LIKE and CONTAINS');
  let codes = 0;
  for (const value of values) {
    const code = codesOf(field, (word) => word.toLowerCase() === value.toLowerCase());
    if (code === 0) {
      const words = field.values.map(({ word }) => word).join(', ');
      return wrong(text, term.valueAt, term.end, `Use one of: ${words}.`, `${field.name} is never “${value}”.`);
    }
    codes |= code;
  }
  return ok({ kind: 'choice', choice: field.choice, codes: operator === '!=' ? all & ~codes : codes });
}

function codesOf(field: LogField & { kind: 'choice' }, isWanted: (word: string) => boolean): number {
  return field.values.reduce(
    (codes, { value, word }, at) => (isWanted(word) || isWanted(value) ? codes | (1 << at) : codes),
    0,
  );
}

function dateTest(text: string, term: QueryTerm): Result<RowTest, QueryFailure> {
  const periods: Period[] = [];
  for (const value of term.values) {
    const period = datePeriod(value);
    if (!period)
      return wrong(
        text,
        term.valueAt,
        term.end,
        'Use YYYY-MM-DD HH:MM:SS, or only its beginning.',
        `“${value}” is no date.`,
      );
    const { from, to } = period;
    const [earliest, latest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (term.operator === '=' || term.operator === 'IN') periods.push(period);
    else if (term.operator === '!=') periods.push({ from: earliest, to: from }, { from: to, to: latest });
    else if (term.operator === '<') periods.push({ from: earliest, to: from });
    else if (term.operator === '<=') periods.push({ from: earliest, to });
    else if (term.operator === '>') periods.push({ from: to, to: latest });
    else if (term.operator === '>=') periods.push({ from, to: latest });
    else return notForField(text, term, '=, !=, <, <=, >, >= and IN');
  }
  return ok({ kind: 'period', periods });
}

function amountTest(text: string, term: QueryTerm): Result<RowTest, QueryFailure> {
  const numbers = term.values.map((value) => (/^[-+]?\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN));
  const bad = numbers.findIndex(Number.isNaN);
  if (bad >= 0)
    return wrong(
      text,
      term.valueAt,
      term.end,
      'Use a number such as 100 or -12.50.',
      `“${term.values[bad]}” is no number.`,
    );
  const [number = 0] = numbers;
  const allows: Partial<Record<QueryTerm['operator'], (amount: number) => boolean>> = {
    '=': (amount) => amount === number,
    '!=': (amount) => amount !== number,
    '<': (amount) => amount < number,
    '<=': (amount) => amount <= number,
    '>': (amount) => amount > number,
    '>=': (amount) => amount >= number,
    IN: (amount) => numbers.includes(amount),
  };
  const allowed = allows[term.operator];
  return allowed ? ok({ kind: 'amount', allows: allowed }) : notForField(text, term, '=, !=, <, <=, >, >= and IN');
}

function notForField(text: string, term: QueryTerm, allowed: string) {
  const name = term.field?.name ?? '';
  return wrong(text, term.start, term.end, `Use ${allowed}.`, `${term.operator} cannot be used with ${name}.`);
}

/** The longest part of a pattern without wildcards: what does not contain it cannot match. */
function literalOf(pattern: string): string {
  return pattern
    .toLowerCase()
    .split(/[*?]/)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** Each is looked for by itself: of many, looking at every text costs less. */
function literalsOf(contained: readonly string[]): readonly string[] {
  return contained.length > MOST_LITERALS || contained.includes('') ? [] : contained;
}
const MOST_LITERALS = 8;
