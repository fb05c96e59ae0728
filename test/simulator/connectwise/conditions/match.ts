import type { Comparison, Condition, Literal } from './parse.ts';
import { ConditionsError, VALUE_HINT } from './tokens.ts';

export type FieldType = 'string' | 'numeric' | 'boolean' | 'datetime';
/** Type of the field at a path; undefined when there is no such field. */
export type FieldTypeOf = (path: string) => FieldType | undefined;
/** Value of a record at a path; undefined or null when unset. */
export type ReadField = (path: string) => unknown;

/** Holds the fields and literals of a condition against the fields' types. Throws only ConditionsError. */
export function checkTypes(condition: Condition, typeOf: FieldTypeOf): void {
  if (condition.kind !== 'compare') {
    for (const item of condition.items) checkTypes(item, typeOf);
    return;
  }
  const type = typeOf(condition.path);
  // The sentence for an unknown field is INFERRED; that it is refused is how the grammar's errors work.
  if (!type) throw new ConditionsError(`'${condition.path}' is not a field that conditions can use.`);
  const wantsText = condition.operator === 'contains' || condition.operator === 'like';
  if (wantsText && type !== 'string') throw new ConditionsError(`'${condition.operator}' needs a string field.`);
  for (const literal of condition.values) {
    if (literal.type === 'null' ? wantsText : literal.type !== type) {
      throw new ConditionsError(`Expected a ${type} value, not a ${literal.type}. ${VALUE_HINT}`);
    }
  }
}

/**
 * Whether a record meets a type-checked condition. Text is compared without case (INFERRED: SQL Server's default).
 * `!=` and `not` are plain negations: an unset member is not equal to any value.
 */
export function matches(condition: Condition, read: ReadField): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.items.every((item) => matches(item, read));
    case 'or':
      return condition.items.some((item) => matches(item, read));
    case 'compare':
      return compare(condition, read(condition.path)) !== condition.negated;
  }
}

function compare({ operator, values }: Comparison, stored: unknown): boolean {
  const [first] = values;
  if (!first) return false;
  if (operator === 'in') return values.some((literal) => order(stored, literal) === 0);
  if (operator === 'contains') return text(stored).includes(text(first.value));
  if (operator === 'like') return likePattern(text(first.value)).test(text(stored));
  const difference = order(stored, first);
  switch (operator) {
    case '=':
      return difference === 0;
    case '!=':
      return difference !== 0;
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
  }
}

/** Below 0, 0 or above 0; NaN when the two cannot be compared, so that only `!=` is met. */
function order(stored: unknown, literal: Literal): number {
  switch (literal.type) {
    case 'null':
      return isUnset(stored) ? 0 : Number.NaN;
    case 'boolean':
      // An unset flag is false.
      return (stored === true) === literal.value ? 0 : Number.NaN;
    case 'numeric':
      return typeof stored === 'number' ? stored - literal.value : Number.NaN;
    case 'datetime':
      return typeof stored === 'string' ? Date.parse(stored) - literal.value : Number.NaN;
    case 'string': {
      if (isUnset(stored) && literal.value !== '') return Number.NaN;
      const [a, b] = [text(stored), literal.value.toLowerCase()];
      return a < b ? -1 : Number(a > b);
    }
  }
}

function isUnset(stored: unknown): boolean {
  return stored === undefined || stored === null || stored === '';
}

function text(value: unknown): string {
  return isUnset(value) ? '' : String(value).toLowerCase();
}

/**
 * `%` and `*` stand for any text; `[x]` is a class as in SQL LIKE, so `[[]` is a literal bracket
 * (docs/reference/connectwise-rest.md#conditions).
 */
function likePattern(pattern: string): RegExp {
  const source = pattern.replace(/\[([^\]]+)\]|[%*]|[\s\S]/g, (part, members: string | undefined) => {
    if (members !== undefined) return `[${members.replace(/[\\\]^[]/g, '\\$&')}]`;
    return part === '%' || part === '*' ? '[\\s\\S]*' : part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  });
  return new RegExp(`^${source}$`);
}
