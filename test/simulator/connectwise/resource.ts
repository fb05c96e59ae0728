import type { SimulatorClock } from '../clock.ts';
import type { FieldError } from './errors.ts';
import type { RightFunction } from './rights.ts';
import type { ConnectWiseState, TableName } from './state.ts';
import type { Row } from './table.ts';

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
export type Members = Readonly<Record<string, Member>>;

/** One resource of the API: everything that the generic handler needs to serve it. */
export interface Resource {
  /** Path with `{parentId}`, without the id of the record. */
  path: string;
  table: TableName;
  /** Type name in the text about unknown members, e.g. `CompanyManagementSummary`. */
  type: string;
  /** Name in error bodies, e.g. `configuration`. */
  name: string;
  /** Function of the security role that guards it; undefined: every API member may. */
  right: RightFunction | undefined;
  members: Members;
  required: readonly string[];
  /** Set by the server: ignored in bodies, may be queried. */
  readOnly?: readonly string[];
  /** True: only GET. */
  frozen?: boolean;
  /** Verbs that the API does not have although others write. */
  without?: readonly ('POST' | 'DELETE')[];
  parent?: Parent;
  /** Members of the `/info` sibling, for those that have one. */
  info?: readonly string[];
  /** True: POST and DELETE answer 200 with the record, as the description has it for a few (cw-api §2). */
  plainStatus?: boolean;
  /** Member that no two records may share, compared without case. INFERRED for which; the error is a fact (cw-api §2). */
  unique?: string;
  /** Members computed from others whenever the record is read. */
  derive?: (row: Row, state: ConnectWiseState, clock: SimulatorClock) => Record<string, unknown>;
  /** Completes a draft before it is stored (defaults, effects of one member on others) and reports what is wrong. */
  settle?: (draft: Draft) => FieldError[];
  /** Further effects once the record is stored: other rows that a write creates or changes. */
  stored?: (row: Row, draft: Draft) => void;
}

export interface Parent {
  table: TableName;
  /** Where the row names its parent: `company/id`, `agreementId`. */
  column: string;
}

export interface Draft {
  /** The record to be: change it in place. */
  row: Record<string, unknown>;
  /** The stored record; undefined on creation. */
  before: Row | undefined;
  /** Members that the request named. */
  sent: ReadonlySet<string>;
  state: ConnectWiseState;
  clock: SimulatorClock;
  writer: string;
}

export const texts = <K extends string>(lengths: Record<K, number>): Record<K, Member> =>
  mapValues(lengths, (max) => ({ type: 'string', max }));
export const choices = <K extends string>(values: Record<K, readonly string[]>): Record<K, Member> =>
  mapValues(values, (allowed) => ({ type: 'string', values: allowed }));
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
