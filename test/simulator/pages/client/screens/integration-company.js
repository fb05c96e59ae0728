import { el } from '../ui/dom.js';
import { toolbar } from '../ui/toolbar.js';
import { managedIdList } from './managed-id-list.js';

/**
 * A company in the setup table: its entries and the + that adds one (docs/reference/setup-guides.md#2022-managed-id).
 */
export function integrationCompany(app, { at }) {
  const list = managedIdList(app, {
    title: 'Management Solutions',
    newLabel: 'New Item',
    onNew: () => app.go(at({ entry: 0 })),
    onOpen: ({ recID }) => app.go(at({ entry: recID })),
  });
  const back = () => app.go(at({ company: undefined }));
  return {
    element: el('div', {}, toolbar([{ name: 'Back', label: 'Back', icon: 'back', onClick: back }]), list.element),
    show: (place) => list.load(place),
  };
}
