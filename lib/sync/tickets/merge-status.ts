import type { Change } from '../../domain/change.ts';
import type { Ticket } from '../../domain/connectwise-records.ts';
import { closingStatus } from '../../domain/tickets/board-status.ts';
import { ok, type Result } from '../../shared/result.ts';
import { statusesOf, type TicketDeps } from './read-snapshot.ts';

/**
 * The changes, every merge with a status for the ticket that is folded (ConnectWise asks for one, of that ticket's own board). The
 * plan knows the statuses of one board only; a duplicate on another gets that board's closing status here, or keeps the one it has.
 * @param tickets those read already; others are read.
 */
export async function withMergeStatus(
  deps: TicketDeps,
  changes: readonly Change[],
  tickets: readonly Ticket[] = [],
): Promise<Result<Change[]>> {
  const complete: Change[] = [];
  for (const change of changes) {
    const isComplete = change.op !== 'merge' || change.fields.some(({ field }) => field === 'status');
    const read = isComplete ? ok(null) : await loserOf(deps, change, tickets);
    if (!read.ok) return read;
    const loser = read.value;
    if (!loser) {
      complete.push(change);
      continue;
    }
    const statuses = await statusesOf(deps, loser.board.id);
    if (!statuses.ok) return statuses;
    const { id } = closingStatus(loser.board, statuses.value, deps.settings.tickets) ?? loser.status;
    const status = { field: 'status', from: { id: loser.status.id }, to: { id } };
    complete.push({ ...change, fields: [...change.fields, status] });
  }
  return ok(complete);
}

function loserOf(
  { connectWise }: TicketDeps,
  { ref: { id } }: Change,
  known: readonly Ticket[],
): Promise<Result<Ticket | null>> {
  const ticket = known.find((one) => one.id === id);
  if (ticket || id === undefined) return Promise.resolve(ok(ticket ?? null));
  return connectWise.ticket(id);
}
