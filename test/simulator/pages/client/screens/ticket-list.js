import { el } from '../ui/dom.js';
import { formatTime } from '../ui/format.js';
import { grid } from '../ui/grid.js';

/** Service Desk > Service Board: `table.srboard-grid`, whose rows open tickets. */
export function ticketListScreen(app) {
  const list = grid(
    'srboard',
    [
      { key: 'recID', label: 'Ticket #', width: 90, column: 'SR_Service_RecID', isLink: true },
      { key: 'summary', label: 'Summary', width: 380, column: 'Summary', isLink: true },
      { key: 'company', label: 'Company', width: 190, column: 'Company_Name' },
      { key: 'board', label: 'Board', width: 160, column: 'Board_Name' },
      { key: 'status', label: 'Status', width: 150, column: 'Status_Description' },
      { key: 'priority', label: 'Priority', width: 140 },
      { key: 'entered', label: 'Date Entered', width: 150, format: formatTime },
      { key: 'updated', label: 'Last Updated', width: 150, format: formatTime },
    ],
    {
      title: 'Service Tickets',
      height: 540,
      onOpen: ({ recID }) => app.go({ screen: 'ticket', ticket: recID, fromBoard: true }),
    },
  );
  return {
    element: el('div.ServiceBoard.cw_PsaRootContainer', {}, list.element),
    async show(place) {
      app.setBanner(place, { way: [{ label: 'Service Desk' }], name: 'Service Board List' });
      await app.fill(place, list, 'srboard');
    },
  };
}
