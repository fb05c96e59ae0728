import type { BulkActionKind, BulkActionRow, BulkActionView } from '../../../domain/bulk-action.ts';
import type { Plan } from '../../../domain/change.ts';
import type { FleetQuery } from '../../../domain/fleet.ts';
import type { Failure } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isoTime } from '../../../shared/time.ts';
import { refsOf, type SomeApprovals } from '../../apply/approvals.ts';
import { heldChanges } from '../../apply/held-changes.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { onlyReads } from '../../runs/start-run.ts';
import { companiesThatFit } from '../fleet/fleet-view.ts';
import {
  allRows,
  type BulkActionCompany,
  type BulkActionRequest,
  forgetAction,
  isUndoable,
  readRequest,
  readRows,
  type StoredRow,
  viewOf,
  writeCompanies,
  writeHalt,
  writeRequest,
  writeRows,
} from './action-state.ts';
import { runsOfAction, withRuns } from './company-steps.ts';

/*
 * What a user does with many companies at once: one preview, one confirmation, one undo. A user begins, pauses and cancels it;
 * `continueBulkAction` works on it.
 */

export interface NewBulkAction {
  kind: BulkActionKind;
  /** These, or all that a filter of the companies fits. */
  companies: { ids: readonly number[] } | Pick<FleetQuery, 'filter' | 'search'>;
  /** With `approve`: which changes; absent: all that wait for these companies. */
  approvals?: SomeApprovals | undefined;
}

/** The newest bulk action, or null when there never was one. */
export async function bulkActionView(deps: EngineDeps): Promise<Result<BulkActionView | null>> {
  const request = await readRequest(deps);
  return ok(request ? await viewOf(deps, request) : null);
}

/** What is planned or done for each company, the most money first; once it has ended, those that failed before the others. */
export async function bulkActionRows(
  deps: EngineDeps,
  { id, offset, limit }: { id: string; offset: number; limit: number },
): Promise<Result<{ rows: BulkActionRow[]; total: number }>> {
  const rows = (await allRows(deps, id)).filter(({ changes, held, failure }) => changes + held > 0 || failure);
  const request = await readRequest(deps);
  const hasEnded = request?.id !== id || !isGoingOn(await viewOf(deps, request));
  const rank = ({ failure }: BulkActionRow) => (hasEnded && failure ? 1 : 0);
  rows.sort((a, b) => rank(b) - rank(a) || moved(b) - moved(a) || a.companyName.localeCompare(b.companyName));
  const page = rows.slice(offset, offset + limit).map(shownRow);
  return ok({ rows: page, total: rows.length });
}

/** What waits to be undone is neither applied for good nor failed. */
function shownRow({ planId: _, appliedAt: __, isUndoWaiting, ...row }: StoredRow): BulkActionRow {
  return isUndoWaiting ? { ...row, state: 'waiting' } : row;
}

/** What is planned for one company, change by change; null: nothing is, or the plan is no longer kept. */
export async function bulkActionChanges(deps: EngineDeps, id: string, companyId: number): Promise<Result<Plan | null>> {
  const row = (await allRows(deps, id)).find((one) => one.companyId === companyId);
  return ok((row?.planId !== undefined && (await deps.store.plan(row.planId))) || null);
}

/** Begins to make the preview. One at a time: while another one writes or waits for a user's word, it is refused. */
export async function planBulkAction(deps: EngineDeps, action: NewBulkAction): Promise<Result<BulkActionView>> {
  const refused = onlyReads(deps);
  if (refused) return fail(refused);
  const before = await readRequest(deps);
  const goesOn = before && isGoingOn(await viewOf(deps, before));
  if (goesOn) return fail(busy());
  const companies = await chosenCompanies(deps, action);
  if (!companies.ok) return companies;
  if (companies.value.length === 0) return fail(NO_COMPANY);
  if (before) await forgetAction(deps, before.id);
  const id = deps.ids();
  const chunks = await writeCompanies(deps, id, companies.value);
  const request: BulkActionRequest = {
    id,
    kind: action.kind,
    startedAt: isoTime(deps.clock()),
    wanted: 'plan',
    isPaused: false,
    isCancelled: false,
    total: companies.value.length,
    chunks,
  };
  await writeRequest(deps, request);
  return ok(await viewOf(deps, request));
}

/** Writes what the preview shows. */
export function applyBulkAction(deps: EngineDeps, id: string): Promise<Result<BulkActionView>> {
  return changed(deps, id, ['preview'], { wanted: 'apply' });
}

/** It ends at the next company, and goes on with `resumeBulkAction`. */
export function pauseBulkAction(deps: EngineDeps, id: string): Promise<Result<BulkActionView>> {
  return changed(deps, id, ['planning', 'applying', 'undoing'], { isPaused: true });
}

export function resumeBulkAction(deps: EngineDeps, id: string): Promise<Result<BulkActionView>> {
  return changed(deps, id, ['paused'], { isPaused: false });
}

/** It ends at the next company, for good; what was written stays, and can be undone. */
export async function cancelBulkAction(deps: EngineDeps, id: string): Promise<Result<BulkActionView>> {
  // An undo is paused, and goes on: half of it is nothing that a user wants.
  if ((await readRequest(deps))?.wanted === 'undo') return fail(OUTDATED);
  return changed(deps, id, ['planning', 'preview', 'applying', 'paused'], { isCancelled: true, isPaused: false });
}

/** Undoes every run of it, newest first: also of companies that it was not done with. */
export async function undoBulkAction(deps: EngineDeps, id: string): Promise<Result<BulkActionView>> {
  const request = await readRequest(deps);
  if (request?.id === id) await findRuns(deps, request);
  const rows = await allRows(deps, id);
  if (!rows.some(isUndoable)) return fail(NOTHING_TO_UNDO);
  return changed(deps, id, ['done', 'cancelled'], { wanted: 'undo', isPaused: false });
}

/** A worker that was killed may have written without storing it in the row. */
async function findRuns(deps: EngineDeps, request: BulkActionRequest): Promise<void> {
  for (let chunk = 0; chunk < request.chunks; chunk += 1) {
    const rows = await readRows(deps, request.id, chunk);
    const found: typeof rows = {};
    for (const [companyId, row] of Object.entries(rows)) {
      if (row.planId === undefined || row.runIds) continue;
      const runs = await runsOfAction(deps, request, row.companyId);
      if (runs.length > 0) found[companyId] = withRuns(row, runs);
    }
    if (Object.keys(found).length > 0) await writeRows(deps, request.id, chunk, { ...rows, ...found });
  }
}

async function changed(
  deps: EngineDeps,
  id: string,
  states: readonly BulkActionView['state'][],
  members: Partial<BulkActionRequest>,
): Promise<Result<BulkActionView>> {
  const refused = onlyReads(deps);
  if (refused) return fail(refused);
  const request = await readRequest(deps);
  if (request?.id !== id) return fail(OUTDATED);
  const view = await viewOf(deps, request);
  if (!states.includes(view.state)) return fail(OUTDATED);
  await writeHalt(deps, id, undefined);
  const next = { ...request, ...members };
  await writeRequest(deps, next);
  return ok(await viewOf(deps, next));
}

async function chosenCompanies(deps: EngineDeps, action: NewBulkAction): Promise<Result<BulkActionCompany[]>> {
  const { companies } = action;
  const ids = 'ids' in companies ? [...new Set(companies.ids)] : await companiesThatFit(deps, companies);
  if (action.kind !== 'approve') return ok(ids.map((companyId) => ({ companyId })));
  const some = action.approvals ?? (await allOf(deps, new Set(ids)));
  const refs = await refsOf(deps, some);
  if (!refs.ok) return refs;
  const byCompany = Map.groupBy(refs.value, ({ companyId }) => companyId);
  return ok([...byCompany].map(([companyId, approvals]) => ({ companyId, approvals })));
}

/** Every change that waits for one of these companies. */
async function allOf(deps: EngineDeps, companies: ReadonlySet<number>): Promise<SomeApprovals> {
  const { waiting } = await heldChanges(deps);
  return { changes: waiting.filter(({ companyId }) => companies.has(companyId)) };
}

const GOING_ON: ReadonlySet<BulkActionView['state']> = new Set([
  'planning',
  'applying',
  'cancelling',
  'paused',
  'undoing',
]);

function isGoingOn({ state }: BulkActionView): boolean {
  return GOING_ON.has(state);
}

/** How much money a row moves, whichever way. */
function moved({ money }: BulkActionRow): number {
  return money.reduce((sum, { from, to }) => sum + Math.abs(to - from), 0);
}

function busy(): Failure {
  return {
    code: 'busy',
    message: 'Another action on many companies is going on.',
    nextStep: 'Wait until it has ended, or cancel it.',
  };
}

const NO_COMPANY: Failure = {
  code: 'bad-input',
  message: 'None of the chosen customers has a company in ConnectWise.',
  nextStep: 'Choose customers that are linked, or link them first.',
};

const NOTHING_TO_UNDO: Failure = {
  code: 'conflict',
  message: 'There is nothing left of this action that could be undone.',
  nextStep: 'Look at the journal for what was written.',
};

const OUTDATED: Failure = {
  code: 'conflict',
  message: 'This action is in another state by now.',
  nextStep: 'Look at it again.',
};
