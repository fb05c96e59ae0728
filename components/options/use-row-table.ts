import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useVirtualRows, type VirtualRows } from '../ui/use-virtual-rows.ts';
import { rowAfterKey } from './fleet-keys.ts';

/** Rows read before they come into sight: a second of quick scrolling. Fewer than a window has, so that the first rows are one request. */
const AHEAD = 100;

interface RowTableParts {
  scroller: RefObject<HTMLElement | null>;
  total: number;
  rowHeight: number;
  headHeight: number;
  /** Where it becomes another one, the first row is shown. */
  query: string;
  /** What has the focus in the element with `data-row`, as a selector. */
  focusable: string;
  need: (first: number, last: number) => void;
  opened?: { index: number; more: number } | undefined;
}

export interface RowTable extends Pick<VirtualRows, 'items' | 'end'> {
  /** The row that Tab leads to. */
  current: number;
  onFocus: (index: number) => void;
  /** Moves the focus where the key leads to; answers whether it did. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** A list of which only the rows in sight are in the page. One row can have the focus, and keys move it. */
export function useRowTable(parts: RowTableParts): RowTable {
  const { scroller, total, rowHeight, headHeight, query, focusable, need, opened } = parts;
  const [chosen, setChosen] = useState(0);
  const current = Math.min(chosen, Math.max(0, total - 1));
  /** A key moved to a row that may not be drawn yet. */
  const isMoving = useRef(false);
  const { items, end, perScreen, show, showTop } = useVirtualRows({
    scroller,
    count: total,
    rowHeight,
    headHeight,
    kept: current,
    opened,
  });
  const seen = items.filter(({ index }) => index !== current || items.length === 1);
  const [first, last] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0];
  const [from, to] = [Math.max(0, first - AHEAD), Math.min(total - 1, last + AHEAD)];
  useEffect(() => need(from, to), [need, from, to]);
  const shown = useRef(query);
  useEffect(() => {
    if (shown.current === query) return;
    shown.current = query;
    setChosen(0);
    showTop();
  });
  useLayoutEffect(() => {
    if (!isMoving.current) return;
    const target = scroller.current?.querySelector<HTMLElement>(`[data-row="${current}"] ${focusable}`);
    if (!target) return;
    isMoving.current = false;
    target.focus({ preventScroll: true });
  });
  return {
    items,
    end,
    current,
    onFocus: setChosen,
    onKey: (event) => {
      const next = rowAfterKey(event.key, current, perScreen, total);
      if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return false;
      event.preventDefault();
      isMoving.current = true;
      setChosen(next);
      show(next);
      return true;
    },
  };
}
