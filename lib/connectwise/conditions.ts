/**
 * Builds `conditions` (docs/reference/connectwise-rest.md#conditions). Ids come before names: an id is bare, never
 * misspelt and needs no quotes. A condition is text that is complete in itself; `and` and `or` put brackets where they
 * are needed.
 */
export type Condition = string;

/** A quoted text. The guide does not say how to escape a quote, so the other one is taken; with both inside, doubled. */
export function quoted(text: string): string {
  if (!text.includes('"')) return `"${text}"`;
  if (!text.includes("'")) return `'${text}'`;
  return `"${text.replaceAll('"', '""')}"`;
}

/** A time, in square brackets and to the second. */
export function dated(milliseconds: number): string {
  return `[${new Date(milliseconds).toISOString().slice(0, 19)}Z]`;
}

function literal(value: string | number | boolean | null): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : quoted(value);
}

export function eq(field: string, value: string | number | boolean | null): Condition {
  return `${field}=${literal(value)}`;
}

export function greater(field: string, value: number): Condition {
  return `${field}>${literal(value)}`;
}

/** At that moment or later. Times are kept to the second, so what was written in the same second is read again. */
export function since(field: string, milliseconds: number): Condition {
  return `${field}>=${dated(milliseconds)}`;
}

/** Beginning of a text. `like` knows `%`, `_` and `[…]` as SQL does; a one-character class takes their meaning away. */
export function beginsWith(field: string, text: string): Condition {
  return `${field} like ${quoted(`${text.replace(/[[%_*]/g, '[$&]')}%`)}`;
}

/** Part of a text. `[` opens a LIKE class, so it is written as one (docs/reference/connectwise-rest.md#conditions). */
export function contains(field: string, text: string): Condition {
  return `${field} contains ${quoted(text.replaceAll('[', '[[]'))}`;
}

export function and(...conditions: readonly Condition[]): Condition {
  return conditions.map((condition) => (/ or /i.test(condition) ? `(${condition})` : condition)).join(' and ');
}

export function or(...conditions: readonly Condition[]): Condition {
  return conditions.join(' or ');
}

/** Most characters that a list of ids takes of an address. */
const ID_BUDGET = 1_200;

/**
 * `field in (…)` as often as needed: each condition stays under `budget` characters once it is part of an address,
 * where a comma takes three.
 */
export function inIds(field: string, ids: readonly number[], budget = ID_BUDGET): Condition[] {
  return idParts(ids, budget).map((part) => isIn(field, part));
}

/** One of these ids: as many as `idParts` gives at once. */
export function isIn(field: string, ids: readonly number[]): Condition {
  return `${field} in (${ids.join(',')})`;
}

/** The ids, each once, in parts that take at most `budget` characters of an address. */
export function idParts(ids: readonly number[], budget = ID_BUDGET): number[][] {
  const parts: number[][] = [];
  let part: number[] = [];
  let length = 0;
  for (const id of new Set(ids)) {
    const cost = String(id).length + '%2C'.length;
    if (part.length > 0 && length + cost > budget) {
      parts.push(part);
      part = [];
      length = 0;
    }
    part.push(id);
    length += cost;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
