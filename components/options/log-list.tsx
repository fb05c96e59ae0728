import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useNarrow } from '../ui/use-narrow.ts';
import { LOG } from './texts/log-search.ts';
import { useRowTable } from './use-row-table.ts';

/** Narrower than these, what a row says goes below its other parts, so that amounts are whole. Heights as in log.css. */
const MIDDLE = 860;
const NARROW = 560;
const ROW = { wide: 40, middle: 60, narrow: 84 };

/** The row that is open. */
interface Opened {
  key: string;
  index: number;
  /** Its index before the list moved. */
  place: number;
  height: number;
}

interface LogListProps<Row> {
  label: string;
  total: number;
  /** Where it becomes another one, the first row is shown. */
  query: string;
  /** The rows are of an earlier query than the one that was typed. */
  isOld: boolean;
  rowAt: (index: number) => Row | undefined;
  need: (first: number, last: number) => void;
  keyOf: (row: Row) => string;
  /** Class of each row that can be opened. */
  rowClass: string;
  /** One line. */
  summary: (row: Row) => ComponentChildren;
  details: (row: Row) => ComponentChildren;
}

/** A log of any length: rows of one or a few lines, of which one at a time can be opened; only those in sight are in the page. */
export function LogList<Row>(props: LogListProps<Row>) {
  const { label, total, query, isOld, rowAt, need, keyOf, rowClass, summary, details } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isMiddle = useNarrow(scroller, MIDDLE);
  const size = useNarrow(scroller, NARROW) ? 'narrow' : isMiddle ? 'middle' : 'wide';
  const [open, setOpen] = useState<Opened | null>(null);
  /** By how many rows the list has moved since the first drawing: elements move with their rows, and so does what is done in the open one. */
  const moved = useRef(0);
  const isOpen = (index: number) => {
    const row = rowAt(index);
    return open !== null && row !== undefined && keyOf(row) === open.key;
  };
  // New rows above it move the open one.
  const openAt = open && (isOpen(open.index) ? open.index : nearest(open.index, isOpen));
  if (open && openAt !== null) moved.current = openAt - open.place;
  const table = useRowTable({
    scroller,
    total,
    rowHeight: ROW[size],
    headHeight: 0,
    query,
    focusable: 'summary',
    need,
    opened: open && openAt !== null ? { index: openAt, more: open.height } : undefined,
  });
  const toggle = (index: number, row: Row) =>
    setOpen(isOpen(index) ? null : { key: keyOf(row), index, place: index - moved.current, height: open?.height ?? 0 });
  return (
    <div
      class="bb-log-scroll"
      ref={scroller}
      aria-busy={isOld || undefined}
      inert={isOld}
      style={{ '--bb-log-end': `${table.end}px` }}
    >
      <ol class={`bb-log bb-log-${size}`} aria-label={label} style={{ height: `${table.end}px` }}>
        {table.items.map(({ index, start }) => {
          const row = rowAt(index);
          const opened = isOpen(index);
          return (
            <li
              key={index - moved.current}
              class="bb-log-row"
              data-row={index}
              aria-setsize={total}
              aria-posinset={index + 1}
              aria-busy={!row || undefined}
              style={{ transform: `translateY(${start}px)` }}
            >
              <details class={rowClass} open={opened}>
                {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button, and is focused as one. */}
                <summary
                  tabIndex={index === table.current ? 0 : -1}
                  onFocus={() => table.onFocus(index)}
                  onKeyDown={table.onKey}
                  onClick={(event) => {
                    event.preventDefault();
                    if (row) toggle(index, row);
                  }}
                >
                  {row ? summary(row) : <span class="bb-visually-hidden">{LOG.loading}</span>}
                </summary>
                {opened && row && (
                  <Measured onHeight={(height) => setOpen((before) => before && { ...before, index, height })}>
                    {details(row)}
                  </Measured>
                )}
              </details>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** Rows around the place where it was; null: it is not among them. */
function nearest(index: number, isOpen: (index: number) => boolean): number | null {
  for (let away = 1; away <= 50; away += 1) {
    if (isOpen(index + away)) return index + away;
    if (index >= away && isOpen(index - away)) return index - away;
  }
  return null;
}

/** What is opened is as high as it is: the rows below begin after it. */
function Measured({ onHeight, children }: { onHeight: (height: number) => void; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(onHeight);
  latest.current = onHeight;
  useLayoutEffect(() => {
    const measured = box.current;
    if (!measured) return;
    let known = -1;
    const look = () => {
      if (measured.offsetHeight === known) return;
      known = measured.offsetHeight;
      latest.current(known);
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  return (
    <div class="bb-log-details" ref={box}>
      {children}
    </div>
  );
}
