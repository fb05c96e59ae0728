import type { Change } from '../../domain/change.ts';
import type { BoardStatus, Ticket, TicketNote } from '../../domain/connectwise-records.ts';
import { requireComplete } from '../../domain/record-list.ts';
import type { Settings } from '../../domain/settings.ts';
import { closingStatus } from '../../domain/tickets/board-status.ts';
import { named, noteReaders, ticketLabel } from '../../domain/tickets/ticket-changes.ts';
import type { FailureCode } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import { sameValue } from '../../shared/same-value.ts';
import type { Applied } from '../apply/change-result.ts';
import { statusesOf, type TicketDeps } from './read-snapshot.ts';

/**
 * ConnectWise will not merge these two, now or later (docs/reference/connectwise-rest.md#not-known: its rules for
 * merging are not written down).
 */
const REFUSED: ReadonlySet<FailureCode> = new Set(['rejected', 'missing-right']);

/** Merges that were refused, so that the duplicate must be closed by itself. */
export function refusedMerges(applied: readonly Applied[]): Applied[] {
  return applied.filter(
    ({ change, result }) =>
      change.op === 'merge' && result.state === 'failed' && REFUSED.has(result.failure?.code ?? 'internal'),
  );
}

/** What is written instead: a note that names the ticket that stays, and a closing status of the duplicate's own board. */
export async function insteadOfMerging(
  deps: TicketDeps,
  merge: Change,
  tickets: readonly Ticket[],
): Promise<Result<Change[]>> {
  const loser = tickets.find(({ id }) => id === merge.ref.id);
  if (!loser) return ok([]);
  const notes = requireComplete(await deps.connectWise.ticketNotes(loser.id));
  if (!notes.ok) return notes;
  const statuses = await statusesOf(deps, loser.board.id);
  if (!statuses.ok) return statuses;
  const closing = closingStatus(loser.board, statuses.value, deps.settings.tickets);
  return ok(changesInstead(merge, loser, notes.value, closing, deps.settings.tickets));
}

function changesInstead(
  merge: Change,
  loser: Ticket,
  notes: readonly TicketNote[],
  closing: BoardStatus | undefined,
  settings: Settings['tickets'],
): Change[] {
  const label = ticketLabel(loser);
  const reason = 'ConnectWise refused to merge the two.';
  const [text, ...earlier] = namingTexts(winnerOf(merge));
  const { companyId } = merge.ref;
  const note: Change = {
    id: `${merge.id}/instead/note`,
    part: 'ticket',
    resource: 'ticket-note',
    op: 'create',
    ref: { companyId, ticketId: loser.id },
    label,
    fields: [{ field: 'text', from: null, to: text }],
    writeOnlyFields: noteReaders(settings),
    ...(merge.requires && { requires: merge.requires }),
    reason,
  };
  const isNoted = notes.some((one) => [text, ...earlier].some((known) => sameValue(one.text, known)));
  const changes = isNoted ? [] : [note];
  if (loser.closedFlag || !closing) return changes;
  const close: Change = {
    id: `${merge.id}/instead/close`,
    part: 'ticket',
    resource: 'ticket',
    op: 'update',
    ref: { companyId, id: loser.id },
    label,
    fields: [{ field: 'status', from: named(loser.status), to: named(closing) }],
    ...(merge.requires && { requires: merge.requires }),
    reason,
  };
  return [...changes, close];
}

/** What the note says, and what earlier versions wrote, by which it is found too. */
function namingTexts(winner: number | undefined): [string, ...string[]] {
  const about = (what: string) => `The same ${what} is tracked in ticket #${winner}; this one is closed.`;
  return [about('incident'), about('problem')];
}

/** Number of the ticket that a merge keeps. */
export function winnerOf(merge: Change): number | undefined {
  const winner = merge.fields.find(({ field }) => field === 'mergedParentTicket')?.to;
  return winner && typeof winner === 'object' && !Array.isArray(winner) ? Number(winner.id) : undefined;
}
