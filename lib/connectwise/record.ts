import * as z from 'zod/mini';
import type { RecordInfo, Reference } from '../domain/connectwise-records.ts';
import type { RecordList, UnreadableRow } from '../domain/record-list.ts';
import { boundedText } from '../shared/bounded-text.ts';
import type { Failure } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { safeParse } from '../shared/safe-parse.ts';
import type { IsoTime } from '../shared/time.ts';
import { readUtcTime } from '../shared/utc-time.ts';
import type { Query, RestClient } from './client.ts';
import { unavailable } from './errors.ts';

/**
 * Schema pieces for ConnectWise's answers. Members that we do not know are ignored; members may be missing or null; an
 * unset time may be an empty string (docs/reference/connectwise-rest.md#writing). What we rely on must be there and of
 * its type: a single record that cannot be read fails, a row of a list is named beside the others (`RecordList`), for
 * planning on half a list would create what already exists.
 */
export const text = z.nullish(boundedText);
export const number = z.nullish(z.number());
export const flag = z.nullish(z.boolean());
/** A record's id: it is put into addresses, and what is no id may lead to another record. */
export const id = z.number().check(z.refine(isRecordId));
/** The id of a reference that may be blank: null, absent or 0. */
export const blankableId = z.nullish(z.number().check(z.refine((value) => value === 0 || isRecordId(value))));
/** A time that something is decided by. What is no time makes its record unreadable: a last day that is not read would not end anything. */
export const time = z.nullish(
  boundedText.check(z.refine((value) => value.trim() === '' || toTime(value) !== undefined)),
);
const referenceSchema = z.object({ id: blankableId, name: text });
export const reference = z.nullish(referenceSchema);
export const productReference = z.nullish(z.object({ id: blankableId, identifier: text }));
export const info = z.nullish(z.object({ lastUpdated: text, updatedBy: text, dateEntered: text }));

export function toReference(raw: z.infer<typeof reference>): Reference | null {
  return raw?.id ? { id: raw.id, name: raw.name ?? '' } : null;
}

export function toProductReference(raw: z.infer<typeof productReference>): { id: number; identifier: string } | null {
  return raw?.id ? { id: raw.id, identifier: raw.identifier ?? '' } : null;
}

/** Absent where ConnectWise gives nothing, '' or something that is no time. */
export function toTime(raw: string | null | undefined): IsoTime | undefined {
  return raw ? readUtcTime(raw) : undefined;
}

export function toInfo(raw: z.infer<typeof info>): RecordInfo {
  const record: RecordInfo = {};
  const lastUpdated = toTime(raw?.lastUpdated);
  if (lastUpdated) record.lastUpdated = lastUpdated;
  if (raw?.updatedBy) record.updatedBy = raw.updatedBy;
  return record;
}

/** The record without members that are `undefined`, so that two readings compare equal. */
export function compact<T extends object>(record: T): T {
  for (const key of Object.keys(record) as (keyof T)[]) if (record[key] === undefined) delete record[key];
  return record;
}

/** Reads one record; failure `unexpected-shape` with the member and its value. */
export function parseRecord<S extends z.ZodMiniType>(schema: S, value: unknown, path: string): Result<z.infer<S>> {
  const parsed = safeParse(schema, value);
  return parsed.success ? ok(parsed.data) : fail(badShape(path, value, parsed.error.issues[0]));
}

/**
 * Reads each record of a list by itself: one that cannot be read is named beside the others and takes none of them down.
 * @param concerns drops raw rows that are none of the caller's before they are read; not given: every row counts.
 */
export function parseRecords<S extends z.ZodMiniType, T>(
  schema: S,
  values: Result<unknown[]>,
  path: string,
  make: (raw: z.infer<S>) => T,
  concerns: (raw: unknown) => boolean = () => true,
): Result<RecordList<T>> {
  if (!values.ok) return values;
  const list: RecordList<T> = { rows: [], unreadable: [] };
  for (const [index, value] of values.value.entries()) {
    if (!concerns(value)) continue;
    const parsed = safeParse(schema, value);
    if (parsed.success) list.rows.push(make(parsed.data));
    else list.unreadable.push(unreadableRow(path, index, value, parsed.error.issues[0]));
  }
  return ok(list);
}

/** Several lists as one, e.g. of one request per part of a long condition; the first that failed fails it. */
export function joinListed<T>(lists: readonly Result<RecordList<T>>[]): Result<RecordList<T>> {
  const all: RecordList<T> = { rows: [], unreadable: [] };
  for (const list of lists) {
    if (!list.ok) return list;
    all.rows.push(...list.value.rows);
    all.unreadable.push(...list.value.unreadable);
  }
  return ok(all);
}

/** The text that a row has in a member, before it is read; undefined where it holds something else. */
export function rawText(raw: unknown, member: string): string | undefined {
  const value = memberOf(raw, member);
  return typeof value === 'string' ? value : undefined;
}

/**
 * Reads a record that may be gone: `not-found` is an answer, not a failure. Success without a record (an empty body, `null`) says
 * nothing of it, least of all that it is gone: `unavailable`.
 */
export async function getOrNull(client: RestClient, path: string, query?: Query): Promise<Result<unknown>> {
  const found = await client.get(path, query);
  if (!found.ok) return found.failure.code === 'not-found' ? ok(null) : found;
  return found.value === null ? fail(unavailable(client.peer, path, 200)) : found;
}

function badShape(path: string, value: unknown, issue: z.core.$ZodIssue | undefined): Failure {
  const { field, seen } = seenBy(value, issue);
  return {
    code: 'unexpected-shape',
    message: `ConnectWise answered ${path} with something unexpected in "${field || 'the record'}".`,
    nextStep: 'Nothing was written. Report this with the version of ConnectWise.',
    field,
    value: seen,
  };
}

function unreadableRow(
  path: string,
  index: number,
  value: unknown,
  issue: z.core.$ZodIssue | undefined,
): UnreadableRow {
  const id = idIn(value);
  const companyId = idIn(memberOf(value, 'company'));
  const { field, seen } = seenBy(value, issue);
  return {
    path: id === undefined ? `${path}[${index}]` : `${path}/${id}`,
    ...(id !== undefined && { id }),
    field,
    value: seen,
    ...(companyId !== undefined && { companyId }),
  };
}

/** Which member could not be read, and what it holds, cut to 100 characters. */
export function seenBy(value: unknown, issue: z.core.$ZodIssue | undefined): { field: string; seen: string } {
  const keys = issue?.path.map(String) ?? [];
  const seen = keys.reduce<unknown>((node, key) => memberOf(node, key), value);
  return { field: keys.join('/'), seen: shown(seen) };
}

function shown(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? 'nothing').slice(0, 100);
  } catch {
    // Nested deeper than can be written down.
    return 'something deeply nested';
  }
}

function idIn(value: unknown): number | undefined {
  const id = memberOf(value, 'id');
  return typeof id === 'number' && isRecordId(id) ? id : undefined;
}

/** Whether a number can be a record's id. */
export function isRecordId(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}

function memberOf(value: unknown, member: string): unknown {
  return isObject(value) && Object.hasOwn(value, member) ? value[member] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
