import type { Ticket } from '../../domain/connectwise-records.ts';
import type { EventType } from '../../domain/portal-facts.ts';
import { recordList, type UnreadableRow } from '../../domain/record-list.ts';
import { checkTickets } from '../../domain/rules/ticket/ticket-rules.ts';
import { isAboutSameBackup } from '../../domain/rules/ticket/tix-email.ts';
import type { Incident } from '../../domain/tickets/incident.ts';
import { incidentOfXRef, xrefOf } from '../../domain/tickets/xref.ts';
import { isYoungerThan } from '../../shared/age.ts';
import { ok, type Result } from '../../shared/result.ts';
import { DAY, type IsoTime, isoTime, MINUTE, readTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { namesOfAccounts } from '../read/facts.ts';
import { customersOfCompany, seenCustomers } from '../read/known-customers.ts';
import { ticketsKey } from '../read/view-cache.ts';
import {
  AROUND,
  eachOnce,
  incidentRead,
  type ReadIncident,
  type ReadTickets,
  readTickets,
} from '../tickets/check-tickets.ts';
import { readSnapshot } from '../tickets/read-snapshot.ts';

/** One ticket that has to do with backups, as ConnectWise shows it: plain data, so that it can be kept. */
export interface TicketReading {
  ticket: Ticket;
  about: { customerId: string; accountId: string; kind: EventType };
  /** See `TicketSubjectView.origin`. */
  origin: 'own' | 'mail';
  /** All that the rules look at of the problem that the ticket is about. */
  subject: ReadIncident;
  /** Tickets and notes beside it that could not be read; absent: none. */
  unreadable?: UnreadableRow[];
  readAt: IsoTime;
}

/**
 * Finds out what a ticket is about: by its external reference, by the ticket of ours that it was merged into, or as the mail
 * connector's duplicate of one of ours. `null`: none of ours. Whether it might be is decided from the ticket itself and from what is stored,
 * so that ConnectWise is asked no more about other tickets.
 */
export async function readAbout(
  deps: EngineDeps,
  ticket: Ticket,
  options: { refresh: boolean },
): Promise<Result<TicketReading | null>> {
  const { prefix } = deps.settings;
  const own = incidentOfXRef(ticket.externalXRef, prefix);
  if (own) return readFailure(deps, ticket, ticket.externalXRef, 'own');
  if (ticket.mergedParentTicket) {
    const parent = await deps.connectWise.ticket(ticket.mergedParentTicket.id);
    if (!parent.ok) return parent;
    const isOurs = parent.value && incidentOfXRef(parent.value.externalXRef, prefix);
    return isOurs && parent.value ? readFailure(deps, ticket, parent.value.externalXRef, 'mail') : ok(null);
  }
  return (await mightBeDuplicate(deps, ticket)) ? readDuplicate(deps, ticket, options.refresh) : ok(null);
}

async function readFailure(
  deps: EngineDeps,
  ticket: Ticket,
  xref: string,
  origin: TicketReading['origin'],
): Promise<Result<TicketReading | null>> {
  const { connectWise, settings, store, clock } = deps;
  const named = incidentOfXRef(xref, settings.prefix);
  if (!named) return ok(null);
  const readAt = isoTime(clock());
  // By the whole reference: it holds a long account id shortened.
  const known = await store.incidentsOfCustomer(named.customerId);
  const incident = known.find((one) => xrefOf(one, settings.prefix) === xref);
  const about = incident ? aboutOf(incident) : named;
  const snapshot = await readSnapshot(deps, about, ticket.company.id);
  if (!snapshot.ok) return snapshot;
  const isRecent = snapshot.value.snapshot.tickets.some(
    (one) => (readTime(one.dateEntered) ?? 0) >= clock() - AROUND - DAY,
  );
  const around = isRecent
    ? await connectWise.companyTickets(ticket.company.id, isoTime(clock() - AROUND))
    : ok(recordList<Ticket>([]));
  if (!around.ok) return around;
  const subject = incidentRead(snapshot.value, incident, around.value.rows);
  const { tickets, notes } = snapshot.value.unreadable;
  return ok({ ticket, about, origin, subject, ...beside([...tickets, ...notes, ...around.value.unreadable]), readAt });
}

/** Nobody asks for the mail connector's tickets where none of ours are made. */
async function mightBeDuplicate(deps: EngineDeps, ticket: Ticket): Promise<boolean> {
  if (!deps.settings.tickets.board) return false;
  if (isAboutSameBackup(ticket)) return true;
  const customerIds = (await seenCustomers(deps, ticket.company.id)) ?? [];
  const names = await Promise.all(customerIds.map((customerId) => namesOfAccounts(deps, customerId)));
  return names.some((accounts) => [...accounts.values()].some((name) => isAboutSameBackup(ticket, name)));
}

/** Whether the company's problems have a ticket that this one repeats, by the rule TIX-EMAIL. */
async function readDuplicate(
  deps: EngineDeps,
  ticket: Ticket,
  refresh: boolean,
): Promise<Result<TicketReading | null>> {
  const readAt = isoTime(deps.clock());
  const customerIds = await customersOfCompany(deps, ticket.company.id);
  if (!customerIds.ok) return customerIds;
  const kept = refresh ? undefined : await keptTickets(deps, ticket.company.id);
  const read = kept ? ok(kept) : await readTickets(deps, ticket.company.id, customerIds.value);
  if (!read.ok) return read;
  for (const subject of read.value.rows) {
    const about = subject.incident ? aboutOf(subject.incident) : aboutOfTickets(subject.tickets, deps.settings.prefix);
    if (!about) continue;
    const userName = (await namesOfAccounts(deps, about.customerId)).get(about.accountId);
    const found = checkTickets({
      ...subject,
      ...(userName && { userName }),
      settings: deps.settings,
      now: deps.clock(),
    });
    if (found.some(({ code, where }) => code === 'TIX-EMAIL' && where.recordId === ticket.id)) {
      return ok({ ticket, about, origin: 'mail', subject, ...beside(read.value.unreadable), readAt });
    }
  }
  return ok(null);
}

/** As the company's view keeps them, where that is young enough. */
async function keptTickets({ store, clock }: EngineDeps, companyId: number): Promise<ReadTickets | undefined> {
  const kept = await store.cached<ReadTickets>(ticketsKey(companyId));
  return kept && isYoungerThan(MINUTE, kept.at, clock()) ? kept.value : undefined;
}

function beside(rows: readonly UnreadableRow[]): Pick<TicketReading, 'unreadable'> {
  return rows.length ? { unreadable: eachOnce(rows) } : {};
}

function aboutOf({ customerId, accountId, kind }: Incident): TicketReading['about'] {
  return { customerId, accountId, kind };
}

function aboutOfTickets(tickets: readonly Ticket[], prefix: string): TicketReading['about'] | undefined {
  return tickets.map(({ externalXRef }) => incidentOfXRef(externalXRef, prefix)).find((about) => about !== undefined);
}
