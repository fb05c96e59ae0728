import type { Change } from '../../domain/change.ts';
import type { Ticket } from '../../domain/connectwise-records.ts';
import { closingStatus } from '../../domain/tickets/board-status.ts';
import { ok, type Result } from '../../shared/result.ts';
import { statusesOf, type TicketDeps } from './read-sight.ts';

/**
 * The changes, every merge with a status for the ticket that is folded (ConnectWise asks for one, of that ticket's own board). The
 * plan knows the statuses of one board only; a duplicate on another gets that board's closing status here, or keeps the one it has.
 */
export async function withMergeStatus(
  deps: TicketDeps,
  changes: readonly Change[],
  tickets: readonly Ticket[],
): Promise<Result<Change[]>> {
  const complete: Change[] = [];
  for (const change of changes) {
    const loser = change.op === 'merge' ? tickets.find(({ id }) => id === change.ref.id) : undefined;
    if (!loser || change.fields.some(({ field }) => field === 'status')) {
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
