import type { BoardStatus, Ticket, TicketNote } from '../../domain/connectwise-records.ts';
import {
  mapRecordList,
  type RecordList,
  readableRows,
  recordList,
  type UnreadableRow,
} from '../../domain/record-list.ts';
import type { Incident } from '../../domain/tickets/incident.ts';
import { openTicketsOf, primaryTicket } from '../../domain/tickets/primary-ticket.ts';
import type { TicketSnapshot } from '../../domain/tickets/ticket-plan.ts';
import { xrefOf } from '../../domain/tickets/xref.ts';
import { ok, type Result } from '../../shared/result.ts';
import { HOUR } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedRead } from '../read/cached-read.ts';
import { tenantTimeZone } from '../read/tenant-time-zone.ts';
import { readChoices } from './read-choices.ts';

export type TicketDeps = Pick<EngineDeps, 'connectWise' | 'portal' | 'store' | 'settings' | 'settingsNow' | 'clock'>;

/** Users merge tickets into tickets that were folded themselves: followed so often, and never in a circle. */
const MERGES_FOLLOWED = 5;

/** What could not be read of what a snapshot shows. */
export interface UnreadableTickets {
  /** Among those that carry the reference. */
  tickets: UnreadableRow[];
  /** On the primary ticket. */
  notes: UnreadableRow[];
}

/** What ConnectWise holds about one problem, as far as it could be read. */
export interface PartialSnapshot {
  snapshot: TicketSnapshot;
  unreadable: UnreadableTickets;
}

/**
 * Reads what ConnectWise holds about one problem: three requests, two when there is no ticket, and one per merge that is followed;
 * once a day one for the tenant's time zone.
 * @param made number of a ticket that was created a moment ago: seen even if the list should not name it yet.
 */
export async function readSnapshot(
  deps: TicketDeps,
  incident: Pick<Incident, 'customerId' | 'accountId' | 'kind'>,
  companyId: number,
  made?: number,
): Promise<Result<PartialSnapshot>> {
  const tickets = await ticketsOf(deps, xrefOf(incident, deps.settings.prefix), made);
  if (!tickets.ok) return tickets;
  const { rows } = tickets.value;
  const primary = primaryTicket(rows);
  const survivor = await followMerges(deps, primary, rows);
  if (!survivor.ok) return survivor;
  // Folded into one that is gone, it tracks nothing any more.
  const written = primary?.mergedParentTicket ? survivor.value : primary;
  const notes = written ? await deps.connectWise.ticketNotes(written.id) : ok(recordList<TicketNote>([]));
  if (!notes.ok) return notes;
  const boardId = written?.board.id ?? deps.settings.tickets.board?.id;
  const statuses = boardId === undefined ? ok([]) : await statusesOf(deps, boardId);
  if (!statuses.ok) return statuses;
  const actor = await deps.connectWise.actor();
  if (!actor.ok) return actor;
  const zone = await tenantTimeZone(deps);
  return ok({
    snapshot: {
      companyId,
      tickets: rows,
      ...(survivor.value && { survivor: survivor.value }),
      notes: notes.value.rows,
      statuses: statuses.value,
      member: actor.value.member,
      // Nothing waits for it: times are in UTC then, and say so.
      ...(zone.ok && { timeZone: zone.value }),
      ...(openTicketsOf(rows).length === 0 && (await readChoices(deps, incident))),
    },
    unreadable: { tickets: tickets.value.unreadable, notes: notes.value.unreadable },
  });
}

async function ticketsOf(
  { connectWise }: TicketDeps,
  xref: string,
  made?: number,
): Promise<Result<RecordList<Ticket>>> {
  const tickets = await connectWise.ticketsByXRef(xref);
  if (!tickets.ok || made === undefined || tickets.value.rows.some(({ id }) => id === made)) return tickets;
  const ticket = await connectWise.ticket(made);
  if (!ticket.ok) return ticket;
  if (ticket.value?.externalXRef !== xref) return tickets;
  const { value } = ticket;
  return mapRecordList(tickets, (rows) => [...rows, value].sort((a, b) => a.id - b.id));
}

/** The ticket that a user merged this one into; undefined: it was not merged, or into one that is gone. */
async function followMerges(
  { connectWise }: TicketDeps,
  primary: Ticket | undefined,
  known: readonly Ticket[],
): Promise<Result<Ticket | undefined>> {
  let at = primary;
  const seen = new Set<number>();
  while (at?.mergedParentTicket && seen.size < MERGES_FOLLOWED) {
    seen.add(at.id);
    const next: number = at.mergedParentTicket.id;
    if (seen.has(next)) break;
    const ours = known.find(({ id }) => id === next);
    const read = ours ? ok(ours) : await connectWise.ticket(next);
    if (!read.ok) return read;
    if (!read.value) break;
    at = read.value;
  }
  return ok(at === primary ? undefined : at);
}

/** Of one board, at most an hour old. */
export function statusesOf(
  deps: Pick<TicketDeps, 'connectWise' | 'store' | 'clock'>,
  boardId: number,
): Promise<Result<BoardStatus[]>> {
  return cachedRead(deps, statusesKey(boardId), HOUR, async () =>
    readableRows(await deps.connectWise.boardStatuses(boardId)),
  );
}

/** ConnectWise refused a status: what is known of the boards' statuses is out of date. */
export function forgetStatuses({ store }: Pick<TicketDeps, 'store'>): Promise<void> {
  return store.forget(STATUSES);
}

const STATUSES = 'setup:statuses:';

function statusesKey(boardId: number): string {
  return `${STATUSES}${boardId}`;
}
