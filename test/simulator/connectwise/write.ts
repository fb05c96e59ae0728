import { badRequest, type FieldError, invalidObject, unknownMember } from './errors.ts';
import type { Draft, Resource } from './resource.ts';
import type { ConnectWiseState } from './state.ts';
import type { Row } from './table.ts';
import { missing, storedValue } from './values.ts';

/** What the body of a write asks for: values by member, and the members it named. */
export type Members = Record<string, unknown>;

/**
 * Members of a POST or PUT body. Unknown ones are refused (docs/reference/connectwise-rest.md#writing); `id`, `_info`
 * and what the server sets are ignored, so that a record can be sent back as it was read.
 */
export function readObject(resource: Resource, body: unknown, state: ConnectWiseState): Members {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('The body must be a JSON object.');
  const errors: FieldError[] = [];
  const members: Members = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === 'id' || name === '_info') continue;
    const member = memberOf(resource, name);
    if (!resource.readOnly?.includes(name)) {
      members[name] = storedValue(resource, name, member, value, state, errors);
    }
  }
  failOn(resource, errors);
  return members;
}

/**
 * Members of a PATCH body: an array of `{op, path, value}` on whole top-level members. A path into a reference
 * (`company/identifier`) is the documented false 200: accepted, changes nothing
 * (docs/reference/connectwise-rest.md#writing [DG]).
 */
export function readPatch(resource: Resource, body: unknown, state: ConnectWiseState): Members {
  if (!Array.isArray(body)) throw badRequest('The body of a PATCH must be an array of operations.');
  const errors: FieldError[] = [];
  const members: Members = {};
  for (const step of body as unknown[]) {
    const { op, name, inner, value } = readStep(step);
    if (name === 'id' || name === '_info') throw badRequest(`The member '${name}' cannot be changed.`);
    const member = memberOf(resource, name);
    if (inner || resource.readOnly?.includes(name)) continue;
    members[name] = op === 'remove' ? null : storedValue(resource, name, member, value, state, errors);
  }
  failOn(resource, errors);
  return members;
}

/**
 * Every writable member that a PUT did not send goes back to null (docs/reference/connectwise-rest.md#writing: "PUT
 * resets every unsent field").
 */
export function resetUnsent(resource: Resource, members: Members): Members {
  const writable = Object.keys(resource.members).filter((name) => !resource.readOnly?.includes(name));
  return { ...Object.fromEntries(writable.map((name) => [name, null])), ...members };
}

/** Completes and checks the record to be; throws the 400 that names every bad field. Answers what is to be stored. */
export function settle(resource: Resource, draft: Draft): Record<string, unknown> {
  const errors = resource.settle?.(draft) ?? [];
  const named = new Set(errors.map(({ field }) => field.split('/')[0]));
  for (const name of resource.required) {
    const value = draft.row[name];
    const blank = value === undefined || value === null || value === '';
    if (blank && !named.has(name)) errors.push(missing(resource.name, name));
  }
  const duplicate = duplicateOf(resource, draft);
  if (duplicate) errors.push(duplicate);
  failOn(resource, errors);
  return draft.row;
}

function duplicateOf(resource: Resource, { row, before, state }: Draft): FieldError | undefined {
  const field = resource.unique;
  const value = field ? row[field] : undefined;
  if (!field || typeof value !== 'string') return undefined;
  const duplicate = state.tables[resource.table].where(field, value).find(({ id }) => id !== before?.id);
  if (!duplicate) return undefined;
  return { code: 'ObjectExists', message: `The ${field} ${value} is already in use.`, resource: resource.name, field };
}

export function draftOf(
  row: Record<string, unknown>,
  before: Row | undefined,
  sent: Members,
  context: Pick<Draft, 'state' | 'clock' | 'writer'>,
): Draft {
  return { ...context, row, before, sent: new Set(Object.keys(sent)) };
}

function readStep(step: unknown): { op: string; name: string; inner: boolean; value: unknown } {
  const { op, path, value } = (typeof step === 'object' && step !== null ? step : {}) as Record<string, unknown>;
  if (op !== 'add' && op !== 'replace' && op !== 'remove')
    throw badRequest(`'${String(op)}' is no operation of a PATCH.`);
  if (typeof path !== 'string' || path === '') throw badRequest('An operation of a PATCH needs a path.');
  const [name = '', ...inner] = path.replace(/^\//, '').split('/');
  return { op, name, inner: inner.length > 0, value };
}

function memberOf(resource: Resource, name: string) {
  const member = Object.hasOwn(resource.members, name) ? resource.members[name] : undefined;
  if (!member) throw unknownMember(name, resource.type);
  return member;
}

function failOn(resource: Resource, errors: FieldError[]): void {
  if (errors.length > 0) throw invalidObject(resource.name, errors);
}
