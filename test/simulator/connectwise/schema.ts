import type { TableName } from './state.ts';

/** Declaration of a member, from the published description. */
export type Member =
  | { type: 'string'; max?: number; values?: readonly string[]; writeOnly?: boolean }
  | { type: 'integer' | 'number' | 'boolean' | 'datetime'; writeOnly?: boolean }
  | { type: 'list' }
  | Reference;

export interface Reference {
  type: 'reference';
  /** Table whose row must exist; without one any id is taken as it is. */
  target?: TableName;
  /** Members of the expanded reference; `name=username` where the target calls it otherwise. */
  shows: readonly string[];
  /** Name in error texts: `Service Status 17 not found`. */
  label: string;
  /** True: `settle` finds the row, as a name alone is ambiguous (statuses of boards). */
  settled?: boolean;
}

/** Members of a resource by name. */
export type Members = Readonly<Record<string, Member>>;

/** Text with its longest length: `texts({ name: 50 })`. */
export const texts = <K extends string>(lengths: Record<K, number>): Record<K, Member> =>
  mapValues(lengths, (max) => ({ type: 'string', max }));
/** Text that is one of a few: `choices({ loginBy: ['Global', 'Member'] })`. */
export const choices = <K extends string>(values: Record<K, readonly string[]>): Record<K, Member> =>
  mapValues(values, (allowed) => ({ type: 'string', values: allowed }));
/** Text for which the description names no limit. */
export const longTexts = (...names: string[]): Members => each(names, { type: 'string' });
export const integers = (...names: string[]): Members => each(names, { type: 'integer' });
export const numbers = (...names: string[]): Members => each(names, { type: 'number' });
export const flags = (...names: string[]): Members => each(names, { type: 'boolean' });
export const dates = (...names: string[]): Members => each(names, { type: 'datetime' });
export const lists = (...names: string[]): Members => each(names, { type: 'list' });

/** A reference that must exist: `reference('companies', 'Company', ['identifier', 'name'])`. */
export function reference(target: TableName, label: string, shows: readonly string[] = ['name']): Reference {
  return { type: 'reference', target, shows, label };
}

/** References to tables that the simulator does not keep: any id passes. */
export const looseReferences = (...names: string[]): Members =>
  each(names, { type: 'reference', shows: ['name', 'identifier'], label: 'Reference' });

function each(names: string[], member: Member): Members {
  return Object.fromEntries(names.map((name) => [name, member]));
}

function mapValues<K extends string, V>(from: Record<K, V>, map: (value: V) => Member): Record<K, Member> {
  return Object.fromEntries(Object.entries<V>(from).map(([key, value]) => [key, map(value)])) as Record<K, Member>;
}
