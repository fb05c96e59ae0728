import { useEffect, useRef, useState } from 'preact/hooks';
import type { FleetQuery } from '../../lib/domain/fleet.ts';
import { type FleetMonth, type FleetRowsQuery, inMonth, type ShownFleet } from './fleet-month.ts';
import { type FleetRows, useFleetRows } from './use-fleet-rows.ts';

/** What is billed most wrongly comes first. */
const FIRST_QUERY: FleetQuery = { filter: 'all', search: '', sort: 'difference', descending: true };

export interface FleetListState {
  query: FleetQuery;
  /** The same with the month. */
  asked: FleetRowsQuery;
  onQuery: (query: FleetQuery) => void;
  rows: FleetRows;
}

/**
 * Which rows are shown, and the rows. They are asked for together with the view and not after it, so that the first one is there an
 * answer earlier; once there is another comparison, they are read again.
 * @param view undefined: not answered yet
 */
export function useFleetList(
  view: Pick<ShownFleet, 'comparedAt' | 'month'> | undefined,
  month: FleetMonth,
  visible: boolean,
): FleetListState {
  const [query, onQuery] = useState(FIRST_QUERY);
  const asked = { ...query, ...inMonth(month) };
  const comparedAt = view?.comparedAt;
  const monthOfView = view?.month;
  const rows = useFleetRows(asked, visible && comparedAt !== null);
  const { reload, clear } = rows;
  const shown = useRef({ comparedAt, month: monthOfView });
  useEffect(() => {
    const before = shown.current;
    shown.current = { comparedAt, month: monthOfView };
    // Before the first comparison ends there are no rows, or not all of them.
    if (comparedAt === null) clear();
    // Another month's rows are read by their query.
    else if (before.comparedAt && before.month === monthOfView && before.comparedAt !== comparedAt) reload();
  }, [comparedAt, monthOfView, reload, clear]);
  return { query, asked, onQuery, rows };
}
