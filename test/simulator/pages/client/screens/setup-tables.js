import { el } from '../ui/dom.js';
import { grid } from '../ui/grid.js';

/**
 * System > Setup Tables: the list of tables; a user types in the Table filter
 * (docs/reference/setup-guides.md#2022-managed-id).
 */
export function setupTablesScreen(app) {
  const list = grid(
    'setuptablelist',
    [
      { key: 'category', label: 'Category', width: 180, column: 'Category' },
      { key: 'name', label: 'Table', width: 340, column: 'Table', isLink: true },
    ],
    {
      title: 'Setup Tables',
      height: 420,
      onOpen: ({ name, screen }) => screen && app.go({ screen, table: name }),
    },
  );
  return {
    element: el('div', {}, list.element),
    async show(place) {
      app.setBanner(place, { way: [{ label: 'System' }], name: 'Setup Tables' });
      await app.fill(place, list, 'setuptablelist');
    },
  };
}
