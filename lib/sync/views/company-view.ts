import { withCause } from '../../domain/cause-of-failure.ts';
import type { Run } from '../../domain/change.ts';
import type { CompanyView, CustomerView } from '../../domain/company-view.ts';
import { accountHealth, asFarAsRead, customerHealth } from '../../domain/health.ts';
import { suggestedCustomers } from '../../domain/link-rows.ts';
import { textsOf } from '../../domain/outcomes.ts';
import { ok, type Result } from '../../shared/result.ts';
import { readTime } from '../../shared/time.ts';
import { type CheckedCompany, checkCompany } from '../check/check-company.ts';
import { lastSyncRun } from '../check/sync-times.ts';
import type { EngineDeps } from '../engine-api.ts';
import { pollView } from '../events/poll.ts';
import { sharedThrottle } from '../pacing/shared-throttle.ts';
import { newestOwnStart, type Throttle, throttle } from '../pacing/throttle.ts';
import { efsIdIn } from '../plan/plan-input.ts';
import type { PortalSide } from '../read/facts.ts';
import { knownCustomers, portalCustomers } from '../read/portal-customers.ts';
import { foreignTenant } from '../runs/start-run.ts';
import { ticketOfAccount } from '../tickets/ticket-of-account.ts';

/** How many runs back the last sync is looked for: fixes and undos lie in between. */
const LOOK_BACK = 20;

/** What the panel shows of a company. Without `refresh` from what was last read, so that it answers at once. */
export async function companyView(
  deps: EngineDeps,
  companyId: number,
  options: { refresh: boolean },
): Promise<Result<CompanyView>> {
  const checked = await checkCompany(deps, companyId, options);
  if (!checked.ok) return checked;
  const { observation, sides, findings, tickets, unreadable, portalFailure } = checked.value;
  const runs = await deps.store.runs({ companyId, limit: LOOK_BACK });
  const lastAutomatic = await deps.store.lastAutomaticRun(companyId, newestOwnStart(deps.clock()));
  const last = lastAutomatic && !foreignTenant(deps, lastAutomatic) ? readTime(lastAutomatic.startedAt) : undefined;
  const automatic = await automaticThrottle(deps, companyId, last, checked.value);
  const polled = await pollView(deps);
  return ok({
    company: observation.company,
    customers: await Promise.all(sides.map((side) => customerView(deps, observation, side, tickets))),
    ...(await suggestionsOf(deps, observation, options)),
    findings,
    readAt: observation.readAt,
    lastSync: lastSync(runs),
    throttle: { open: automatic.open, ...(automatic.opensAt && { opensAt: automatic.opensAt }) },
    lastPollAt: polled.lastPollAt,
    nextPollAt: polled.nextPollAt,
    // A ticket is written beside whatever else is going on, and keeps nobody from a sync.
    running: runs.find((run) => run.state === 'running' && run.cause.kind !== 'ticket') ?? null,
    ...(portalFailure && { portalFailure }),
    ...(unreadable.length && { unreadable }),
  });
}

/**
 * Customers that may be the company's, where it is linked to none: by the names as they were last read. A user who refreshes may just
 * have added the customer to the portal.
 */
async function suggestionsOf(
  deps: EngineDeps,
  { company, customerIds }: CheckedCompany['observation'],
  { refresh }: { refresh: boolean },
): Promise<Pick<CompanyView, 'suggestions'>> {
  if (customerIds.length) return {};
  if (refresh) await portalCustomers(deps, 0);
  const linked = new Set((await deps.store.links()).map(({ customerId }) => customerId));
  const free = (await knownCustomers(deps)).filter(({ id }) => !linked.has(id));
  const suggestions = suggestedCustomers(free, company.name);
  return suggestions.length ? { suggestions } : {};
}

/** The throttle as the next automatic sync would find it, by the entries as this view shows them: the first to open counts. */
async function automaticThrottle(
  deps: EngineDeps,
  companyId: number,
  own: number | undefined,
  { observation }: Pick<CheckedCompany, 'observation'>,
): Promise<Throttle> {
  const closed = throttle([own], deps.clock());
  if (!closed.open) return closed;
  const throttles: Throttle[] = [];
  for (const customerId of observation.customerIds) {
    const shared = await sharedThrottle(
      deps,
      { companyId, efsId: efsIdIn(observation, customerId, deps.settings) },
      observation.entries,
    );
    // Who writes is not known: the view says what this browser knows.
    if (!shared.ok) return closed;
    throttles.push(shared.value);
  }
  const opens = throttles.map(({ opensAt }) => readTime(opensAt) ?? 0);
  return throttles.find(({ opensAt }) => (readTime(opensAt) ?? 0) === Math.min(...opens)) ?? closed;
}

async function customerView(
  deps: EngineDeps,
  observation: CheckedCompany['observation'],
  side: PortalSide,
  tickets: CheckedCompany['tickets'],
): Promise<CustomerView> {
  const incidents = await deps.store.incidentsOfCustomer(side.customerId);
  const listed = (side.facts?.accounts ?? []).map((account) => withCause(account, incidents));
  const accounts = listed.map((account) => {
    const ticket = ticketOfAccount(tickets, account, deps.settings.prefix);
    return {
      account,
      health: accountHealth(account, deps.clock(), deps.settings),
      ...(ticket && { ticket }),
    };
  });
  return {
    efsId: efsIdIn(observation, side.customerId, deps.settings),
    customer: side.facts?.customer ?? null,
    health: side.facts
      ? asFarAsRead(customerHealth(listed, deps.clock(), deps.settings), side.facts)
      : { state: 'unknown', reason: 'The portal has no such customer.' },
    accounts,
    readAt: side.readAt,
    source: side.facts?.source ?? deps.portal.kind,
  };
}

function lastSync(runs: readonly Run[]): CompanyView['lastSync'] {
  const run = lastSyncRun(runs);
  if (!run) return null;
  return {
    at: run.finishedAt ?? run.startedAt,
    cause: run.cause.kind === 'event' ? 'event' : 'user',
    outcomes: textsOf(run.outcomes),
    ok: run.state === 'done',
  };
}
