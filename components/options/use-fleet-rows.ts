import type { FleetPage, FleetRow } from '../../lib/domain/fleet.ts';
import { send } from '../../lib/messages/send.ts';
import type { FleetRowsQuery } from './fleet-month.ts';
import { type RowWindows, useRowWindows } from './use-row-windows.ts';

export type FleetRows = RowWindows<FleetRow>;

/**
 * The rows of all companies, read window by window as they come into view. Those of another month are not shown until the first answer
 * is there, as they are another list.
 */
export function useFleetRows(query: FleetRowsQuery, visible: boolean): FleetRows {
  return useRowWindows<FleetRow, FleetPage>({
    ask: (window) => send('fleet.rows', { ...query, ...window }),
    query: JSON.stringify(query),
    typed: query.search,
    list: query.month ?? '',
    visible,
  });
}
