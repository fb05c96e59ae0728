import { type FieldError, unconvertible, unknownMember } from './errors.ts';
import { expand, shownMembers } from './present.ts';
import type { Resource } from './resource.ts';
import type { Member, Reference } from './schema.ts';
import type { ConnectWiseState } from './state.ts';
import { type Row, valueAt } from './table.ts';

/** What a reference may carry beside its own members. */
const REFERENCE_MEMBERS = ['id', 'name', 'identifier', '_info'];

/**
 * A member's value as it is stored. A wrong JSON type or an unknown inner member throws (ConnectWise stops at the first);
 * what a user can fix field by field is added to `errors`. Unset is null.
 */
export function storedValue(
  resource: Resource,
  name: string,
  member: Member,
  value: unknown,
  state: ConnectWiseState,
  errors: FieldError[],
): unknown {
  if (value === null || value === undefined) return null;
  switch (member.type) {
    case 'string':
      return storedText(resource, name, member, value, errors);
    case 'integer':
      return Number.isInteger(value) ? value : fail(value, 'System.Int32', name);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : fail(value, 'System.Double', name);
    case 'boolean':
      return typeof value === 'boolean' ? value : fail(value, 'System.Boolean', name);
    case 'datetime':
      return storedDate(value, name);
    case 'list':
      return Array.isArray(value) ? value : fail(value, 'System.Collections.Generic.List', name);
    case 'reference':
      return storedReference(resource, name, member, value, state, errors);
  }
}

function storedText(
  resource: Resource,
  field: string,
  member: Member & { type: 'string' },
  value: unknown,
  errors: FieldError[],
): unknown {
  if (typeof value !== 'string') return fail(value, 'System.String', field);
  if (member.values && !member.values.includes(value)) return fail(value, capital(field), field);
  if (member.max !== undefined && value.length > member.max) {
    const message = `The field ${field} must be a string with a maximum length of ${member.max}.`;
    errors.push({ code: 'MaxLengthField', message, resource: resource.name, field });
  }
  return value;
}

/** Whole seconds in UTC, as every date of the API (docs/reference/connectwise-rest.md#times). */
function storedDate(value: unknown, field: string): unknown {
  if (value === '') return null;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) return fail(value, 'System.DateTime', field);
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function storedReference(
  resource: Resource,
  field: string,
  member: Reference,
  value: unknown,
  state: ConnectWiseState,
  errors: FieldError[],
): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fail(value, referenceType(member), field);
  const known = [...REFERENCE_MEMBERS, ...shownMembers(member).map(({ shown }) => shown)];
  const isOtherCustomer = Object.keys(value).find((name) => !known.includes(name));
  if (isOtherCustomer) throw unknownMember(isOtherCustomer, referenceType(member));
  if (!member.target || member.settled) return value;
  const target = findTarget(state.tables[member.target], value);
  if (target) return expand(member, { id: target.id }, state);
  errors.push(targetNotFound(resource.name, field, member.label, value));
  return null;
}

/** By id, else by identifier, else by name (docs/reference/connectwise-rest.md#tickets: "ref by id or identifier"). */
function findTarget(
  table: { get: (id: number) => Row | undefined; where: (path: string, value: string) => Row[] },
  value: object,
): Row | undefined {
  const id = valueAt(value, 'id');
  if (typeof id === 'number') return table.get(id);
  for (const path of ['identifier', 'name']) {
    const text = valueAt(value, path);
    if (typeof text === 'string') return table.where(path, text)[0];
  }
  return undefined;
}

/**
 * "Service Status 17 not found", field `status/id` (docs/reference/connectwise-rest.md#errors). `suffix` says where it
 * was looked for.
 */
export function targetNotFound(
  resource: string,
  field: string,
  label: string,
  value: unknown,
  suffix = '',
): FieldError {
  const part = ['id', 'identifier', 'name'].find((name) => valueAt(value, name) !== undefined) ?? 'id';
  const message = `${label} ${valueAt(value, part) ?? ''} not found${suffix}`;
  return { code: 'NotFound', message, resource, field: `${field}/${part}` };
}

/** "id or deviceIdentifier is required." is the documented form (docs/reference/connectwise-rest.md#errors). */
export function missing(resource: string, field: string): FieldError {
  return { code: 'MissingRequiredField', message: `${field} is required.`, resource, field };
}

function referenceType(member: Reference): string {
  return `${member.label.replaceAll(' ', '')}Reference`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function fail(value: unknown, type: string, path: string): never {
  throw unconvertible(value, type, path);
}
