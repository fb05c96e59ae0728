import { el, setShown } from '../ui/dom.js';
import { grid } from '../ui/grid.js';
import { crossReferenceForm } from './cross-reference.js';
import { integrationCompany } from './integration-company.js';
import { integrationDetail } from './integration-detail.js';
import { managedIdForm } from './managed-id-form.js';

/**
 * Setup Tables > Managed Devices Integration List > Integration Details > a company > one of its entries, or a
 * cross-reference.
 */
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
  const table = { element: list.element, show: (place) => app.fill(place, list, 'manageddevicesintegrationlist') };
  const detail = integrationDetail(app, { at });
  const crossReference = crossReferenceForm(app, { at });
  const company = integrationCompany(app, { at });
  const entry = managedIdForm(app, {
    labels: { deviceType: 'Device Type', agreement: 'Agreement' },
    save: (values) => app.call('System', 'SaveManagedDevicesCompany', values),
    remove: (values) => app.call('System', 'DeleteManagedDevicesCompany', values),
    close: () => app.go(at({ entry: undefined })),
  });
  const levels = [table, detail, crossReference, company, entry];

  function levelOf(place) {
    if (place.entry !== undefined) return entry;
    if (place.company !== undefined) return company;
    if (place.crossReference !== undefined) return crossReference;
    return place.record === undefined ? table : detail;
  }

  async function nameOf(place, level) {
    if (level === table) return 'Managed Devices Integration List';
    if (level === detail) return 'Integration Details';
    if (level === crossReference) return 'Cross-Reference';
    return (await app.call('Company', 'GetCompanyName', { companyRecID: place.company })).companyName;
  }

  return {
    element: el('div', {}, ...levels.map(({ element }) => element)),
    async show(place) {
      shown = place;
      const level = levelOf(place);
      for (const other of levels) setShown(other.element, other === level);
      const [name] = await Promise.all([nameOf(place, level), level.show(place)]);
      const tableList = { screen: 'integration', table: place.table };
      const way = [
        { label: 'Setup Tables', place: { screen: 'setup' } },
        { label: 'Managed Devices Integration List', place: tableList },
        { label: 'Integration Details', place: { ...tableList, record: place.record, tab: place.tab } },
      ];
      app.setBanner(place, { way: way.slice(0, level === table ? 1 : level === detail ? 2 : 3), name });
    },
  };
}
