import { cutAtWord, visibleText, withoutCredentials } from '../../shared/outside-text.ts';
import type { IsoTime } from '../../shared/time.ts';
import { firstSentence } from '../last-error.ts';
import type { Settings } from '../settings.ts';
import { timeIn } from '../zone-time.ts';
import type { Incident } from './incident.ts';
import { KIND_WORDS } from './kind-words.ts';
import { xrefOf } from './xref.ts';

/** REST: Ticket.summary, at most 100 characters (docs/reference/connectwise-rest.md#tickets). */
const MAX_SUMMARY = 100;
/** Portals put whole logs into details. ConnectWise states no limit for a note; this much is read by a user. */
const MAX_DETAILS = 4_000;
/** A message is a sentence; a portal that puts a log into it must not fill the note. */
const MAX_MESSAGE = 1_000;

/** How the last line of our texts begins; the time of the event, for users, follows. */
const LAST_LINE = 'Reported by the backup portal at ';
/** Then the problem's external reference and the exact time, by which a text is recognized whatever zone it was written in. */
const REFERENCE = '. Reference: ';
/** Two times, a zone and a reference of at most 100 characters each, with room to spare. */
const LONGEST_LAST_LINE = 400;
/** How both texts of a ticket that was re-opened begin. */
const REOPENED = 'Re-opened, because the problem ';

type SummarySettings = Pick<Settings, 'tickets'>;

/** @property timeZone of the tenant; absent: not known, times are then in UTC and say so */
interface TextSettings extends Pick<Settings, 'prefix'> {
  timeZone?: string;
}

/** Kinds whose message says only that something failed: what failed is in the details. */
const CAUSE_IN_DETAILS: ReadonlySet<string> = new Set([
  'backup-failed',
  'archiving-failed',
  'filtering-failed',
  'service-status',
]);

/**
 * Prefix of the settings, the portal's message and, where it is silent about it, the cause; on one line of at most 100 characters,
 * cut at a word with `…`.
 */
export function ticketSummary(incident: Incident, { tickets }: SummarySettings): string {
  const message = messageOf(incident);
  const cause = CAUSE_IN_DETAILS.has(incident.kind) ? firstSentence(incident.newest.details ?? '') : '';
  // A message of nothing but a full stop still makes a summary, which ConnectWise demands.
  const words = message.replace(/\.\s*$/, '') || message;
  const text = `${tickets.summaryPrefix} ${words}${cause && !words.includes(cause) ? `: ${cause}` : ''}`;
  return cutAtWord(text.replace(/\s+/g, ' ').trim(), MAX_SUMMARY);
}

/** The first text of a new ticket, with the way to the device in the portal. */
export function descriptionText(incident: Incident, settings: TextSettings): string {
  const { portalUrl } = incident.newest;
  return reported(incident, settings, messageOf(incident), portalUrl && `In the portal: ${portalUrl}`);
}

/** The problem continues. */
export function lastingText(incident: Incident, settings: TextSettings): string {
  return reported(incident, settings, `Still a problem: ${messageOf(incident)}`);
}

/** The ticket was closed while the problem lasts; names the closing, so that the text is another one next time. */
export function reopenedText(incident: Incident, settings: TextSettings, closing: string): string {
  return reported(incident, settings, `${REOPENED}goes on after the ticket ${closing}: ${messageOf(incident)}`);
}

/** The problem is there again, soon after its ticket was closed because it was over. */
export function cameBackText(incident: Incident, settings: TextSettings): string {
  return reported(incident, settings, `${REOPENED}came back: ${messageOf(incident)}`);
}

/** The problem is over. */
export function recoveredText(incident: Incident, settings: TextSettings): string {
  return reported(incident, settings, `Recovered: ${messageOf(incident)}`);
}

/**
 * Reads, from a text of ours, when the portal had reported its event; undefined for any other text.
 * @param xref only texts about this problem: a ticket that others were merged into reports several.
 */
export function reportedAt(text: string, xref?: string): IsoTime | undefined {
  const trimmed = text.trimEnd();
  // Cut out by hand: an expression that looks for this line from every line of a note would take the square of its length.
  const line = trimmed.slice(trimmed.lastIndexOf('\n') + 1);
  if (line.length > LONGEST_LAST_LINE || !line.startsWith(LAST_LINE)) return undefined;
  const { at, about } = referenceIn(line) ?? oldReferenceIn(line) ?? { at: '', about: '' };
  if (about === '' || /\s/.test(at) || Number.isNaN(Date.parse(at))) return undefined;
  return xref === undefined || about === xref ? at : undefined;
}

/** Whether a text of ours says why a ticket was re-opened. */
export function saysReopened(text: string): boolean {
  return text.trimStart().startsWith(REOPENED);
}

interface ReportReference {
  at: IsoTime;
  about: string;
}

/** `… at 2026-11-28 14:05 (Europe/Berlin). Reference: <external reference>, 2026-11-28T13:05:00.000Z.` */
function referenceIn(line: string): ReportReference | undefined {
  const begin = line.indexOf(REFERENCE, LAST_LINE.length);
  const comma = line.lastIndexOf(', ');
  if (begin < 0 || comma < begin || !line.endsWith('.')) return undefined;
  return { at: line.slice(comma + 2, -1), about: line.slice(begin + REFERENCE.length, comma) };
}

/** As written before times were in the tenant's zone: `… at 2026-11-28T13:05:00.000Z (<external reference>).` */
function oldReferenceIn(line: string): ReportReference | undefined {
  const space = line.indexOf(' (', LAST_LINE.length);
  if (space < 0 || !line.endsWith(').')) return undefined;
  return { at: line.slice(LAST_LINE.length, space), about: line.slice(space + 2, -2) };
}

/** Ends with the line that `reportedAt` reads. The same event always gives the same text: that is how a note is found again. */
function reported(incident: Incident, { prefix, timeZone }: TextSettings, message: string, link = ''): string {
  const { at, details = '' } = incident.newest;
  const shown = cutAtWord(withoutCredentials(visibleText(details)), MAX_DETAILS);
  const last = `${LAST_LINE}${timeIn(at, timeZone)}${REFERENCE}${xrefOf(incident, prefix)}, ${at}.`;
  return [message, ...[shown, link].filter(Boolean), '', last].join('\n');
}

function messageOf({ newest, kind }: Incident): string {
  return cutAtWord(visibleText(newest.message).replace(/\s+/g, ' ').trim(), MAX_MESSAGE) || `${KIND_WORDS[kind]}.`;
}
