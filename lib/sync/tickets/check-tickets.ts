import type { Ticket } from '../../domain/connectwise-records.ts';
import { formatEfsId } from '../../domain/efs-id.ts';
import type { Finding } from '../../domain/finding.ts';
import { type RecordList, recordList, type UnreadableRow } from '../../domain/record-list.ts';
import { checkTickets, type TicketSubject } from '../../domain/rules/ticket/ticket-rules.ts';
import { type Incident, incidentKey } from '../../domain/tickets/incident.ts';
import { incidentOfXRef } from '../../domain/tickets/xref.ts';
import { ok, type Result } from '../../shared/result.ts';
import { DAY, isoTime } from '../../shared/time.ts';
import type { PortalSide } from '../read/facts.ts';
import { type PartialSnapshot, readSnapshot, type TicketDeps } from './read-snapshot.ts';

/** Problems looked at for one company: each costs two to three requests, and a user waits for them. */
const FAILURES = 10;
/** Tickets of the mail connector are looked for around ours (TIX-EMAIL: 24 h), which may be some days old. */
export const AROUND = 7 * DAY;

/** What `ticketFindings` checks of one problem; plain data, to be kept with the rest of the company's view. */
export type ReadIncident = Omit<TicketSubject, 'settings' | 'now' | 'userName'>;
/** Of all problems of a company, with the tickets and notes that could not be read. */
export type ReadTickets = RecordList<ReadIncident>;

/** What the rules look at in a snapshot. */
export function incidentRead(
  { snapshot, unreadable }: PartialSnapshot,
  incident: Incident | undefined,
  companyTickets: readonly Ticket[],
): ReadIncident {
  const isWhole = !unreadable.tickets.length && !unreadable.notes.length;
  return { ...snapshot, ...(!isWhole && { incomplete: true }), ...(incident && { incident }), companyTickets };
}

/**
 * Reads the tickets about the company's problems: those that last by the portal's events, and those that have an open
 * ticket. Without ticket integration nothing is asked.
 */
export async function readTickets(
  deps: TicketDeps,
  companyId: number,
  customerIds: readonly string[],
): Promise<Result<ReadTickets>> {
  const { connectWise, settings, store, clock } = deps;
  if (!settings.tickets.board || !customerIds.length) return ok(recordList([]));
  const incidents = new Map<string, Incident>();
  const unreadable: UnreadableRow[] = [];
  const sought = new Map<string, Pick<Incident, 'customerId' | 'accountId' | 'kind'>>();
  for (const customerId of customerIds) {
    for (const incident of await store.incidentsOfCustomer(customerId)) {
      incidents.set(incident.key, incident);
      if (incident.lasts) sought.set(incident.key, incident);
    }
    const open = await connectWise.openTickets(`${formatEfsId(customerId, settings.prefix)}:`, companyId);
    if (!open.ok) return open;
    unreadable.push(...open.value.unreadable);
    for (const { externalXRef } of open.value.rows) {
      const about = incidentOfXRef(externalXRef, settings.prefix);
      if (about) sought.set(incidentKey(about.customerId, about.accountId, about.kind), about);
    }
  }
  if (!sought.size) return ok({ rows: [], unreadable: eachOnce(unreadable) });
  const around = await connectWise.companyTickets(companyId, isoTime(clock() - AROUND));
  if (!around.ok) return around;
  unreadable.push(...around.value.unreadable);
  const read: ReadIncident[] = [];
  for (const [key, about] of [...sought].slice(0, FAILURES)) {
    const snapshot = await readSnapshot(deps, about, companyId);
    if (!snapshot.ok) return snapshot;
    unreadable.push(...snapshot.value.unreadable.tickets, ...snapshot.value.unreadable.notes);
    read.push(incidentRead(snapshot.value, incidents.get(key), around.value.rows));
  }
  return ok({ rows: read, unreadable: eachOnce(unreadable) });
}

/** Several lists hold the same ticket; one without an id is counted in each. */
export function eachOnce(rows: readonly UnreadableRow[]): UnreadableRow[] {
  return [...new Map(rows.map((row) => [row.path, row])).values()];
}

/** The rules over what was read; pure. A ticket that two problems find is reported once. */
export function ticketFindings(
  read: readonly ReadIncident[],
  sides: readonly PortalSide[],
  settings: TicketDeps['settings'],
  now: number,
): Finding[] {
  const names = new Map(
    sides.flatMap(({ customerId, facts }) =>
      (facts?.accounts ?? []).map(({ id, userName }) => [`${customerId}:${id}`, userName] as const),
    ),
  );
  const findings = read.flatMap((subject) => {
    const about = subject.incident ?? aboutOf(subject.tickets, settings.prefix);
    const userName = about && names.get(`${about.customerId}:${about.accountId}`);
    return checkTickets({ ...subject, ...(userName && { userName }), settings, now });
  });
  return [...new Map(findings.map((finding) => [finding.id, finding])).values()];
}

function aboutOf(tickets: readonly Ticket[], prefix: string) {
  return tickets.map(({ externalXRef }) => incidentOfXRef(externalXRef, prefix)).find((about) => about !== undefined);
}
