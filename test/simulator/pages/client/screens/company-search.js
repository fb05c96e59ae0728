import { el } from '../ui/dom.js';
import { grid } from '../ui/grid.js';

/** Companies > Company Search. */
export function companySearchScreen(app) {
  const list = grid(
    'companysearchlist',
    [
      { key: 'companyName', label: 'Company Name', width: 260, column: 'Company_Name', isLink: true },
      { key: 'companyID', label: 'Company ID', width: 170, column: 'Company_ID' },
      { key: 'status', label: 'Status', width: 120, column: 'Company_Status' },
      { key: 'phone', label: 'Phone', width: 150 },
      { key: 'city', label: 'City', width: 150, column: 'City' },
      { key: 'state', label: 'State', width: 90 },
    ],
    {
      title: 'Companies',
      height: 540,
      onOpen: (row) => app.go({ screen: 'company', company: row.recID, tab: 'company', companyTab: 'company' }),
    },
  );
  return {
    element: el('div', {}, list.element),
    async show(place) {
      app.setBanner(place, { way: [{ label: 'Companies' }], name: 'Company Search' });
      await app.fill(place, list, 'companysearchlist');
    },
  };
}
