import { closingStatus as findClosingStatus } from '../domain/tickets/board-status.ts';
import { literalText } from '../shared/text-values.ts';
import { bad, type Check, passed, unreadable, waits } from './check.ts';

/** The status that closes a ticket when its incident is over. */
export const closingStatus: Check = {
  id: 'closing-status',
  area: 'tickets',
  title: 'Closing status',
  guide: 'figure-1',
  path: ['System', 'Setup Tables', 'Service Board', 'Statuses'],
  async run({ settings, statuses }) {
    const { board, closedStatus } = settings.tickets;
    const found = await statuses();
    if (!found.ok) return unreadable(found.failure);
    if (!board) return waits('Not checked: no service board is chosen.');
    const status = findClosingStatus(board, found.value.rows, settings.tickets);
    if (!status) {
      return bad('failed', [`The board “${literalText(board.name)}” has no active status that closes a ticket.`], {
        nextStep: 'Check Closed Status on one of its statuses in ConnectWise, or tickets stay open.',
      });
    }
    const shown = `“${literalText(status.name)}”`;
    if (closedStatus && closedStatus.id !== status.id) {
      const lost = `“${literalText(closedStatus.name)}” is chosen, and does not close tickets any more.`;
      return bad('warning', [lost, `Tickets get ${shown} instead.`], {
        nextStep: 'Choose the status again under Options › Tickets.',
        fix: { kind: 'place', label: 'Choose the status', place: 'tickets' },
      });
    }
    return passed(`${shown} closes the tickets of incidents that are over.`);
  },
};
