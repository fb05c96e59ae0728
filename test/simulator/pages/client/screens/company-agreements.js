import { el } from '../ui/dom.js';
import { formatShortDay } from '../ui/format.js';
import { grid } from '../ui/grid.js';

/** Company > Agreements. */
export function agreementListTab(app) {
  let shown = null;
  const list = grid(
    'companyagreementlist',
    [
      { key: 'name', label: 'Agreement Name', width: 300, column: 'AGR_Name', isLink: true },
      { key: 'type', label: 'Agreement Type', width: 190, column: 'AGR_Type' },
      { key: 'startDate', label: 'Date Start', width: 110, format: formatShortDay },
      { key: 'endDate', label: 'Date End', width: 110, format: formatShortDay },
      { key: 'status', label: 'Agreement Status', width: 130 },
    ],
    {
      title: 'Agreements',
      height: 420,
      onOpen: ({ recID }) =>
        app.go({
          screen: 'agreement',
          company: shown.company,
          companyTab: 'agreements',
          agreement: recID,
          tab: 'agreement',
          agreementTab: 'agreement',
        }),
    },
  );
  return {
    element: el('div', {}, list.element),
    async show(place) {
      shown = place;
      await app.fill(place, list, 'companyagreementlist', { companyRecID: place.company });
    },
  };
}
