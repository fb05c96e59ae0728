import { NEW_TICKET, openedTicket, updatedTicket } from '../../domain/outcomes.ts';
import type { Applied } from '../apply/change-result.ts';
import { winnerOf } from './instead-of-merging.ts';

/** What one round planned and wrote. */
export interface TicketRound {
  applied: readonly Applied[];
  /** The plan's own words for what it does. */
  outcome: string;
}

/**
 * What was written, in sentences for the event log: the guides' own first (docs/reference/setup-guides.md#figure-22), or that the ticket
 * was opened.
 * Empty when nothing was.
 */
export function ticketOutcomes(rounds: readonly TicketRound[], ticketId: number | undefined): string[] {
  const wrote = rounds.filter(({ applied }) => applied.some(isWritten));
  const number = ticketId ?? wrote.flatMap(({ applied }) => applied.filter(isWritten))[0]?.result.recordId;
  if (!wrote.length || number === undefined) return [];
  const isNew = wrote.some(({ applied }) => applied.some((one) => isWritten(one) && isCreated(one)));
  const sentences = wrote.flatMap(sentencesOf);
  if (!isNew) return [updatedTicket(number), ...sentences];
  return [openedTicket(number), ...sentences.map(withoutOpening).filter((sentence) => sentence !== '')];
}

/** The plan's words hold where all was written; where merging was refused, what was done instead is said. */
function sentencesOf({ applied, outcome }: TicketRound): string[] {
  const refused = applied.filter(({ change, result }) => change.op === 'merge' && result.state === 'failed');
  if (!refused.length) return [outcome];
  return refused.map(
    ({ change, result }) =>
      `Duplicate ticket #${change.ref.id} was closed with a note that names #${winnerOf(change)}; merging was refused. ${result.outcome}`,
  );
}

function isCreated({ change }: Applied): boolean {
  return change.resource === 'ticket' && change.op === 'create';
}

function withoutOpening(outcome: string): string {
  return outcome.startsWith(NEW_TICKET) ? outcome.slice(NEW_TICKET.length).trim() : outcome;
}

function isWritten({ result }: Applied): boolean {
  return result.state === 'applied' && !result.noop;
}
