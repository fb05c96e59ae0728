import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { FleetRow } from '../../lib/domain/fleet.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { UNLOCKED } from '../ui/unlocked.ts';
import type { FleetMonth, FleetRowsQuery } from './fleet-month.ts';

/** Rows of one answer. */
export const WINDOW = 200;
/** Milliseconds after the last key: a search goes through all companies. */
const TYPING = 200;

/** One reading of the list: answers that belong to an earlier one are dropped. */
interface Reading {
  asked: Set<number>;
  month: FleetMonth;
}

interface Loaded {
  reading: Reading;
  total: number;
  windows: ReadonlyMap<number, readonly FleetRow[]>;
}

export interface FleetRows {
  /** Of all that filter and search fit; undefined: no answer yet. */
  total: number | undefined;
  /** undefined: not read yet. */
  rowAt: (index: number) => FleetRow | undefined;
  /** Reads the windows of these rows that are not there yet. */
  need: (first: number, last: number) => void;
  failure: Failure | undefined;
  /** Reads again what is looked at. */
  reload: () => void;
  /** Forgets what was read, and what is still asked for. */
  clear: () => void;
}

/**
 * The rows of all companies, read window by window as they come into view. Rows of another query are shown until the first answer to
 * the new one is there, so that typing does not empty the table; those of another month are not, as they are another list.
 */
export function useFleetRows(query: FleetRowsQuery, visible: boolean): FleetRows {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const reading = useRef<Reading>({ asked: new Set(), month: query.month });
  const seen = useRef({ first: 0, last: 0 });
  const latest = useRef(query);
  latest.current = query;

  const need = useCallback((first: number, last: number) => {
    seen.current = { first, last };
    const mine = reading.current;
    const read = async (window: number) => {
      mine.asked.add(window);
      const page = await send('fleet.rows', { ...latest.current, offset: window * WINDOW, limit: WINDOW });
      if (reading.current !== mine) return;
      if (page.ok) {
        setFailure(undefined);
        setLoaded((before) => ({
          reading: mine,
          total: page.value.total,
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
    reading.current = { asked: new Set(), month: latest.current.month };
    need(seen.current.first, seen.current.last);
  }, [need]);

  const clear = useCallback(() => {
    reading.current = { asked: new Set(), month: latest.current.month };
    setLoaded(null);
    setFailure(undefined);
  }, []);

  const key = JSON.stringify(query);
  const read = useRef({ key: '', search: '' });
  useEffect(() => {
    if (!visible) return;
    const isAnother = read.current.key !== key;
    const isTyped = isAnother && read.current.key !== '' && read.current.search !== latest.current.search;
    const begin = () => {
      if (isAnother) seen.current = { first: 0, last: 0 };
      read.current = { key, search: latest.current.search };
      reload();
    };
    const timer = isTyped ? setTimeout(begin, TYPING) : undefined;
    if (!isTyped) begin();
    addEventListener(UNLOCKED, reload);
    return () => {
      clearTimeout(timer);
      removeEventListener(UNLOCKED, reload);
    };
  }, [key, visible, reload]);

  const shown = loaded?.reading.month === query.month ? loaded : null;
  return {
    total: shown?.total,
    rowAt: (index) => shown?.windows.get(Math.floor(index / WINDOW))?.[index % WINDOW],
    need,
    failure,
    reload,
    clear,
  };
}
