import * as z from 'zod/mini';
import type { RecordInfo, Reference } from '../domain/connectwise-records.ts';
import { boundedText } from '../shared/bounded-text.ts';
import type { Problem } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { IsoTime } from '../shared/time.ts';
import { readUtcTime } from '../shared/utc-time.ts';

/**
 * Schema pieces for ConnectWise's answers. Members that we do not know are ignored; members may be missing or null; an
 * unset time may be an empty string (cw-api §2). What we rely on must be there and of its type: a list with a
 * record that cannot be read fails as a whole, because planning on half a list would create what already exists.
 */
export const text = z.nullish(boundedText);
export const number = z.nullish(z.number());
export const flag = z.nullish(z.boolean());
const referenceSchema = z.object({ id: z.nullish(z.number()), name: text });
export const reference = z.nullish(referenceSchema);
export const productReference = z.nullish(z.object({ id: z.nullish(z.number()), identifier: text }));
export const info = z.nullish(z.object({ lastUpdated: text, updatedBy: text, dateEntered: text }));

export function toReference(raw: z.infer<typeof reference>): Reference | null {
  return raw?.id == null ? null : { id: raw.id, name: raw.name ?? '' };
}

export function toProductReference(raw: z.infer<typeof productReference>): { id: number; identifier: string } | null {
  return raw?.id == null ? null : { id: raw.id, identifier: raw.identifier ?? '' };
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

/** Reads one record; problem `unexpected-shape` with the member and its value. */
export function parseRecord<S extends z.ZodMiniType>(schema: S, value: unknown, path: string): Result<z.infer<S>> {
  const parsed = z.safeParse(schema, value);
  return parsed.success ? ok(parsed.data) : fail(badShape(path, value, parsed.error.issues[0]));
}

/** Reads each record of a list; the first that cannot be read fails the list. */
export function parseRecords<S extends z.ZodMiniType, T>(
  schema: S,
  values: Result<unknown[]>,
  path: string,
  make: (raw: z.infer<S>) => T,
): Result<T[]> {
  if (!values.ok) return values;
  const records: T[] = [];
  for (const [index, value] of values.value.entries()) {
    const record = parseRecord(schema, value, `${path}[${index}]`);
    if (!record.ok) return record;
    records.push(make(record.value));
  }
  return ok(records);
}

/** A record that may be gone: 404 is an answer, not a problem. */
export function orNull(result: Result<unknown>): Result<unknown> {
  return !result.ok && result.problem.code === 'not-found' ? ok(null) : result;
}

function badShape(path: string, value: unknown, issue: z.core.$ZodIssue | undefined): Problem {
  const keys = issue?.path.map(String) ?? [];
  const seen = keys.reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), value);
  return {
    code: 'unexpected-shape',
    message: `ConnectWise answered ${path} with something unexpected in "${keys.join('/') || 'the record'}".`,
    nextStep: 'Nothing was written. Report this with the version of ConnectWise.',
    field: keys.join('/'),
    value: (JSON.stringify(seen) ?? 'nothing').slice(0, 100),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
