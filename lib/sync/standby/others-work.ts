import { customerOf } from '../../domain/efs-id.ts';
import { linksByManagedId } from '../../domain/link.ts';
import { readableRows } from '../../domain/record-list.ts';
import { ok, type Result } from '../../shared/result.ts';
import { DAY, isoTime, readTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { THROTTLE_INTERVAL } from '../pacing/throttle.ts';
import type { ConfigurationOwner } from '../ports.ts';
import { cachedRead } from '../read/cached-read.ts';
import { companyStatuses, isKnownDead } from '../read/live-companies.ts';
import { statisticsType } from '../read/observe.ts';
import type { OutboxEntry } from '../store.ts';
import { type Decision, evaluateSync, evaluateTicket, lastSyncTimes } from './evaluate.ts';

/** What the others have done of these entries. */
export interface OthersWork {
  done: { entry: OutboxEntry; decision: Decision }[];
  undone: OutboxEntry[];
  /** When the others last synced anything, in milliseconds since the epoch. */
  lastSync?: number;
}

/** Looks in bulk: one list of open tickets and one of statistics written within the throttle, each only where it is needed. */
export async function readOthersWork(deps: EngineDeps, entries: readonly OutboxEntry[]): Promise<Result<OthersWork>> {
  const synced = await syncedParts(deps, entries);
  if (!synced.ok) return synced;
  const open = await openTickets(deps, entries);
  if (!open.ok) return open;
  const snapshot: OthersWork = { done: [], undone: [] };
  for (const entry of entries) {
    const decision =
      entry.kind === 'sync'
        ? evaluateSync(synced.value.get(entry.customerId), await newestEvent(deps, entry), deps.clock())
        : evaluateTicket(await deps.store.incident(entry.incidentKey ?? ''), open.value, deps.settings.prefix);
    if (decision) snapshot.done.push({ entry, decision });
    else snapshot.undone.push(entry);
  }
  const times = [...synced.value.values()];
  return ok(times.length ? { ...snapshot, lastSync: Math.max(...times) } : snapshot);
}

/** By customer id; empty where no statistics are synced that could show it. */
async function syncedParts(
  deps: EngineDeps,
  entries: readonly OutboxEntry[],
): Promise<Result<ReadonlyMap<string, number>>> {
  const nothing = new Map<string, number>();
  if (!entries.some(({ kind }) => kind === 'sync')) return ok(nothing);
  // The EFS ids in ConnectWise say nothing of this portal's customers.
  if (!linksByManagedId(deps.portal)) return ok(nothing);
  const types = await cachedRead(deps, 'setup:configuration-types', DAY, async () =>
    readableRows(await deps.connectWise.configurationTypes()),
  );
  if (!types.ok) return types;
  const typeId = statisticsType(deps, { configurationTypes: types.value });
  if (typeId === undefined) return ok(nothing);
  const who = await deps.connectWise.actor();
  if (!who.ok) return who;
  const { prefix } = deps.settings;
  // What cannot be read counts as not done: this browser then looks for itself.
  const owners = await deps.connectWise.configurationOwners(typeId, prefix, isoTime(deps.clock() - THROTTLE_INTERVAL));
  if (!owners.ok) return owners;
  const live = await ofLiveCompanies(deps, entries, owners.value.rows);
  return live.ok ? ok(lastSyncTimes(live.value, prefix, who.value.member)) : live;
}

/**
 * A sync to a company that was deleted, merged or made inactive since reached nobody: the live company still needs it. Only
 * companies other than those that a customer is linked to are asked about: all in one request.
 */
async function ofLiveCompanies(
  deps: EngineDeps,
  entries: readonly OutboxEntry[],
  owners: readonly ConfigurationOwner[],
): Promise<Result<ConfigurationOwner[]>> {
  const customers = new Set(entries.filter(({ kind }) => kind === 'sync').map(({ customerId }) => customerId));
  const dead = new Set<number>();
  const doubtful = new Set<number>();
  for (const { companyId, deviceIdentifier } of owners) {
    const customerId = customerOf(deviceIdentifier, deps.settings.prefix);
    if (customerId === undefined || !customers.has(customerId) || dead.has(companyId)) continue;
    const linked = await deps.store.companiesOfCustomer(customerId);
    if (linked.length && !linked.includes(companyId)) doubtful.add(companyId);
    else {
      const known = await isKnownDead(deps, companyId);
      if (!known.ok) return known;
      if (known.value) dead.add(companyId);
    }
  }
  const statuses = await companyStatuses(deps, [...doubtful]);
  if (!statuses.ok) return statuses;
  for (const companyId of statuses.value.dead) dead.add(companyId);
  return ok(owners.filter(({ companyId }) => !dead.has(companyId)));
}

async function openTickets(
  { connectWise, settings }: EngineDeps,
  entries: readonly OutboxEntry[],
): Promise<Result<ReadonlyMap<string, number>>> {
  if (!entries.some(({ kind }) => kind === 'ticket')) return ok(new Map());
  const tickets = await connectWise.openTickets(`${settings.prefix}-`);
  return tickets.ok ? ok(new Map(tickets.value.rows.map((ticket) => [ticket.externalXRef, ticket.id]))) : tickets;
}

async function newestEvent({ store }: EngineDeps, entry: OutboxEntry): Promise<number | undefined> {
  const times = (await store.eventsOfEntry(entry)).map(({ at }) => readTime(at) ?? Number.POSITIVE_INFINITY);
  return times.length ? Math.max(...times) : readTime(entry.newestEventAt);
}
