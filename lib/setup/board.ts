import { literalText } from '../shared/text-values.ts';
import { bad, type Check, passed, unreadable } from './check.ts';

const choose = { kind: 'place', label: 'Choose the board', place: 'tickets' } as const;

/** The service board of new tickets. */
export const board: Check = {
  id: 'board',
  area: 'tickets',
  title: 'Service board',
  guide: 'step-1',
  path: ['System', 'Setup Tables', 'Service Board'],
  async run({ settings, boards }) {
    const chosen = settings.tickets.board;
    if (!chosen) {
      return bad('warning', ['No service board is chosen, so no ticket is opened.'], {
        nextStep: 'Choose one under Options › Tickets. Without tickets, leave it as it is.',
        fix: choose,
      });
    }
    const found = await boards();
    if (!found.ok) return unreadable(found.failure);
    const name = literalText(chosen.name);
    const row = found.value.rows.find(({ id }) => id === chosen.id);
    if (!row) {
      return bad('failed', [`ConnectWise has no active service board “${name}” any more.`], {
        nextStep: 'Choose another board under Options › Tickets, or make it active again.',
        fix: choose,
      });
    }
    const now = literalText(row.name);
    return passed(now === name ? `“${name}” is an active service board.` : `“${name}” is now called “${now}”.`);
  },
};
