import { grid } from '../ui/grid.js';

/**
 * The Management Solutions list with the columns of docs/reference/setup-guides.md#figure-17, in the order in which its
 * entries were made.
 */
export function managedIdList(app, { title, newLabel, onNew, onOpen, buttons = [] }) {
  const list = grid(
    'companymanagementsolutionlist',
    [
      { key: 'solution', label: 'Solution', width: 190, isLink: true },
      { key: 'managedID', label: 'Managed ID', width: 190, column: 'Managed_ID' },
      { key: 'agreement', label: 'Agreement', width: 260 },
      { key: 'deviceType', label: 'Device Type', width: 220 },
    ],
    {
      title,
      height: 190,
      onOpen,
      buttons: [{ name: 'new-item', label: newLabel, icon: 'new', onClick: onNew }, ...buttons],
    },
  );
  return {
    element: list.element,
    load: (place) => app.fill(place, list, 'companymanagementsolutionlist', { companyRecID: place.company }),
  };
}
