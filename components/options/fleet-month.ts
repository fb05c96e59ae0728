import type { FleetQuery, FleetView } from '../../lib/domain/fleet.ts';
import { send } from '../../lib/messages/send.ts';
import { ok, type Result } from '../../lib/shared/result.ts';

/** A kept month as `2026-11`, of which the first comparison is shown; undefined: the last comparison. */
export type FleetMonth = string | undefined;

/** Rows of the last comparison, or of a month's first one. */
export type FleetRowsQuery = FleetQuery & { month?: string };

/** A view, and what was asked for: the answer for another month may still be on its way. */
export type ShownFleet = FleetView & { month: FleetMonth };

/** As messages hold it: absent, not undefined. */
export function inMonth(month: FleetMonth): { month?: string } {
  return month === undefined ? {} : { month };
}

export async function askForFleet(month: FleetMonth): Promise<Result<ShownFleet>> {
  const view = await send('fleet.view', inMonth(month));
  return view.ok ? ok({ ...view.value, month }) : view;
}
