import { useEffect, useRef, useState } from 'preact/hooks';
import type { FleetQuery, FleetView } from '../../lib/domain/fleet.ts';
import { type FleetRows, useFleetRows } from './use-fleet-rows.ts';

/** What is billed most wrongly comes first. */
const FIRST_QUERY: FleetQuery = { filter: 'all', search: '', sort: 'difference', descending: true };

export interface FleetListState {
  query: FleetQuery;
  onQuery: (query: FleetQuery) => void;
  rows: FleetRows;
}

/**
 * Which rows are shown, and the rows. They are asked for together with the view and not after it, so that the first one is there an
 * answer earlier; once there is another comparison, they are read again.
 * @param view undefined: not answered yet
 */
export function useFleetList(view: Pick<FleetView, 'comparedAt'> | undefined, visible: boolean): FleetListState {
  const [query, onQuery] = useState(FIRST_QUERY);
  const comparedAt = view?.comparedAt;
  const rows = useFleetRows(query, visible && comparedAt !== null);
  const { reload, clear } = rows;
  const shown = useRef(comparedAt);
  useEffect(() => {
    const before = shown.current;
    shown.current = comparedAt;
    // Before the first comparison ends there are no rows, or not all of them.
    if (comparedAt === null) clear();
    else if (before && before !== comparedAt) reload();
  }, [comparedAt, reload, clear]);
  return { query, onQuery, rows };
}
