import type { Failure } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { literalText } from '../shared/text-values.ts';

/** A row of a ConnectWise list that could not be read: it exists, and nothing else is known of it for sure. */
export interface UnreadableRow {
  /** Where it is: `/finance/agreements/5`, or `/finance/agreements[3]` (place in the list) where not even its id is readable. */
  path: string;
  id?: number;
  /** The member that could not be read, as a path, e.g. `company/id`; '' for the row as a whole. */
  field: string;
  /** What it holds, as JSON, at most 100 characters; `nothing` where it is missing. */
  value: string;
  /** The company that the row names, where that much could be read: lists of many companies are divided by it. */
  companyId?: number;
}

/**
 * A list as ConnectWise holds it: the rows that could be read, and the others. Who decides by absence or by count must
 * look at both, or ask for the `entireCustomer`.
 */
export interface RecordList<T> {
  rows: T[];
  unreadable: UnreadableRow[];
}

/** A list of which every row could be read. */
export function recordList<T>(rows: T[]): RecordList<T> {
  return { rows, unreadable: [] };
}

/** The rows of a list that must not be decided on in part: failure `unexpected-shape` while one of them is unreadable. */
export function requireComplete<T>(list: Result<RecordList<T>>): Result<T[]> {
  if (!list.ok) return list;
  const { rows, unreadable } = list.value;
  return unreadable.length ? fail(unreadableFailure(unreadable)) : ok(rows);
}

/** The readable rows, for who concludes nothing from a missing one. */
export function readableRows<T>(list: Result<RecordList<T>>): Result<T[]> {
  return list.ok ? ok(list.value.rows) : list;
}

/** The list with other rows; what could not be read stays with it. */
export function mapRecordList<T, U>(list: Result<RecordList<T>>, change: (rows: T[]) => U[]): Result<RecordList<U>> {
  return list.ok ? ok({ rows: change(list.value.rows), unreadable: list.value.unreadable }) : list;
}

/** Why nothing is decided on a list: names its first unreadable row. */
export function unreadableFailure([first, ...more]: readonly UnreadableRow[]): Failure {
  const others = more.length ? `, and ${more.length} more` : '';
  return {
    code: 'unexpected-shape',
    message: first
      ? `ConnectWise answered ${first.path} with something unexpected in "${first.field || 'the record'}": ${literalText(first.value)}${others}.`
      : 'ConnectWise answered with something unexpected.',
    nextStep: 'Nothing was written that depends on it. Correct the record in ConnectWise, or report this.',
    ...(first && { field: first.field, value: first.value }),
  };
}
