import type { FleetPage, FleetQuery, FleetRow, FleetView } from '../../../domain/fleet.ts';
import { countFilters, selectRows } from '../../../domain/fleet-rows.ts';
import { fleetTotals } from '../../../domain/fleet-totals.ts';
import type { Failure } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { readRequest, viewOf } from '../bulk-sync-state.ts';
import { allRows } from '../job-rows.ts';
import {
  COMPARISON,
  cancelComparison,
  type ShownComparison,
  shownComparison,
  sourceOf,
  startComparison,
} from './comparison.ts';
import { monthSnapshot, monthsKept } from './month-snapshots.ts';

type ViewDeps = Pick<EngineDeps, 'store' | 'clock'>;

/** The last comparison, or while there is none the one that goes on; what a user sees of all companies. Asks nobody. */
export async function fleetView(deps: EngineDeps, { month }: { month?: string } = {}): Promise<Result<FleetView>> {
  const order = await readRequest(deps, COMPARISON);
  const shown = await shownComparison(deps);
  const figures = await figuresOf(deps, shown, month);
  if (!figures.ok) return figures;
  const source = shown && (await sourceOf(deps, shown.id));
  return ok({
    ...figures.value,
    ...(source && { source: source.source, ...(source.failure && { sourceFailure: source.failure }) }),
    progress: order ? await viewOf(deps, order) : null,
    months: await monthsKept(deps),
  });
}

/** Those of the last comparison were kept with it: a page that asks every second does not load its rows. */
async function figuresOf(
  deps: EngineDeps,
  shown: ShownComparison | undefined,
  month: string | undefined,
): Promise<Result<Pick<FleetView, 'comparedAt' | 'counts' | 'totals'>>> {
  if (month === undefined && shown) return ok({ comparedAt: shown.at, counts: shown.counts, totals: shown.totals });
  const rows = await rowsOf(deps, month);
  if (!rows.ok) return rows;
  const snapshot = month === undefined ? undefined : await monthSnapshot(deps, month);
  return ok({
    comparedAt: snapshot?.at ?? null,
    counts: countFilters(rows.value),
    totals: fleetTotals(rows.value),
  });
}

/** A window of the rows that filter and search fit. */
export async function fleetRows(
  deps: EngineDeps,
  { offset, limit, month, ...query }: FleetQuery & { offset: number; limit: number; month?: string | undefined },
): Promise<Result<FleetPage>> {
  const rows = await rowsOf(deps, month);
  if (!rows.ok) return rows;
  const found = selectRows(rows.value, query);
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

async function rowsOf(deps: ViewDeps, month: string | undefined): Promise<Result<FleetRow[]>> {
  if (month === undefined) return ok(await rowsShown(deps));
  const snapshot = await monthSnapshot(deps, month);
  return snapshot ? ok(snapshot.rows) : fail(notKept(month));
}

function notKept(month: string): Failure {
  return {
    code: 'not-found',
    message: `No comparison of ${month} is kept.`,
    nextStep: 'Choose another month, or the last comparison.',
    value: month,
  };
}

async function rowsShown(deps: ViewDeps): Promise<FleetRow[]> {
  const shown = await shownComparison(deps);
  const id = shown?.id ?? (await readRequest(deps, COMPARISON))?.id;
  return id === undefined ? [] : allRows<FleetRow>(deps, id);
}
