import { el } from '../ui/dom.js';
import { grid } from '../ui/grid.js';

/** A tab that the simulator has nothing behind: the list that such a tab would show, without records. */
export function emptyTab(label) {
  const name = label.toLowerCase().replaceAll(/\W/g, '');
  const list = grid(`${name}tablist`, [{ key: 'name', label, width: 600 }], { title: label, height: 260 });
  return { element: el('div', {}, list.element), show: () => list.setRows([]) };
}
