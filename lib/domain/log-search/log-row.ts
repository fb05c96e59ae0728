/** What of an event or a run can be searched: one row of the search index (`lib/db/log`). */
export interface LogRow {
  /** Milliseconds since the epoch; what has no readable time is the oldest. */
  at: number;
  /** Names the record among all of its log. */
  id: string;
  /** Positions in the lists of values of the log's choices, e.g. type, severity and state: each below 16, at most four. */
  choices: readonly number[];
  /** In lower case, one per text slot of the log; several sentences are lines of one text. */
  texts: readonly string[];
  /** What can be compared as a number. Absent: the record has none, and no comparison finds it. */
  amount?: number;
}

/** Order of a log, oldest first: by time, then by id, so that it is the same at every reading. */
export function compareRows(one: Pick<LogRow, 'at' | 'id'>, other: Pick<LogRow, 'at' | 'id'>): number {
  if (one.at !== other.at) return one.at - other.at;
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
