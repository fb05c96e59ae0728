import type { LogField } from './log-fields.ts';
import { type Operator, parseQuery, type QueryTerm } from './parse-query.ts';

/** A condition that a control of the page stands for. */
export interface Condition {
  /** Name of the field. */
  field: string;
  operator: Operator;
}

/** Returns the value of a condition in a query; '' where the query has none, or cannot be read. */
export function valueIn(query: string, fields: readonly LogField[], condition: Condition): string {
  return termsOf(query, fields).find((term) => isOf(term, condition))?.values[0] ?? '';
}

/** Returns the query with a condition of this value instead of what it has of it; '': without it. The rest stays as it was typed. */
export function withValue(query: string, fields: readonly LogField[], condition: Condition, value: string): string {
  const terms = termsOf(query, fields);
  const written = value === '' ? undefined : `${condition.field} ${condition.operator} ${quoted(value)}`;
  const parts = terms.map((term) => (isOf(term, condition) ? written : query.slice(term.start, term.end)));
  const isNew = !terms.some((term) => isOf(term, condition));
  // What cannot be read is kept: only a user knows what it should be.
  const kept = terms.length === 0 && query.trim() ? [query.trim()] : parts;
  return [...kept, ...(isNew ? [written] : [])].filter((part) => part !== undefined).join(' AND ');
}

function termsOf(query: string, fields: readonly LogField[]): readonly QueryTerm[] {
  const terms = parseQuery(query, fields);
  return terms.ok ? terms.value : [];
}

function isOf({ field, operator }: QueryTerm, condition: Condition): boolean {
  return field?.name === condition.field && operator === condition.operator;
}

/** What would be read as another condition, or as several values, is put into quotes. */
function quoted(value: string): string {
  const clean = value.replaceAll('"', '');
  return /[,=<>]|\s(and|or)\s|^\s|\s$/i.test(clean) ? `"${clean}"` : clean;
}
