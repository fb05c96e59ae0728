import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/shared/errors.ts';
import type { Result } from '../../lib/shared/result.ts';
import { UNLOCKED } from '../ui/unlocked.ts';

/** Rows of one answer. */
export const WINDOW = 200;
/** Milliseconds after the last key: a search goes through the whole list. */
const TYPING = 200;

/** Which rows are asked for. */
export interface RowWindow {
  offset: number;
  limit: number;
}

/** Some rows of a list. */
export interface WindowAnswer<Row> {
  rows: readonly Row[];
  /** Of the whole list. */
  total: number;
}

/** One reading of the list: answers that belong to an earlier one are dropped. */
interface Reading {
  asked: Set<number>;
  list: string;
}

interface Loaded<Row, Answer> {
  reading: Reading;
  /** The newest one. */
  answer: Answer;
  windows: ReadonlyMap<number, readonly Row[]>;
}

interface RowWindowsParts<Answer> {
  ask: (window: RowWindow) => Promise<Result<Answer>>;
  /** What is asked for: where it is another one, the list is read again. */
  query: string;
  /** What of the query is typed: it is asked for once the typing pauses. */
  typed: string;
  /** Rows of one list are never shown for another one. */
  list: string;
  visible: boolean;
}

export interface RowWindows<Row, Answer = WindowAnswer<Row>> {
  /** Of the list as it was last answered; undefined: no answer yet. */
  answer: Answer | undefined;
  total: number | undefined;
  /** undefined: not read yet. */
  rowAt: (index: number) => Row | undefined;
  /** Reads the windows of these rows that are not there yet. */
  need: (first: number, last: number) => void;
  failure: Failure | undefined;
  /** Reads again what is looked at. */
  reload: () => void;
  /** Forgets what was read, and what is still asked for. */
  clear: () => void;
}

/**
 * Rows of a long list, read window by window as they come into view. Rows of another query are shown until the first answer to the new
 * one is there, so that typing does not empty the list.
 */
export function useRowWindows<Row, Answer extends WindowAnswer<Row>>(
  parts: RowWindowsParts<Answer>,
): RowWindows<Row, Answer> {
  const { query, list, visible } = parts;
  const [loaded, setLoaded] = useState<Loaded<Row, Answer> | null>(null);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const reading = useRef<Reading>({ asked: new Set(), list });
  const seen = useRef({ first: 0, last: 0 });
  const latest = useRef(parts);
  latest.current = parts;

  const need = useCallback((first: number, last: number) => {
    seen.current = { first, last };
    const mine = reading.current;
    const read = async (window: number) => {
      mine.asked.add(window);
      const page = await latest.current.ask({ offset: window * WINDOW, limit: WINDOW });
      if (reading.current !== mine) return;
      if (page.ok) {
        setFailure(undefined);
        setLoaded((before) => ({
          reading: mine,
          answer: page.value,
          windows: new Map([...(before?.reading === mine ? before.windows : []), [window, page.value.rows]]),
        }));
        return;
      }
      mine.asked.delete(window);
      // The lock screen says so, and all is read again once the page is unlocked.
      if (page.failure.code !== 'locked') setFailure(page.failure);
    };
    const end = Math.floor(Math.max(first, last) / WINDOW);
    for (let window = Math.floor(first / WINDOW); window <= end; window += 1)
      if (!mine.asked.has(window)) void read(window);
  }, []);
  const reload = useCallback(() => {
    reading.current = { asked: new Set(), list: latest.current.list };
    need(seen.current.first, seen.current.last);
  }, [need]);

  const clear = useCallback(() => {
    reading.current = { asked: new Set(), list: latest.current.list };
    setLoaded(null);
    setFailure(undefined);
  }, []);

  const read = useRef<{ query: string | undefined; typed: string }>({ query: undefined, typed: '' });
  useEffect(() => {
    if (!visible) return;
    const isAnother = read.current.query !== query;
    const isTyped = isAnother && read.current.query !== undefined && read.current.typed !== latest.current.typed;
    const begin = () => {
      if (isAnother) seen.current = { first: 0, last: 0 };
      read.current = { query, typed: latest.current.typed };
      reload();
    };
    const timer = isTyped ? setTimeout(begin, TYPING) : undefined;
    if (!isTyped) begin();
    addEventListener(UNLOCKED, reload);
    return () => {
      clearTimeout(timer);
      removeEventListener(UNLOCKED, reload);
    };
  }, [query, visible, reload]);

  const shown = loaded?.reading.list === list ? loaded : null;
  return {
    answer: shown?.answer,
    total: shown?.answer.total,
    rowAt: (index) => shown?.windows.get(Math.floor(index / WINDOW))?.[index % WINDOW],
    need,
    failure,
    reload,
    clear,
  };
}
