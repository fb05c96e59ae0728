import type { Ticket } from '../connectwise-records.ts';

/** `Service Ticket #26251 - summary` (cw-dom §2); what stands between number and text differs between builds. */
const NUMBER = /#\s*(\d{1,10})(?!\d)/g;
const BETWEEN = /^[\s\-–—:|·.,]+/u;
/** The banner cuts a long summary off. */
const CUT_OFF = /\s*(?:…|\.{3})$/u;

/** Whether a banner gives the ticket's number, and no other: the part of the check that needs no ticket. */
export function givesNumber(banner: string, ticketId: number): boolean {
  const [first] = banner.matchAll(NUMBER);
  return first !== undefined && Number(first[1]) === ticketId;
}

/**
 * Whether a banner names this ticket: by its number, and where it goes on, by the beginning of the summary or by the company. Text
 * that is neither belongs to another record that has the same number, or to a screen that we do not know.
 */
export function namesTicket(banner: string, ticket: Pick<Ticket, 'id' | 'summary' | 'company'>): boolean {
  if (!givesNumber(banner, ticket.id)) return false;
  const [first] = banner.matchAll(NUMBER);
  const after = banner.slice((first?.index ?? 0) + (first?.[0].length ?? 0)).replace(BETWEEN, '');
  const told = plain(after);
  const start = plain(after.trim().replace(CUT_OFF, ''));
  if (start === '') return true;
  const [summary, company] = [plain(ticket.summary), plain(ticket.company.name)];
  if (summary !== '' && (summary.startsWith(start) || told.startsWith(summary))) return true;
  return company !== '' && (told.includes(company) || company.startsWith(start));
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
