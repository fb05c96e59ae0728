import type { Ticket } from '../../domain/connectwise-records.ts';
import { givesNumber, namesTicket } from '../../domain/tickets/ticket-banner.ts';
import type { TicketView } from '../../domain/views.ts';
import { ok, type Result } from '../../shared/result.ts';
import { MINUTE } from '../../shared/time.ts';
import { viewPrefix } from '../check-company.ts';
import type { EngineDeps } from '../engine-api.ts';
import { factsForView } from '../facts.ts';
import { showTicket } from './show-ticket.ts';
import { readAbout, type TicketReading } from './ticket-reading.ts';

/** How long a ticket is shown as it was read. */
const READING_AGE = MINUTE;
/** How long a ticket of something else is not asked for again: technicians have such ones open all day. */
const OTHERS_AGE = 10 * MINUTE;

/** What is remembered of a ticket by its number. */
interface Seen {
  /** Where its reading is kept: with the rest of its company's, which is forgotten together after a run. null: none of ours. */
  companyId: number | null;
}

/**
 * What a service ticket is about and how that stands, when the banner names the ticket; null when it names another one, or when it
 * has nothing to do with backups. An ordinary ticket costs one request in ten minutes.
 */
export async function ticketView(
  deps: EngineDeps,
  ticketId: number,
  banner: string,
  options: { refresh: boolean },
): Promise<Result<TicketView | null>> {
  if (!givesNumber(banner, ticketId)) return ok(null);
  const read = await readTicket(deps, ticketId, options.refresh);
  if (!read.ok) return read;
  const reading = read.value;
  if (!reading || !namesTicket(banner, reading.ticket)) return ok(null);
  const { sides, problem } = await factsForView(deps, [reading.about.customerId], options.refresh);
  return ok(showTicket(reading, sides[0], { ...deps, now: deps.clock(), ...(problem && { portalProblem: problem }) }));
}

async function readTicket(deps: EngineDeps, id: number, refresh: boolean): Promise<Result<TicketReading | null>> {
  const seen = refresh ? undefined : await young<Seen>(deps, seenKey(id), OTHERS_AGE);
  if (seen?.companyId === null) return ok(null);
  const kept = seen && (await young<TicketReading>(deps, readingKey(seen.companyId, id), READING_AGE));
  if (kept) return ok(kept);

  const ticket = await deps.connectWise.ticket(id);
  if (!ticket.ok) return ticket;
  const reading = ticket.value ? await readAbout(deps, ticket.value) : ok(null);
  if (!reading.ok) return reading;
  await keep(deps, id, reading.value, ticket.value);
  return reading;
}

async function keep(
  { store, clock }: EngineDeps,
  id: number,
  reading: TicketReading | null,
  ticket: Ticket | null,
): Promise<void> {
  if (reading && ticket) await store.cache(readingKey(ticket.company.id, id), reading, clock());
  await store.cache<Seen>(seenKey(id), { companyId: reading && ticket ? ticket.company.id : null }, clock());
}

async function young<T>({ store, clock }: EngineDeps, key: string, most: number): Promise<T | undefined> {
  const kept = await store.cached<T>(key);
  const age = kept ? clock() - kept.at : -1;
  return kept && age >= 0 && age < most ? kept.value : undefined;
}

function seenKey(ticketId: number): string {
  return `ticket:${ticketId}`;
}

function readingKey(companyId: number, ticketId: number): string {
  return `${viewPrefix(companyId)}ticket:${ticketId}`;
}
