import { el, setShown } from '../ui/dom.js';
import { managedIdForm } from './managed-id-form.js';
import { managedIdList } from './managed-id-list.js';
import { openManagementReport } from './management-report.js';

/** Company > Management: the Management Solutions list, and the form that opens in its place. */
export function managementTab(app) {
  let shown = null;
  const at = (entry) => ({
    screen: 'company',
    company: shown.company,
    tab: 'management',
    companyTab: 'management',
    entry,
  });
  const list = managedIdList(app, {
    title: 'Management Solutions',
    newLabel: 'New',
    onNew: () => app.go(at(0)),
    onOpen: ({ recID }) => app.go(at(recID)),
    buttons: [
      { name: 'print', label: 'Print', icon: 'print', onClick: () => openManagementReport(app, shown.company) },
    ],
  });
  const form = managedIdForm(app, {
    labels: { deviceType: 'Device Types', agreement: 'Default Agreement' },
    save: (values) => app.call('Company', 'SaveManagementSolution', values),
    close: () => app.go({ ...at(undefined), left: shown.entry }),
  });
  return {
    element: el('div', {}, list.element, form.element),
    async show(place) {
      shown = place;
      const isForm = place.entry !== undefined;
      setShown(list.element, !isForm);
      setShown(form.element, isForm);
      await (isForm ? form.show(place) : list.load(place));
    },
  };
}
