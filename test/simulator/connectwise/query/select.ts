import { checkTypes, type FieldTypeOf, matches, type ReadField } from '../conditions/match.ts';
import { type Condition, parseConditions } from '../conditions/parse.ts';
import { ConditionsError } from '../conditions/tokens.ts';
import { badRequest } from '../errors.ts';
import { fieldTypes, type View } from '../present.ts';
import type { Resource } from '../resource.ts';
import { type Row, type Table, valueAt } from '../table.ts';
import { parseOrderBy, sortRecords } from './order.ts';

export interface Query {
  conditions?: string;
  childConditions?: string;
  customFieldConditions?: string;
  orderBy?: string;
}

/** Members of a custom field that customFieldConditions may name (docs/reference/connectwise-rest.md#conditions). */
const CUSTOM_FIELD_MEMBERS = ['id', 'caption', 'type', 'value'];

/** Rows that meet a query, by id or in the asked order. Throws the 400 that names what is wrong with the query. */
export function selectRows(rows: readonly Row[], resource: Resource, view: View, query: Query): readonly Row[] {
  const typeOf = fieldTypes(resource);
  const condition = readConditions(query.conditions, typeOf);
  const child = parse(query.childConditions, false);
  const childList = child && listOf(child, resource);
  const custom = parse(query.customFieldConditions, false);
  if (custom) for (const path of pathsOf(custom)) requireCustomField(path);
  const keys = query.orderBy?.trim() ? parseOrderBy(query.orderBy, typeOf) : [];

  const selected = rows.filter(
    (row) =>
      (!condition || matches(condition, view.reader(row))) &&
      (!child || anyElement(row[childList ?? ''], child, (path) => path.slice(path.indexOf('/') + 1))) &&
      (!custom || anyElement(row.customFields, custom, (path) => path)),
  );
  return keys.length > 0 ? sortRecords(selected, keys, view.reader) : selected;
}

/** `conditions` over fields of these types; undefined where there are none. Throws the 400 that names what is wrong. */
export function readConditions(text: string | undefined, typeOf: FieldTypeOf): Condition | undefined {
  const condition = parse(text, true);
  if (condition) asBadRequest(() => checkTypes(condition, typeOf));
  return condition;
}

/**
 * Rows of a table that can meet the conditions, found by index where an AND part is `id = 5`, `id in (…)`,
 * `company/id = 5` or `externalXRef = "…"`. Only an aid to speed: `selectRows` still holds every row against all of it.
 */
export function candidates(table: Table, conditions: string | undefined): readonly Row[] {
  const condition = parse(conditions, true);
  const parts = condition?.kind === 'and' ? condition.items : condition ? [condition] : [];
  for (const part of parts) {
    if (part.kind !== 'compare' || part.negated || !isIndexed(part.path)) continue;
    if (part.operator !== '=' && part.operator !== 'in') continue;
    const values = part.values.flatMap(({ value }) =>
      typeof value === 'number' || typeof value === 'string' ? [value] : [],
    );
    if (values.length < part.values.length || values.includes('')) continue;
    const found = new Map(values.flatMap((value) => table.where(part.path, value)).map((row) => [row.id, row]));
    return [...found.values()].sort((a, b) => a.id - b.id);
  }
  return table.all();
}

function isIndexed(path: string): boolean {
  return path === 'id' || path.endsWith('/id') || path === 'externalXRef' || path === 'deviceIdentifier';
}

function parse(text: string | undefined, allowIn: boolean): Condition | undefined {
  return text?.trim() ? asBadRequest(() => parseConditions(text, { allowIn })) : undefined;
}

function asBadRequest<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ConditionsError) throw badRequest(error.message);
    throw error;
  }
}

function pathsOf(condition: Condition): string[] {
  return condition.kind === 'compare' ? [condition.path] : condition.items.flatMap(pathsOf);
}

/** The one list member that childConditions look into: `types/name = "Customer"`. */
function listOf(condition: Condition, resource: Resource): string {
  const heads = [...new Set(pathsOf(condition).map((path) => path.split('/')[0] ?? ''))];
  const [head = ''] = heads;
  if (heads.length > 1 || resource.members[head]?.type !== 'list') {
    throw badRequest(`childConditions need one list of ${resource.type}, not '${heads.join("', '")}'.`);
  }
  return head;
}

function requireCustomField(path: string): void {
  if (!CUSTOM_FIELD_MEMBERS.includes(path))
    throw badRequest(`'${path}' is not a field that customFieldConditions can use.`);
}

function anyElement(list: unknown, condition: Condition, pathInside: (path: string) => string): boolean {
  const reader =
    (element: unknown): ReadField =>
    (path) =>
      valueAt(element, pathInside(path));
  return Array.isArray(list) && list.some((element) => matches(condition, reader(element)));
}
