import type { Ticket } from '../connectwise-records.ts';

/**
 * `Service Ticket #26251 - summary` (docs/reference/connectwise-pages.md#header); what stands between number and text
 * differs between builds.
 */
const TICKET_NUMBER = /\bticket\s*#\s*(\d{1,10})(?!\d)/i;
const ANY_NUMBER = /#\s*(\d{1,10})(?!\d)/;
const BETWEEN = /^[\s\-–—:|·.,]+/u;
/** The banner cuts a long summary off. */
const CUT_OFF = ['…', '...'];
/** The page reads no longer one (`host/read/banner.ts`). */
const LONGEST_BANNER = 2_000;

/** Whether a banner gives the number of another ticket: the part of the check that needs no ticket. */
export function givesOtherNumber(banner: string, ticketId: number): boolean {
  const given = numberIn(banner);
  return given !== null && Number(given[1]) !== ticketId;
}

/**
 * Whether a banner names this ticket: by its number, and where it continues, by the beginning of the summary or by the company. One
 * without a number (it is elsewhere on such screens) must hold the whole summary. Text that is neither belongs to another record
 * that has the same number, or to a screen that we do not know.
 */
export function namesTicket(banner: string, ticket: Pick<Ticket, 'id' | 'summary' | 'company'>): boolean {
  if (givesOtherNumber(banner, ticket.id)) return false;
  const [summary, company] = [plain(ticket.summary), plain(ticket.company.name)];
  const given = numberIn(banner);
  if (!given) return summary !== '' && plain(banner).includes(summary);

  const after = banner.slice(given.index + given[0].length).replace(BETWEEN, '');
  const reported = plain(after);
  const mark = CUT_OFF.find((one) => reported.endsWith(one));
  const start = mark === undefined ? reported : reported.slice(0, -mark.length).trimEnd();
  if (start === '') return true;
  if (summary !== '' && (summary.startsWith(start) || reported.startsWith(summary))) return true;
  return company !== '' && (reported.includes(company) || company.startsWith(start));
}

function numberIn(banner: string): RegExpExecArray | null {
  const read = banner.slice(0, LONGEST_BANNER);
  return TICKET_NUMBER.exec(read) ?? ANY_NUMBER.exec(read);
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
