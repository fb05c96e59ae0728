import { ok, type Result } from '../../shared/result.ts';
import { fieldNames, type LogField } from './log-fields.ts';
import { type QueryFailure, wrong } from './query-failure.ts';

export const OPERATORS = ['CONTAINS', 'NOT LIKE', 'LIKE', 'IN', '>=', '<=', '!=', '=', '>', '<'] as const;
export type Operator = (typeof OPERATORS)[number];

/** One part of a query, between two AND. */
export interface QueryTerm {
  /** Where it is in the text that was typed: from the first character to behind the last. */
  start: number;
  end: number;
  /** undefined: free text. */
  field: LogField | undefined;
  operator: Operator;
  /** Several for IN. */
  values: readonly string[];
  /** Where the first value begins. */
  valueAt: number;
}

/** A query longer than this is cut off nowhere: it is refused. */
export const LONGEST_QUERY = 2_000;

/**
 * Reads a query of a log: parts between AND, each a field with an operator and a value, or free text. Operators as the guides have them
 * (docs/reference/setup-guides.md#figure-23): CONTAINS, LIKE and NOT LIKE with `*` and `?`, IN with commas, and comparisons. A value with
 * AND or a comma of its own is put into quotes.
 */
export function parseQuery(text: string, fields: readonly LogField[]): Result<QueryTerm[], QueryFailure> {
  if (text.length > LONGEST_QUERY) return wrong(text, LONGEST_QUERY, text.length, 'Shorten the search.', TOO_LONG);
  const names = fieldNames(fields);
  const terms: QueryTerm[] = [];
  for (const part of partsOf(text, names)) {
    if ('unclosed' in part)
      return wrong(text, part.unclosed, text.length, 'Add the closing quote.', 'This quote is not closed.');
    const term = termOf(text, part.start, part.end, names);
    if (!term.ok) return term;
    if (term.value) terms.push(term.value);
  }
  return ok(terms);
}

const TOO_LONG = `A search has at most ${LONGEST_QUERY} characters.`;

type Names = ReturnType<typeof fieldNames>;
interface Span {
  start: number;
  end: number;
}

/** Parts between AND outside of quotes. In lower case it is one only before a field with an operator: "Smith and Sons" is a name. */
function partsOf(text: string, names: Names): (Span | { unclosed: number })[] {
  const parts: (Span | { unclosed: number })[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"' && opensQuote(text, at)) {
      const closing = text.indexOf('"', at + 1);
      if (closing < 0) return [{ unclosed: at }];
      at = closing;
      continue;
    }
    if (!/^and(?=\s|$)/i.test(text.slice(at, at + 4)) || (at > 0 && !/\s/.test(text[at - 1] ?? ''))) continue;
    if (text.slice(at, at + 3) !== 'AND' && !headOf(text, skipSpace(text, at + 3), text.length, names)) continue;
    parts.push({ start, end: at });
    start = at + 3;
    at += 2;
  }
  parts.push({ start, end: text.length });
  return parts;
}

function opensQuote(text: string, at: number): boolean {
  return at === 0 || /[\s,=<>]/.test(text[at - 1] ?? '');
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (next < text.length && /\s/.test(text[next] ?? '')) next += 1;
  return next;
}

interface Head {
  field: LogField;
  operator: Operator;
  /** Behind the operator. */
  end: number;
}

/** Returns the field and the operator that begin here, if both do. */
function headOf(text: string, start: number, end: number, names: Names): Head | undefined {
  for (const { name, field } of names) {
    if (text.slice(start, start + name.length).toLowerCase() !== name.toLowerCase()) continue;
    const at = skipSpace(text, start + name.length);
    const found = operatorAt(text.slice(0, end), at);
    if (!found || (at === start + name.length && /^[a-z]/i.test(found.operator))) continue;
    return { field, operator: found.operator, end: found.end };
  }
  return undefined;
}

function operatorAt(text: string, at: number): { operator: Operator; end: number } | undefined {
  for (const operator of OPERATORS) {
    const pattern = new RegExp(`^${operator.replace(' ', '\\s+')}${/[A-Z]/.test(operator) ? '(?=\\s|"|$)' : ''}`, 'i');
    const found = pattern.exec(text.slice(at, at + 40));
    if (found) return { operator, end: at + found[0].length };
  }
  return undefined;
}

/** Returns the term of a part; null where there is nothing in it. */
function termOf(text: string, from: number, to: number, names: Names): Result<QueryTerm | null, QueryFailure> {
  const start = skipSpace(text, from);
  let end = to;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  const isOnly = from === 0 && to === text.length;
  if (start >= end) {
    return isOnly
      ? ok(null)
      : wrong(text, from, to, 'Add a condition, or remove AND.', 'A condition is missing beside AND.');
  }
  const head = headOf(text, start, end, names);
  if (!head) {
    const unknown = notInOf(text, start, end, names) ?? unknownField(text, start, end, names);
    return (
      unknown ??
      ok({
        start,
        end,
        field: undefined,
        operator: 'CONTAINS',
        values: [unquoted(text.slice(start, end))],
        valueAt: start,
      })
    );
  }
  const { field, operator } = head;
  const valueAt = skipSpace(text, head.end);
  const raw = text.slice(valueAt, end);
  if (raw === '')
    return wrong(
      text,
      start,
      end,
      `Type a value after it, e.g. ${exampleOf(field, operator)}.`,
      `${field.name} ${operator} has no value.`,
    );
  const missing = missingAnd(text, valueAt, end, names);
  if (missing) return missing;
  const values = operator === 'IN' ? listOf(raw) : [unquoted(raw)];
  if (values.length === 0)
    return wrong(text, valueAt, end, 'Type values with commas between them.', `${field.name} IN has no value.`);
  return ok({ start, end, field, operator, values, valueAt });
}

/** "Customer = Oak Severity = error": the second field would else be taken for a part of the value. */
function missingAnd(text: string, from: number, end: number, names: Names): Result<never, QueryFailure> | undefined {
  if (text[from] === '"') return undefined;
  for (let at = from + 1; at < end; at += 1) {
    if (!/\s/.test(text[at - 1] ?? '')) continue;
    const or = /^or\s+/i.exec(text.slice(at, end));
    if (or && headOf(text, at + or[0].length, end, names))
      return wrong(text, at, at + 2, 'Use IN for several values of one field.', 'Conditions are joined by AND only.');
    const head = headOf(text, at, end, names);
    if (head && /[=<>]/.test(head.operator))
      return wrong(
        text,
        at,
        head.end,
        `Write AND before ${head.field.name}.`,
        `AND is missing before ${head.field.name}.`,
      );
  }
  return undefined;
}

/** "Customer NOT IN Oak, Copper": no operator, and not the field "Customer NOT" either. */
function notInOf(text: string, start: number, end: number, names: Names): Result<never, QueryFailure> | undefined {
  const found = /^(.+?)\s+(NOT\s+(?:IN|CONTAINS))(?=\s|"|$)/i.exec(text.slice(start, end));
  const [, typed = '', operator = ''] = found ?? [];
  const field = names.find(({ name }) => name.toLowerCase() === typed.toLowerCase())?.field;
  if (!field) return undefined;
  const at = start + text.slice(start, end).indexOf(operator, typed.length);
  const word = operator.toUpperCase().replace(/\s+/, ' ');
  const instead = field.kind === 'text' ? 'NOT LIKE' : '!=';
  const value = field.kind === 'text' ? '*dental*' : exampleOf(field, '!=').slice(3);
  return wrong(
    text,
    at,
    at + operator.length,
    `Use ${instead} for each value, joined by AND, e.g. ${field.name} ${instead} ${value}.`,
    `There is no ${word}.`,
  );
}

/** "Foo LIKE x": what looks like a condition and names no field is no free text. */
function unknownField(text: string, start: number, end: number, names: Names): Result<never, QueryFailure> | undefined {
  const found =
    /^([\p{L}][\p{L}\p{N} _-]{0,30}?)\s+(?:(?:NOT LIKE|LIKE|CONTAINS|IN)\s+\S|(?:>=|<=|!=|=|>|<)\s+\S)/u.exec(
      text.slice(start, end),
    );
  if (!found?.[1]) return undefined;
  const known = [...new Set(names.map(({ field }) => field.name))].sort().join(', ');
  return wrong(
    text,
    start,
    start + found[1].length,
    `Fields are: ${known}. Put free text into quotes.`,
    `There is no field “${found[1]}”.`,
  );
}

function exampleOf(field: LogField, operator: Operator): string {
  if (field.kind === 'date') return `${operator} 2026-11-21`;
  if (field.kind === 'amount') return `${operator} 100`;
  if (field.kind === 'choice') return `${operator} ${field.values[0]?.word ?? ''}`;
  return operator === 'IN' ? 'IN Oak Dental, Copper Realty' : `${operator} *dental*`;
}

function unquoted(value: string): string {
  const trimmed = value.trim();
  return trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"') ? trimmed.slice(1, -1) : trimmed;
}

/** Values between commas; a comma in quotes is part of its value. */
function listOf(raw: string): string[] {
  const values: string[] = [];
  for (const [, quoted, plain] of raw.matchAll(/\s*(?:"([^"]*)"|([^,]+))\s*(?:,|$)/g)) {
    const value = quoted ?? plain?.trim() ?? '';
    if (value !== '') values.push(value);
  }
  return values;
}
