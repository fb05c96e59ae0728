import { el, setShown } from '../ui/dom.js';
import { grid } from '../ui/grid.js';
import { integrationCompany } from './integration-company.js';
import { integrationDetail } from './integration-detail.js';
import { managedIdForm } from './managed-id-form.js';

/** Setup Tables > Managed Devices Integration List > Integration Details > a company > one of its entries. */
export function integrationScreen(app) {
  let shown = null;
  const at = (changes) => ({ ...shown, ...changes });
  const list = grid(
    'manageddevicesintegrationlist',
    [
      { key: 'name', label: 'Name', width: 260, column: 'Name', isLink: true },
      { key: 'solution', label: 'Solution', width: 220 },
      { key: 'loginBy', label: 'Login By', width: 140 },
    ],
    { title: 'Managed Devices Integration', height: 300, onOpen: ({ recID }) => app.go(at({ record: recID })) },
  );
  const levels = [
    { element: list.element, show: (place) => app.fill(place, list, 'manageddevicesintegrationlist') },
    integrationDetail(app, { at }),
    integrationCompany(app, { at }),
    managedIdForm(app, {
      labels: { deviceType: 'Device Type', agreement: 'Agreement' },
      save: (values) => app.call('System', 'SaveManagedDevicesCompany', values),
      remove: (values) => app.call('System', 'DeleteManagedDevicesCompany', values),
      close: () => app.go(at({ entry: undefined })),
    }),
  ];

  async function nameOf(place) {
    if (place.company !== undefined) {
      return (await app.call('Company', 'GetCompanyName', { companyRecID: place.company })).companyName;
    }
    return place.record === undefined ? 'Managed Devices Integration List' : 'Integration Details';
  }

  return {
    element: el('div', {}, ...levels.map(({ element }) => element)),
    async show(place) {
      shown = place;
      const depth = [place.record, place.company, place.entry].filter((id) => id !== undefined).length;
      for (const [index, level] of levels.entries()) setShown(level.element, index === depth);
      const [name] = await Promise.all([nameOf(place), levels[depth].show(place)]);
      const table = { screen: 'integration', table: place.table };
      const way = [
        { label: 'Setup Tables', place: { screen: 'setup' } },
        { label: 'Managed Devices Integration List', place: table },
        { label: 'Integration Details', place: { ...table, record: place.record, tab: place.tab } },
      ];
      app.setBanner(place, { way: way.slice(0, depth === 0 ? 1 : depth === 1 ? 2 : 3), name });
    },
  };
}
