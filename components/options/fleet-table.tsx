import { Fragment } from 'preact';
import { useRef } from 'preact/hooks';
import type { FleetRow } from '../../lib/domain/fleet.ts';
import { useNarrow } from '../ui/use-narrow.ts';
import { ColumnHeads, SortField } from './fleet-columns.tsx';
import { FleetLine } from './fleet-line.tsx';
import type { FleetRowsQuery } from './fleet-month.ts';
import { type FleetSelection, isSelected } from './fleet-selection.ts';
import { FLEET, FLEET_TABLE } from './texts/fleet.ts';
import type { FleetRows } from './use-fleet-rows.ts';
import { useRowTable } from './use-row-table.ts';

/**
 * Narrower than this, names would have no room beside the columns of figures: a row has two lines and no columns. Heights as in fleet.css
 * and fleet-narrow.css.
 */
const NARROW = 860;
const ROW = { wide: 44, narrow: 80 };
const HEAD = { wide: 36, narrow: 0 };
const COLUMNS = 8;

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
  const table = useRowTable({
    scroller,
    total,
    rowHeight: ROW[size],
    headHeight: HEAD[size],
    query: JSON.stringify(query),
    focusable: 'a',
    need: rows.need,
  });
  const { items, end, current: kept } = table;
  const onKey = (event: KeyboardEvent, row: FleetRow | undefined) => {
    if (event.key === ' ') {
      event.preventDefault();
      if (row?.companyId !== undefined) onToggle?.(row.companyId);
      return;
    }
    table.onKey(event);
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
          class={`bb-fleet bb-fleet-by-${query.sort} ${isNarrow ? 'bb-fleet-narrow' : ''}`}
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
                    onFocus={() => table.onFocus(index)}
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
