import type { FleetPage, FleetQuery, FleetRow, FleetView } from '../../../domain/fleet.ts';
import { countFilters, selectRows } from '../../../domain/fleet-rows.ts';
import { fleetTotals } from '../../../domain/fleet-totals.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { readRequest, viewOf } from '../bulk-sync-state.ts';
import { allRows } from '../job-rows.ts';
import { COMPARISON, cancelComparison, shownComparison, sourceOf, startComparison } from './comparison.ts';
import { monthSnapshot, monthsKept } from './month-snapshots.ts';

type ViewDeps = Pick<EngineDeps, 'store' | 'clock'>;

/** The last comparison, or while there is none the one that goes on; what a user sees of all companies. Asks nobody. */
export async function fleetView(deps: EngineDeps, { month }: { month?: string } = {}): Promise<Result<FleetView>> {
  const order = await readRequest(deps, COMPARISON);
  const shown = await shownComparison(deps);
  const snapshot = month === undefined ? undefined : await monthSnapshot(deps, month);
  const rows = snapshot?.rows ?? (await rowsShown(deps));
  const source = shown && (await sourceOf(deps, shown.id));
  return ok({
    comparedAt: snapshot?.at ?? shown?.at ?? null,
    ...(source && { source: source.source, ...(source.failure && { sourceFailure: source.failure }) }),
    progress: order ? await viewOf(deps, order) : null,
    counts: countFilters(rows),
    totals: fleetTotals(rows),
    months: await monthsKept(deps),
  });
}

/** A window of the rows that filter and search fit. */
export async function fleetRows(
  deps: EngineDeps,
  { offset, limit, month, ...query }: FleetQuery & { offset: number; limit: number; month?: string | undefined },
): Promise<Result<FleetPage>> {
  const snapshot = month === undefined ? undefined : await monthSnapshot(deps, month);
  const found = selectRows(snapshot?.rows ?? (await rowsShown(deps)), query);
  return ok({ rows: found.slice(offset, offset + limit), total: found.length });
}

/** Companies of the rows that a filter fits, each once. */
export async function companiesThatFit(
  deps: ViewDeps,
  { filter, search }: Pick<FleetQuery, 'filter' | 'search'>,
): Promise<number[]> {
  const rows = selectRows(await rowsShown(deps), { filter, search, sort: 'customer', descending: false });
  return [...new Set(rows.flatMap(({ companyId }) => companyId ?? []))];
}

/** Begins a comparison. */
export async function compareFleet(deps: EngineDeps): Promise<Result<FleetView>> {
  const started = await startComparison(deps);
  return started.ok ? fleetView(deps) : started;
}

export async function cancelFleet(deps: EngineDeps): Promise<Result<FleetView>> {
  const cancelled = await cancelComparison(deps);
  return cancelled.ok ? fleetView(deps) : cancelled;
}

async function rowsShown(deps: ViewDeps): Promise<FleetRow[]> {
  const shown = await shownComparison(deps);
  const id = shown?.id ?? (await readRequest(deps, COMPARISON))?.id;
  return id === undefined ? [] : allRows<FleetRow>(deps, id);
}
