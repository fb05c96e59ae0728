import type { Ticket } from '../../domain/connectwise-records.ts';
import type { Finding } from '../../domain/finding.ts';
import { isAboutSameBackup } from '../../domain/rules/ticket/tix-email.ts';
import type { TicketView } from '../../domain/ticket-view.ts';
import { givesOtherNumber, namesTicket } from '../../domain/tickets/ticket-banner.ts';
import { isYoungerThan } from '../../shared/age.ts';
import { ok, type Result } from '../../shared/result.ts';
import { MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { factsForView } from '../read/facts.ts';
import { readToKeep } from '../read/read-to-keep.ts';
import { viewPrefix } from '../read/view-cache.ts';
import { showTicket } from './show-ticket.ts';
import { readAbout, type TicketReading } from './ticket-reading.ts';

/** How long a ticket is shown as it was read. */
const READING_AGE = MINUTE;
/** How long a ticket of something else is not read again: technicians have such ones open all day. */
const OTHERS_AGE = 10 * MINUTE;

/** The portal's mail often comes before its event: such a ticket may be a duplicate by the next look. */
const MAIL_AGE = MINUTE;

/** What is remembered of a ticket by its number. */
interface Seen {
  /** Where its reading is kept: with the rest of its company's, which is forgotten together after a run. null: none of ours. */
  companyId: number | null;
  /** Milliseconds that this holds for. */
  holds: number;
}

/**
 * What a service ticket is about and its state, when the banner names the ticket; null when it names another one, or when it
 * has nothing to do with backups. An ordinary ticket costs one request in ten minutes.
 */
export async function ticketView(
  deps: EngineDeps,
  ticketId: number,
  banner: string,
  options: { refresh: boolean },
): Promise<Result<TicketView | null>> {
  if (givesOtherNumber(banner, ticketId)) return ok(null);
  const read = await readTicket(deps, ticketId, options.refresh);
  if (!read.ok) return read;
  const reading = read.value;
  if (!reading || !namesTicket(banner, reading.ticket)) return ok(null);
  const { sides, failure } = await factsForView(deps, [reading.about.customerId], options.refresh);
  return ok(showTicket(reading, sides[0], { ...deps, now: deps.clock(), ...(failure && { portalFailure: failure }) }));
}

/**
 * The findings that a ticket's view shows now, read again: for planning the fix of one that the company's view leaves out, because it
 * looks at the first ten problems only. Empty for a ticket of something else.
 */
export async function findingsOfTicket(deps: EngineDeps, ticketId: number): Promise<Result<Finding[]>> {
  const read = await readTicket(deps, ticketId, true);
  if (!read.ok) return read;
  if (!read.value) return ok([]);
  const { sides } = await factsForView(deps, [read.value.about.customerId], false);
  return ok(showTicket(read.value, sides[0], { ...deps, now: deps.clock() }).findings);
}

async function readTicket(deps: EngineDeps, id: number, refresh: boolean): Promise<Result<TicketReading | null>> {
  const seen = refresh ? undefined : await young<Seen>(deps, seenKey(id), ({ holds }) => holds);
  if (seen?.companyId === null) return ok(null);
  const kept = seen && (await young<TicketReading>(deps, readingKey(seen.companyId, id), () => READING_AGE));
  if (kept) return ok(kept);

  const read = await readToKeep(
    deps,
    () => readTicketNow(deps, id, refresh),
    (now) => toKeep(id, now),
  );
  return read.ok ? ok(read.value.reading) : read;
}

interface TicketNow {
  ticket: Ticket | null;
  /** Null for a ticket of something else. */
  reading: TicketReading | null;
}

async function readTicketNow(deps: EngineDeps, id: number, refresh: boolean): Promise<Result<TicketNow>> {
  const ticket = await deps.connectWise.ticket(id);
  if (!ticket.ok) return ticket;
  const reading = ticket.value ? await readAbout(deps, ticket.value, { refresh }) : ok(null);
  return reading.ok ? ok({ ticket: ticket.value, reading: reading.value }) : reading;
}

function toKeep(id: number, { ticket, reading }: TicketNow): { key: string; value: unknown }[] {
  const companyId = ticket && reading ? ticket.company.id : null;
  const seen: Seen = { companyId, holds: ticket && isAboutSameBackup(ticket) ? MAIL_AGE : OTHERS_AGE };
  const row = { key: seenKey(id), value: seen };
  return companyId === null ? [row] : [{ key: readingKey(companyId, id), value: reading }, row];
}

async function young<T>({ store, clock }: EngineDeps, key: string, most: (value: T) => number): Promise<T | undefined> {
  const kept = await store.cached<T>(key);
  return kept && isYoungerThan(most(kept.value), kept.at, clock()) ? kept.value : undefined;
}

function seenKey(ticketId: number): string {
  return `ticket:${ticketId}`;
}

function readingKey(companyId: number, ticketId: number): string {
  return `${viewPrefix(companyId)}ticket:${ticketId}`;
}
