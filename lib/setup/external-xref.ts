import { openingStatus } from '../domain/tickets/board-status.ts';
import { literalText } from '../shared/text-values.ts';
import { type Check, unreadable, waits } from './check.ts';

/** The status's External Integration XRef, which no API shows (docs/reference/connectwise-rest.md#tickets). */
export const externalXref: Check = {
  id: 'external-xref',
  area: 'tickets',
  title: 'External Integration XRef',
  guide: 'step-1',
  async run({ settings, statuses }) {
    const { board } = settings.tickets;
    const found = await statuses();
    if (!found.ok) return unreadable(found.failure);
    if (!board) return waits('Not checked: no service board is chosen.');
    const status = openingStatus(board, found.value.rows, settings.tickets);
    if (!status) return waits('Not checked: the board has no status for new tickets.');
    return {
      state: 'manual',
      evidence: [`ConnectWise shows this field of “${literalText(status.name)}” to users only.`],
      nextStep: 'Open the status and set External Integration XRef to Not Responded (Set).',
      path: ['System', 'Setup Tables', 'Service Board', literalText(board.name), 'Statuses', literalText(status.name)],
      values: [{ label: 'External Integration XRef', value: 'Not Responded (Set)' }],
    };
  },
};
