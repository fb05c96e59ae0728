import type { Run } from '../../domain/change.ts';
import { companyDefect } from '../../domain/company-status.ts';
import type { Company, ManagedIdEntry } from '../../domain/connectwise-records.ts';
import { formatEfsId } from '../../domain/efs-id.ts';
import { linksByManagedId } from '../../domain/link.ts';
import { type RecordList, unreadableFailure } from '../../domain/record-list.ts';
import type { Failure } from '../../shared/errors.ts';
import { nameOf } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type IsoTime, isoTime, readTime } from '../../shared/time.ts';
import { unexpected } from '../../shared/unexpected.ts';
import { forgetCancel } from '../apply/cancel-run.ts';
import { trackRun } from '../apply/run-tracker.ts';
import type { EngineDeps } from '../engine-api.ts';
import { SAME_NAME_LIMIT } from '../read/companies-with-same-name.ts';
import { findCompany } from '../read/link.ts';
import { ambiguous, notLinked } from '../read/link-failures.ts';
import { listOfCompanies } from '../read/live-companies.ts';
import { FOR_EVENT, type KnownParts, readEntries } from '../read/observe.ts';
import { recordRivalCheck } from '../read/rival-check.ts';
import { forgetView } from '../read/view-cache.ts';
import { failedRun } from '../runs/finish-run.ts';
import { busy, newRun } from '../runs/start-run.ts';
import { storeEnd } from '../runs/store-end.ts';
import { syncCompany } from '../runs/sync-company.ts';
import type { BulkSyncCustomer, Counted } from './bulk-sync-state.ts';
import { conflictFailure, customerOutcome, isPermanent } from './customer-outcome.ts';
import type { Prefetched } from './prefetch.ts';
import { type CompanyQuantities, quantitiesOfRuns } from './written-quantities.ts';

/** What became of a customer; a failure: not processed, to be tried again. */
export type Outcome = ({ counted: Counted } | { failure: Failure }) & {
  /** What the company's runs of this bulk sync wrote to quantities; absent: nothing. */
  written?: CompanyQuantities | undefined;
};

/**
 * Syncs a customer's company, unless this bulk sync has done so already: for another customer of it, or before the worker was
 * cut off. The runs' ids say whose they are, so that this is known without a list.
 */
export async function syncCustomer(
  deps: EngineDeps,
  bulkSyncId: string,
  customer: BulkSyncCustomer,
  prefetched: Prefetched,
): Promise<Outcome> {
  const efsId = formatEfsId(customer.id, deps.settings.prefix);
  for (const companyId of customer.candidates) {
    const { runs } = await runsOf(deps, bulkSyncId, companyId);
    const last = runs.at(-1);
    const counted = last?.efsIds.includes(efsId) ? customerOutcome(last) : undefined;
    if (counted) return { counted, written: quantitiesOfRuns(companyId, runs) };
  }
  const found = await companyOf(deps, customer, efsId, prefetched);
  if (!found.ok) {
    const { failure } = found;
    if (failure.code === 'not-linked') return { counted: 'notLinked' };
    return isPermanent(failure) ? { counted: 'needsUser' } : { failure };
  }
  const { companyId, entries, readAt } = found.value;
  const { runs, nextId } = await runsOf(deps, bulkSyncId, companyId);
  const last = runs.at(-1);
  const before = last && customerOutcome(last);
  if (before) return { counted: before, written: quantitiesOfRuns(companyId, runs) };
  const run: Run = { ...newRun(deps, companyId, { kind: 'bulk-sync', ref: bulkSyncId }), id: nextId };
  const { started, running } = await deps.store.startRun(run);
  if (!started) return { failure: busy(running) };
  const ended = await synced(deps, run, { readAt, ...prefetched.get(companyId), entries });
  const counted = customerOutcome(ended);
  const written = quantitiesOfRuns(companyId, [...runs, ended]);
  return counted ? { counted, written } : { failure: ended.failure ?? conflictFailure(ended), written };
}

/** The bulk sync's runs of a company, and the id of the one after them: a run that was cut off keeps its journal. */
async function runsOf(
  { store }: Pick<EngineDeps, 'store'>,
  bulkSyncId: string,
  companyId: number,
): Promise<{ runs: Run[]; nextId: string }> {
  const runs: Run[] = [];
  for (let attempt = 1; ; attempt++) {
    const nextId = `bulk-sync:${bulkSyncId}:${companyId}:${attempt}`;
    const run = await store.getRun(nextId);
    if (!run) return { runs, nextId };
    runs.push(run);
  }
}

interface CompanyWithEfsId {
  companyId: number;
  entries: RecordList<ManagedIdEntry>;
  readAt: IsoTime;
}

/**
 * The company whose entries carry the EFS id now, with these entries. Candidates are looked at first, a request each: the live
 * ones, and those that are deleted, merged or inactive only where nothing else leads to a live one.
 */
export async function companyOf(
  deps: EngineDeps,
  customer: BulkSyncCustomer,
  efsId: string,
  prefetched: Prefetched,
): Promise<Result<CompanyWithEfsId>> {
  if (!linksByManagedId(deps.portal)) {
    const confirmed = await findCompany(deps, customer.id);
    return confirmed.ok ? companyWithEfsId(deps, confirmed.value, prefetched) : confirmed;
  }
  if (!customer.candidates.length && !customer.mayBeOwned) return fail(notLinked(efsId));
  const isDead = (id: number) => isUnfit(prefetched.get(id)?.company);
  const live = customer.candidates.filter((id) => !isDead(id));
  const most = customer.onlyByName ? SAME_NAME_LIMIT : live.length;
  const found = await companiesWithEfsId(deps, live.slice(0, most), efsId, prefetched);
  if (!found.ok) return found;
  const [only] = found.value;
  if (only && found.value.length === 1) {
    if (customer.ownersListed) await recordRivalCheck(deps, only.companyId, customer.id, readTime(customer.listedAt));
    return ok(only);
  }
  // No configuration leads there either: that was looked up for all customers at once.
  if (!only && customer.onlyByName) {
    const others = customer.candidates.filter(isDead).slice(0, SAME_NAME_LIMIT);
    const dead = await companiesWithEfsId(deps, others, efsId, prefetched);
    if (!dead.ok) return dead;
    return dead.value[0] ? ok(dead.value[0]) : fail(notLinked(efsId));
  }
  // By tables of all companies there is nobody else to ask, and no link is stored of what they say.
  if (only && found.value.every(({ companyId }) => prefetched.get(companyId)?.entries)) {
    const named = found.value.map(({ companyId: id }) => ({ id, name: prefetched.get(id)?.company?.name ?? '' }));
    return fail(ambiguous(efsId, listOfCompanies(named)));
  }
  // None, or several: whoever asks about this customer gets the same answer, and the same words.
  const asked = await findCompany(deps, customer.id);
  return asked.ok ? companyWithEfsId(deps, asked.value, prefetched) : asked;
}

function isUnfit(company: Company | undefined): boolean {
  return company !== undefined && companyDefect(company) !== undefined;
}

async function companiesWithEfsId(
  deps: EngineDeps,
  companies: readonly number[],
  efsId: string,
  prefetched: Prefetched,
): Promise<Result<CompanyWithEfsId[]>> {
  const found: CompanyWithEfsId[] = [];
  for (const companyId of companies) {
    const one = await companyWithEfsId(deps, companyId, prefetched);
    if (!one.ok && one.failure.code !== 'not-found') return one;
    if (!one.ok) continue;
    const { rows, unreadable } = one.value.entries;
    if (rows.some(({ groupIdentifier }) => groupIdentifier === efsId)) found.push(one.value);
    // The id may be on the entry that could not be read: then it is not known whose the customer is.
    else if (unreadable.length) return fail(unreadableFailure(unreadable));
  }
  return ok(found);
}

async function companyWithEfsId(
  deps: EngineDeps,
  companyId: number,
  prefetched: Prefetched,
): Promise<Result<CompanyWithEfsId>> {
  const known = prefetched.get(companyId);
  if (known?.entries) return ok({ companyId, entries: known.entries, readAt: known.readAt });
  const readAt = isoTime(deps.clock());
  const entries = await readEntries(deps, companyId);
  return entries.ok ? ok({ companyId, entries: entries.value, readAt }) : entries;
}

/** Syncs past the throttle, for a user started the bulk sync. The run is stored at its end, however it ends. */
async function synced(deps: EngineDeps, run: Run, known: KnownParts): Promise<Run> {
  const tracker = trackRun(deps.store, run);
  let ended: Run;
  try {
    ended = (await syncCompany(deps, tracker, FOR_EVENT, known)).run;
  } catch (error) {
    deps.log.error('bulk-sync', 'A run ended unexpectedly.', { runId: run.id, error: nameOf(error) });
    ended = failedRun(tracker.current(), unexpected(error), deps.clock);
  }
  await storeEnd(deps.store, ended);
  await forgetView(deps, run.companyId);
  await forgetCancel(deps.store, run.id);
  return ended;
}
