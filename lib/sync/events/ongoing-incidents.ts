import { BROWSER_ONLY_READS, NO_TICKET_INTEGRATION } from '../../domain/outcomes.ts';
import type { Incident } from '../../domain/tickets/incident.ts';
import type { OngoingIncident, OngoingResult, OngoingView } from '../../domain/tickets/ongoing-incidents.ts';
import { xrefOf, xrefPrefix } from '../../domain/tickets/xref.ts';
import type { Failure } from '../../shared/errors.ts';
import { sentence } from '../../shared/errors.ts';
import { nameOf } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { companyNames } from '../read/company-names.ts';
import { namesOfAccounts } from '../read/facts.ts';
import { findCompany } from '../read/link.ts';
import { portalCustomers } from '../read/portal-customers.ts';
import { forgetOngoingResult, isTracked, ongoingResult } from '../tickets/ongoing-result.ts';
import { drainManual } from './drain.ts';

/*
 * At the first contact what was reported before is history and writes nothing, so what was
 * failing then has no ticket. A user may have those tickets opened: from a list of our own page, with a click on each that counts.
 * The work is the ordinary one of the incident's ticket, marked as confirmed; it looks before it creates, so that nothing is doubled.
 */

/** Customers without a known company that are looked for: each costs some requests, and a user waits. */
const LOOKED_FOR = 40;

/** Returns the incidents that last and have no open ticket, oldest first. */
export async function ongoingIncidents(deps: EngineDeps): Promise<Result<OngoingView>> {
  const { connectWise, settings, store } = deps;
  const { board } = settings.tickets;
  const view = { board, isAutomatic: settings.automatic.tickets };
  const lasting = board ? await store.lastingIncidents() : [];
  if (lasting.length === 0) return ok({ ...view, incidents: [] });
  const open = await connectWise.openTickets(xrefPrefix(settings.prefix));
  if (!open.ok) return open;
  const tracked = new Set(open.value.rows.map(({ externalXRef }) => externalXRef));
  const underWay = new Set(
    (await store.outbox()).filter(({ state }) => state === 'pending' || state === 'leased').map(({ key }) => key),
  );
  const incidents: Incident[] = [];
  for (const incident of lasting) {
    if (tracked.has(xrefOf(incident, settings.prefix)) || underWay.has(`ticket:${incident.key}`)) continue;
    if (isTracked(await ongoingResult(deps, incident.key), incident)) continue;
    incidents.push(incident);
  }
  incidents.sort((a, b) => a.since.localeCompare(b.since) || a.key.localeCompare(b.key));
  return ok({ ...view, incidents: await described(deps, incidents) });
}

async function described(deps: EngineDeps, incidents: readonly Incident[]): Promise<OngoingIncident[]> {
  const customers = await portalCustomers(deps);
  const names = new Map((customers.ok ? customers.value : []).map(({ id, name }) => [id, name]));
  const companies = await companyNames(deps);
  const companyName = new Map((companies.ok ? companies.value : []).map(({ id, name }) => [id, name]));
  const linked = new Map<string, Result<number>>();
  const accounts = new Map<string, ReadonlyMap<string, string>>();
  for (const { customerId } of incidents) {
    if (linked.has(customerId)) continue;
    const known = await deps.store.companyOfCustomer(customerId);
    const isLookedFor = known === undefined && linked.size < LOOKED_FOR;
    linked.set(customerId, known !== undefined || !isLookedFor ? ok(known ?? 0) : await findCompany(deps, customerId));
    accounts.set(customerId, await namesOfAccounts(deps, customerId));
  }
  return incidents.map(({ key, customerId, accountId, kind, severity, newest, since }) => {
    const company = linked.get(customerId);
    const companyId = company?.ok ? company.value : 0;
    const [customer, named] = [names.get(customerId), companyName.get(companyId)];
    const accountName = accounts.get(customerId)?.get(accountId);
    return {
      key,
      customerId,
      ...(customer && { customerName: customer }),
      ...(companyId && { companyId }),
      ...(named && { companyName: named }),
      ...(accountId && { accountId }),
      ...(accountName && { accountName }),
      kind,
      severity,
      message: newest.message,
      since,
      ...(company && !company.ok && { skipped: sentence(company.failure) }),
    };
  });
}

/**
 * A user confirmed the list: a ticket for each of these incidents, now and also in Review. `finished` settles when the first of it was
 * tried; what is left goes on with the next drain, also after a restart.
 */
export async function openOngoing(
  deps: EngineDeps,
  keys: readonly string[],
): Promise<Result<{ opening: number; finished: Promise<void> }>> {
  const { store, settings, clock } = deps;
  if (settings.role === 'viewer')
    return fail(refused(BROWSER_ONLY_READS, 'Open the tickets in the browser that syncs.'));
  if (!settings.tickets.board)
    return fail(refused(NO_TICKET_INTEGRATION, 'Choose a board under Options › Tickets, then save.'));
  let opening = 0;
  for (const key of new Set(keys)) {
    const incident = await store.incident(key);
    if (!incident?.lasts) continue;
    await forgetOngoingResult(deps, key);
    await store.wakeTicket({ ...incident, confirmed: true }, isoTime(clock()));
    opening++;
  }
  return ok({ opening, finished: drained(deps) });
}

function refused(message: string, nextStep: string): Failure {
  return { code: 'rejected', message, nextStep };
}

/** What came of these incidents so far, by key. */
export async function ongoingResults(
  deps: Pick<EngineDeps, 'store'>,
  keys: readonly string[],
): Promise<Result<Record<string, OngoingResult>>> {
  const entries = new Map((await deps.store.outbox()).map((entry) => [entry.key, entry]));
  const results: Record<string, OngoingResult> = {};
  for (const key of keys) {
    const kept = await ongoingResult(deps, key);
    const entry = entries.get(`ticket:${key}`);
    if (kept) {
      const { since: _since, ...result } = kept;
      results[key] = result;
    } else if (entry?.failure) results[key] = { state: 'waiting', text: sentence(entry.failure) };
    else if (entry) results[key] = { state: 'waiting', text: '' };
    else results[key] = { state: 'failed', text: 'The incident is over, or its ticket was not asked for.' };
  }
  return ok(results);
}

async function drained(deps: EngineDeps): Promise<void> {
  try {
    await drainManual(deps);
  } catch (error) {
    deps.log.error('tickets', 'Opening tickets ended early; the next drain goes on with it.', { error: nameOf(error) });
  }
}
