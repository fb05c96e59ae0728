import { openingStatus } from '../domain/tickets/board-status.ts';
import { literalText } from '../shared/text-values.ts';
import { bad, type Check, passed, unreadable, waits } from './check.ts';

/** The status of new tickets: open, active, its escalation Not Responded. */
export const boardStatus: Check = {
  id: 'board-status',
  area: 'tickets',
  title: 'Status of new tickets',
  guide: 'step-1',
  path: ['System', 'Setup Tables', 'Service Board', 'Statuses'],
  async run({ settings, statuses }) {
    const { board, newStatus } = settings.tickets;
    const found = await statuses();
    if (!found.ok) return unreadable(found.failure);
    if (!board) return waits('Not checked: no service board is chosen.');
    const status = openingStatus(board, found.value.rows, settings.tickets);
    const name = literalText(board.name);
    if (!status) {
      return bad('failed', [`The board “${name}” has no active status that leaves a ticket open.`], {
        nextStep: 'Add one in ConnectWise, with Closed Status off and Inactive off.',
      });
    }
    const shown = `“${literalText(status.name)}”`;
    const lost = newStatus && newStatus.id !== status.id ? literalText(newStatus.name) : undefined;
    const evidence = lost === undefined ? [] : [`“${lost}” is chosen, and is closed, inactive or gone.`];
    if (status.escalationStatus !== 'NotResponded') {
      const others = found.value.rows.filter(
        ({ inactive, escalationStatus }) => !inactive && escalationStatus === 'NotResponded',
      );
      const state = others.length ? 'warning' : 'failed';
      return bad(state, [...evidence, `New tickets get ${shown}, whose escalation is not Not Responded.`], {
        nextStep: 'Set the escalation of this status to Not Responded, or choose another one under Options › Tickets.',
        fix: { kind: 'plan', label: 'Set it to Not Responded' },
      });
    }
    if (lost !== undefined) {
      return bad('warning', [...evidence, `New tickets get ${shown} instead.`], {
        nextStep: 'Choose the status again under Options › Tickets.',
        fix: { kind: 'place', label: 'Choose the status', place: 'tickets' },
      });
    }
    return passed(`New tickets get ${shown}, whose escalation is Not Responded.`);
  },
};
