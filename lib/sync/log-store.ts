import type { Run } from '../domain/change.ts';
import type { LogFilter } from '../domain/log-search/log-filter.ts';
import type { IsoTime } from '../shared/time.ts';

/** Which records of a log are wanted, newest first. */
export interface LogSearch {
  filter: LogFilter;
  /** The same for the same filter: what was found for it is remembered for the next page. */
  key: string;
  offset: number;
  limit: number;
  /** Milliseconds after which the search ends once its page is full. Absent: it goes through all of the log. */
  timeLimit?: number;
  /** Asked now and then: a search that nobody waits for any more ends. */
  isCancelled(): boolean;
}

/** What was found of a log. */
export interface LogPage<T> {
  rows: T[];
  /** How many were found: all, or at least so many. */
  total: number;
  isComplete: boolean;
  /** What is older than this was stored by an earlier version and cannot be searched yet. */
  missingBefore?: IsoTime;
}

/** The event log and the journal at any size: search in packed blocks. */
export interface LogStore<StoredEvent> {
  searchEvents(search: LogSearch): Promise<LogPage<StoredEvent>>;
  searchRuns(search: LogSearch): Promise<LogPage<Run>>;
  /**
   * Puts what was written since into the search index, and a part of what an earlier version left; answers whether more is left.
   * What keeps a search quick is given back when there was none for a while.
   * @param keep as many changes are left as they are; absent: what is not worth the writing
   */
  tidyLogs(keep?: number): Promise<boolean>;
}
