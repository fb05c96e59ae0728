import * as z from 'zod/mini';
import type { LeftOutPart } from '../domain/policy.ts';
import { patternOf, type SettingPath } from '../domain/setting-fields.ts';
import { settingsSchema } from '../domain/settings-schema.ts';
import { safeParse } from '../shared/safe-parse.ts';
import { expectedOf } from './expected.ts';
import { isRecord } from './is-record.ts';

/** Values as they were read, and what was not valid. */
export interface ReadParts {
  values: Record<SettingPath, unknown>;
  leftOut: LeftOutPart[];
}

/**
 * Reads members of the settings part by part, from a policy or a file: what is not valid is left out and named, the rest is taken.
 * A part is what `SETTING_FIELDS` names.
 * @param given by member, e.g. `{ tickets: { summaryPrefix: '…' } }`
 */
export function readSettingParts(given: Readonly<Record<string, unknown>>): ReadParts {
  const read: ReadParts = { values: {}, leftOut: [] };
  readGroup(settingsSchema, given, '', read);
  return read;
}

function readPart(schema: z.core.$ZodType, value: unknown, path: SettingPath, read: ReadParts): void {
  if (patternOf(path) === undefined) {
    const group = asGroup(value);
    if (group) readGroup(schema, group, `${path}.`, read);
    else read.leftOut.push({ name: path, ...shown(value), nextStep: `Set ${path} to ${expectedOf(schema)}.` });
    return;
  }
  const parsed = parseAs(schema, value);
  if (parsed) read.values[path] = parsed.data;
  else read.leftOut.push({ name: path, ...shown(value), nextStep: `Set ${path} to ${expectedOf(schema)}.` });
}

function readGroup(schema: z.core.$ZodType, group: Record<string, unknown>, before: string, read: ReadParts): void {
  for (const [name, value] of Object.entries(group)) {
    const path = before + name;
    const inner = memberOf(schema, name);
    if (inner && (patternOf(path) !== undefined || isGroupSchema(inner))) readPart(inner, value, path, read);
    else {
      const shownName = nameOf(path);
      read.leftOut.push({ name: shownName, nextStep: `Remove ${shownName}: there is no such setting.` });
    }
  }
}

/** A path as it is shown: of a member whose name is blank nobody sees what to remove. */
export function nameOf(path: string): string {
  return path
    .split('.')
    .map((name) => (name.trim() === '' ? '(blank)' : name))
    .join('.');
}

/** The schema of a member of a group; undefined: it has none of that name. */
function memberOf(schema: z.core.$ZodType, name: string): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodMiniObject)
    return new Map<string, z.core.$ZodType>(Object.entries(schema.def.shape)).get(name);
  if (schema instanceof z.ZodMiniRecord && safeParse(schema.def.keyType, name).success) return schema.def.valueType;
  return undefined;
}

function isGroupSchema(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodMiniObject || schema instanceof z.ZodMiniRecord;
}

/**
 * Parses a value as any form in which administrators' tools write it: the Windows registry has no booleans and keeps lists as JSON
 * text, a schema of Chrome has no null (`docs/reference/policy.md#values`).
 */
export function parseAs<T>(schema: z.core.$ZodType<T>, value: unknown): { data: T } | undefined {
  for (const form of formsOf(value)) {
    const parsed = safeParse(schema, form);
    if (parsed.success) return { data: parsed.data };
  }
  return undefined;
}

function* formsOf(value: unknown): Generator<unknown> {
  yield value;
  if (value === 0 || value === 1) yield value === 1;
  // A choice of a record or nothing, such as the board.
  if (value === '' || (isRecord(value) && Object.keys(value).length === 0)) yield null;
  const json = fromJson(value);
  if (json !== undefined) yield json;
  const list = json ?? value;
  if (Array.isArray(list) && list.some(isRecord)) yield list.map(withSingleWords);
}

/** `types: ['all']` is `types: 'all'`: a schema of Chrome has one type a member. */
function withSingleWords(item: unknown): unknown {
  if (!isRecord(item)) return item;
  const isAll = (value: unknown) => Array.isArray(value) && value.length === 1 && value[0] === 'all';
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, isAll(value) ? 'all' : value]));
}

/** A group as itself or as JSON text. */
export function asGroup(value: unknown): Record<string, unknown> | undefined {
  const group = fromJson(value) ?? value;
  return isRecord(group) ? group : undefined;
}

/** A list as itself or as JSON text. */
export function asList(value: unknown): unknown[] | undefined {
  const list = fromJson(value) ?? value;
  return Array.isArray(list) ? list : undefined;
}

/** undefined: it is no JSON text of a group or a list. */
function fromJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const LONGEST_SHOWN = 100;

/** A value as it is shown; nothing where there is none. */
export function shown(value: unknown): { value?: string } {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text === undefined) return {};
  return { value: text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text };
}
