import { Fragment } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FleetRow } from '../../lib/domain/fleet.ts';
import { useNarrow } from '../ui/use-narrow.ts';
import { useVirtualRows } from '../ui/use-virtual-rows.ts';
import { ColumnHeads, SortField } from './fleet-columns.tsx';
import { rowAfterKey } from './fleet-keys.ts';
import { FleetLine } from './fleet-line.tsx';
import type { FleetRowsQuery } from './fleet-month.ts';
import { type FleetSelection, isSelected } from './fleet-selection.ts';
import { FLEET, FLEET_TABLE } from './texts/fleet.ts';
import type { FleetRows } from './use-fleet-rows.ts';

/** Narrower than this, a row has two lines and no columns. Heights as in fleet.css. */
const NARROW = 720;
const ROW = { wide: 44, narrow: 76 };
const HEAD = { wide: 36, narrow: 0 };
const COLUMNS = 8;
/** Rows read before they come into sight: a second of quick scrolling. Fewer than a window has, so that the first rows are one request. */
const AHEAD = 100;

interface FleetTableProps {
  rows: FleetRows;
  total: number;
  query: FleetRowsQuery;
  selection: FleetSelection;
  onSort: (sort: Pick<FleetRowsQuery, 'sort' | 'descending'>) => void;
  /** Absent: nothing can be selected. */
  onToggle?: ((companyId: number) => void) | undefined;
  onToggleAll: () => void;
}

/**
 * All companies as a table of which only the rows in sight are in the page: rows have a fixed height, and empty ones of the height
 * of those that are left out keep the scroll bar true. One row can have the focus; keys move it.
 */
export function FleetTable({ rows, total, query, selection, onSort, onToggle, onToggleAll }: FleetTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useNarrow(scroller, NARROW);
  const size = isNarrow ? 'narrow' : 'wide';
  const [current, setCurrent] = useState(0);
  const kept = Math.min(current, Math.max(0, total - 1));
  /** A key moved to a row that may not be drawn yet. */
  const isMoving = useRef(false);
  const { items, end, perScreen, show, showTop } = useVirtualRows({
    scroller,
    count: total,
    rowHeight: ROW[size],
    headHeight: HEAD[size],
    kept,
  });
  const seen = items.filter(({ index }) => index !== kept || items.length === 1);
  const [first, last] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0];
  const { need } = rows;
  const [from, to] = [Math.max(0, first - AHEAD), Math.min(total - 1, last + AHEAD)];
  useEffect(() => need(from, to), [need, from, to]);
  const key = JSON.stringify(query);
  const shownKey = useRef(key);
  useEffect(() => {
    if (shownKey.current === key) return;
    shownKey.current = key;
    setCurrent(0);
    showTop();
  });
  useLayoutEffect(() => {
    if (!isMoving.current) return;
    const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${kept}"] a`);
    if (!link) return;
    isMoving.current = false;
    link.focus({ preventScroll: true });
  });
  const onKey = (event: KeyboardEvent, row: FleetRow | undefined) => {
    if (event.key === ' ') {
      event.preventDefault();
      if (row?.companyId !== undefined) onToggle?.(row.companyId);
      return;
    }
    const next = rowAfterKey(event.key, kept, perScreen, total);
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    isMoving.current = true;
    setCurrent(next);
    show(next);
  };
  let drawnTo = HEAD[size];
  const gapTo = (start: number) => {
    const gap = start - drawnTo;
    drawnTo = start + ROW[size];
    return gap > 0 && <Gap height={gap} />;
  };
  return (
    <>
      {isNarrow && <SortField {...query} onSort={onSort} />}
      <div class="bb-fleet-scroll" ref={scroller} style={{ '--bb-fleet-end': `${end}px` }}>
        <table
          class={`bb-fleet ${isNarrow ? 'bb-fleet-narrow' : ''}`}
          aria-label={FLEET.title}
          aria-rowcount={total + 1}
          aria-colcount={COLUMNS}
        >
          <thead>
            <tr aria-rowindex={1}>
              <td class="bb-fleet-select">
                {onToggle && (
                  <input
                    type="checkbox"
                    aria-label={FLEET_TABLE.selectAll(total)}
                    title={FLEET_TABLE.selectAll(total)}
                    checked={selection.kind === 'all'}
                    onChange={onToggleAll}
                  />
                )}
              </td>
              <ColumnHeads {...query} onSort={onSort} />
            </tr>
          </thead>
          <tbody>
            {items.map(({ index, start }) => {
              const row = rows.rowAt(index);
              return (
                <Fragment key={index}>
                  {gapTo(start)}
                  <FleetLine
                    index={index}
                    row={row}
                    isCurrent={index === kept}
                    isSelected={row !== undefined && isSelected(selection, row)}
                    onToggle={onToggle}
                    onFocus={() => setCurrent(index)}
                    onKeyDown={(event) => onKey(event, row)}
                  />
                </Fragment>
              );
            })}
            {end > drawnTo && items.length > 0 && <Gap height={end - drawnTo} />}
          </tbody>
        </table>
      </div>
      <p class="bb-hint">{FLEET_TABLE.help(onToggle !== undefined)}</p>
    </>
  );
}

/** In place of rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return <tr class="bb-fleet-gap" style={{ height: `${height}px` }} />;
}
