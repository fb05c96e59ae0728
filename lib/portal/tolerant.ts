import type * as z from 'zod/mini';
import type { SkippedValue } from '../domain/portal-facts.ts';
import { MOST_PAGES, MOST_ROWS } from '../shared/bounds.ts';
import type { Failure } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { safeParse } from '../shared/safe-parse.ts';

/**
 * Reads a list item by item (docs/reference/portals.md#what-does-not-parse): an optional member that does not parse is
 * left out of its item, an item without a readable required member is left out of the list, and both are reported with
 * path and value. Nothing is guessed, and one bad item never takes the rest down.
 * @param unbilled members that say nothing about usage; whatever else is left out is marked, see `SkippedValue.usage`.
 */
export function readItems<S extends z.ZodMiniType>(
  schema: S,
  items: readonly unknown[],
  path: string,
  skipped: SkippedValue[],
  unbilled?: ReadonlySet<string>,
): z.infer<S>[] {
  const read: z.infer<S>[] = [];
  for (const [index, item] of items.entries()) {
    const value = readItem(schema, item, `${path}[${index}]`, skipped, unbilled);
    if (value !== undefined) read.push(value);
  }
  return read;
}

/**
 * Returns each record once, of a list that usage is counted by. Of one that is listed twice, and differently, nobody knows which is
 * right: the first counts, and the other is reported as usage that could not be read.
 * @param named where the record is, and what such a record is called
 */
export function eachOnce<T extends { id: string }>(
  records: readonly T[],
  skipped: SkippedValue[],
  named: (record: T) => { path: string; what: string },
): T[] {
  const byId = new Map<string, T>();
  for (const record of records) {
    const known = byId.get(record.id);
    if (!known) {
      byId.set(record.id, record);
      continue;
    }
    if (JSON.stringify(known) === JSON.stringify(record)) continue;
    const { path, what } = named(record);
    skipped.push({
      path,
      value: record.id.slice(0, 100),
      why: `This ${what} is listed twice, with different values.`,
      usage: true,
    });
  }
  return [...byId.values()];
}

/** One item of such a list; undefined when it had to be left out. */
export function readItem<S extends z.ZodMiniType>(
  schema: S,
  item: unknown,
  path: string,
  skipped: SkippedValue[],
  unbilled?: ReadonlySet<string>,
): z.infer<S> | undefined {
  const first = safeParse(schema, item);
  if (first.success) return first.data;
  if (!isObject(item)) {
    skipped.push({
      path,
      value: shown(item),
      why: 'This is no record.',
      record: path,
      ...(unbilled && { usage: true }),
    });
    return undefined;
  }
  const rest = copyOf(item);
  for (const issue of first.error.issues) remove(rest, issue.path.map(String));
  const second = safeParse(schema, rest);
  for (const issue of first.error.issues) {
    skipped.push({
      path: [path, ...issue.path.map(String)].join('.'),
      value: shown(
        issue.path.reduce<unknown>(
          (node, key) => (isObject(node) && Object.hasOwn(node, key) ? node[String(key)] : undefined),
          item,
        ),
      ),
      why: second.success
        ? 'This value was left out: it could not be understood.'
        : 'The record was left out: this value could not be understood.',
      ...(!second.success && { record: path, ...idOf(item) }),
      ...(unbilled && !(second.success && unbilled.has(String(issue.path[0]))) && { usage: true }),
    });
  }
  return second.success ? second.data : undefined;
}

/** Deeper than can be copied, the record counts as one without members. */
function copyOf(item: Record<string, unknown>): Record<string, unknown> {
  try {
    return structuredClone(item);
  } catch {
    return {};
  }
}

function idOf(item: Record<string, unknown>): Pick<SkippedValue, 'id'> {
  const id = Object.hasOwn(item, 'id') ? item.id : undefined;
  return typeof id === 'string' || typeof id === 'number' ? { id: String(id).slice(0, 100) } : {};
}

function remove(record: Record<string, unknown>, path: readonly string[]): void {
  const [member, ...deeper] = path;
  if (member === undefined) return;
  const inner = record[member];
  if (deeper.length === 0 || !isObject(inner)) delete record[member];
  else remove(inner, deeper);
}

/** The list itself, or problem `unexpected-shape`: without a list there is nothing to be tolerant about. */
export function expectList(value: unknown, peer: string, path: string): Result<unknown[]> {
  if (!Array.isArray(value)) return fail(unexpected(peer, path, value));
  return value.length > MOST_ROWS ? fail(tooManyRows(peer, path)) : ok(value);
}

/**
 * Whether a list as it came, with the rows that could not be read, surely does not hold a record. A row without an id might be
 * any record.
 */
export function surelyLacks(rows: readonly unknown[], id: string): boolean {
  return rows.every((row) => {
    const found: unknown = isObject(row) ? row.id : undefined;
    return (typeof found === 'string' || typeof found === 'number') && String(found) !== id;
  });
}

export function unexpected(peer: string, path: string, value: unknown): Failure {
  return {
    code: 'unexpected-shape',
    message: `${peer} answered ${path} with something unexpected.`,
    nextStep: 'Check that the address is that of the portal and not of something else.',
    field: path,
    value: shown(value),
  };
}

export function tooManyRows(peer: string, path: string): Failure {
  return {
    code: 'too-large',
    message: `${peer} answered ${path} with more than ${MOST_ROWS} rows, or ${MOST_PAGES} pages. None were used.`,
    nextStep: 'Check the address of the portal; if it repeats, report it.',
    field: path,
  };
}

/** A value of an answer as text for a report, at most 100 characters. */
export function shown(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? 'nothing').slice(0, 100);
  } catch {
    return 'something deeply nested';
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
