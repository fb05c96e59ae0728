import type { IsoTime } from '../../shared/time.ts';
import type { Settings } from '../settings.ts';
import { KIND_WORDS } from './kind-words.ts';
import type { ProblemRecord } from './problem.ts';
import { xrefOf } from './xref.ts';

/** REST: Ticket.summary, at most 100 characters (cw-api §3.7). */
const MAX_SUMMARY = 100;
/** Portals put whole logs into details. ConnectWise states no limit for a note; this much is read by a person. */
const MAX_DETAILS = 4_000;

/** How the last line of our texts begins; the time of the event and the problem's external reference follow. */
const LAST_LINE = 'Reported by the backup portal at ';
/** A time and a reference of at most 100 characters each, with room to spare. */
const LONGEST_LAST_LINE = 300;

type TextSettings = Pick<Settings, 'tickets' | 'prefix'>;

/** Prefix of the settings and the portal's message, on one line of at most 100 characters, cut at a word with `…`. */
export function ticketSummary(problem: ProblemRecord, { tickets }: TextSettings): string {
  const message = messageOf(problem);
  // A message of nothing but a full stop still makes a summary, which ConnectWise demands.
  const text = `${tickets.summaryPrefix} ${message.replace(/\.\s*$/, '') || message}`;
  return cutAtWord(text.replace(/\s+/g, ' ').trim(), MAX_SUMMARY);
}

/** The first text of a new ticket. */
export function descriptionText(problem: ProblemRecord, settings: TextSettings): string {
  return told(problem, settings, messageOf(problem));
}

/** The problem goes on. */
export function lastingText(problem: ProblemRecord, settings: TextSettings): string {
  return told(problem, settings, `Still a problem: ${messageOf(problem)}`);
}

/** The ticket was closed while the problem lasts; names the closing, so that the text is another one next time. */
export function reopenedText(problem: ProblemRecord, settings: TextSettings, closing: string): string {
  return told(
    problem,
    settings,
    `Re-opened, because the problem goes on (the ticket ${closing}): ${messageOf(problem)}`,
  );
}

/** The problem is there again, soon after its ticket was closed because it was over. */
export function cameBackText(problem: ProblemRecord, settings: TextSettings): string {
  return told(problem, settings, `Re-opened, because the problem came back: ${messageOf(problem)}`);
}

/** The problem is over. */
export function recoveredText(problem: ProblemRecord, settings: TextSettings): string {
  return told(problem, settings, `Recovered: ${messageOf(problem)}`);
}

/**
 * Reads, from a text of ours, when the portal had reported what it tells; undefined for any other text.
 * @param xref only texts about this problem: a ticket that others were merged into tells of several.
 */
export function toldAt(text: string, xref?: string): IsoTime | undefined {
  const whole = text.trimEnd();
  // Cut out by hand: an expression that looks for this line from every line of a note would take the square of its length.
  const line = whole.slice(whole.lastIndexOf('\n') + 1);
  if (line.length > LONGEST_LAST_LINE || !line.startsWith(LAST_LINE) || !line.endsWith(').')) return undefined;
  const space = line.indexOf(' (', LAST_LINE.length);
  const [at, about] = [line.slice(LAST_LINE.length, space), line.slice(space + 2, -2)];
  if (space < 0 || about === '' || /\s/.test(at) || Number.isNaN(Date.parse(at))) return undefined;
  return xref === undefined || about === xref ? at : undefined;
}

/** Ends with the line that `toldAt` reads. The same event always gives the same text: that is how a note is found again. */
function told(problem: ProblemRecord, { prefix }: TextSettings, message: string): string {
  const { at, details = '' } = problem.newest;
  const shown = cutAtWord(details.replace(/\r\n?/g, '\n').trim(), MAX_DETAILS);
  const last = `${LAST_LINE}${at} (${xrefOf(problem, prefix)}).`;
  return [message, ...(shown ? [shown] : []), '', last].join('\n');
}

function messageOf({ newest, kind }: ProblemRecord): string {
  return newest.message.replace(/\s+/g, ' ').trim() || `${KIND_WORDS[kind]}.`;
}

function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const space = text.slice(0, most).search(/\s\S*$/);
  // A single word that fills half of the room is cut inside, though no character in two.
  const kept = text.slice(0, space > most / 2 ? space : most - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}…`;
}
