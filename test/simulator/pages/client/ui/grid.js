import { boot, gss, late, t } from './boot.js';
import { autoId, el, px, setShown } from './dom.js';
import { formatNumber } from './format.js';
import { button } from './toolbar.js';

const ROW_HEIGHT = 27;
/** Row elements made beyond those that fit. */
const SPARE_ROWS = 4;
const CHECK_WIDTH = 34;

/** Columns as this member has set them: moved (last first, then the rest), or without every third. */
function arranged(columns) {
  if (boot.columns === 'moved') return [...columns.slice(-2).reverse(), ...columns.slice(0, -2)];
  if (boot.columns === 'narrow') return columns.filter((_, index) => index % 3 !== 2);
  return columns;
}

/** Left edges of the columns; a column of checkboxes comes first and shifts every index by one. */
function layOut(columns) {
  let left = CHECK_WIDTH;
  const placed = columns.map((column, index) => {
    const at = { ...column, left, cellIndex: index + 1 };
    left += column.width;
    return at;
  });
  return { placed, width: left };
}

/** Columns sit in a strip beside the table, not in a `thead`; they and the cells only share their horizontal place. */
function headerStrip(columns, width, onFilter) {
  const cells = columns.flatMap(({ label, left, width: columnWidth, column }) => [
    el(
      'div.gwt-Label.mm_label',
      { title: t(label), class: gss('head'), style: `left:${px(left)};width:${px(columnWidth)}` },
      t(label),
    ),
    column
      ? el('input', {
          type: 'text',
          id: `${column}-input`,
          'aria-label': t(label),
          class: gss('filter'),
          style: `left:${px(left + 3)};width:${px(columnWidth - 8)}`,
          onchange: onFilter,
        })
      : null,
  ]);
  const check = el('input', {
    type: 'checkbox',
    'aria-label': 'Select all',
    style: 'position:absolute;left:9px;top:5px',
  });
  return el('div.cw-ml-header', { style: `width:${px(width)}` }, check, ...cells.filter(Boolean));
}

function rowElement(columns, open) {
  const check = el(
    'td',
    { cellindex: '0', align: 'center' },
    el('input', { type: 'checkbox', 'aria-label': 'Select' }),
  );
  const cells = columns.map(({ cellIndex, isLink, isRight }) => {
    const cell = el('td', { cellindex: String(cellIndex), class: isRight ? gss('right') : '' });
    if (isLink) cell.append(el('a.multilineClickable', { href: 'javascript:;', onclick: open }));
    return cell;
  });
  // The last cell only fills the row up to the width of the panel.
  return el('tr.cw-ml-row', {}, check, ...cells, el('td'));
}

const plain = (value) => String(value ?? '');

function fillRow(node, columns, row) {
  for (const { key, cellIndex, isLink, isRight, format } of columns) {
    const cell = node.children[cellIndex];
    const text = (format ?? (isRight ? formatNumber : plain))(row[key]);
    (isLink ? cell.firstElementChild : cell).textContent = text;
  }
}

/**
 * A list: `columns` are `{key, label, width, column?, format?, isLink?, isRight?}`, where `column` is the database name that
 * the filter input has. `buttons` are those of its bar: `{name, label, icon, onClick}`.
 */
export function grid(
  listName,
  columns,
  { title = '', height, buttons = [], onOpen, empty = t('No Records To Display') },
) {
  const { placed, width } = layOut(arranged(columns));
  const bodyHeight = height ?? 300;
  const view = { rows: [], shown: [], first: 0, run: 0 };
  const capacity = Math.ceil(bodyHeight / ROW_HEIGHT) + SPARE_ROWS;

  const columnGroup = el(
    'colgroup',
    {},
    ...[{ width: CHECK_WIDTH }, ...placed].map((column) => el('col', { style: `width:${px(column.width)}` })),
  );
  const body = el('tbody');
  const table = el(
    `table.${listName}-grid`,
    { class: gss('grid'), style: `width:${px(width)}`, __gwtcellbasedwidgetimpldispatchingfocus: 'true' },
    columnGroup,
    body,
  );
  const spacer = el('div');
  const none = el('div', { class: `${gss('empty')} x-hide-display` }, empty);
  const scroller = el(
    'div',
    {
      id: `${listName}-listview-scroller`,
      class: gss('scroller'),
      style: `height:${px(bodyHeight)};width:${px(width)}`,
    },
    spacer,
    table,
    none,
  );
  const header = headerStrip(placed, width, () => show());

  /** Rows are recycled: as many elements as fit, which get the text of other rows a beat after they were moved. */
  async function fill() {
    const run = ++view.run;
    const count = Math.min(capacity, view.shown.length - view.first);
    while (body.children.length < count) {
      const node = rowElement(placed, (event) => {
        event.preventDefault();
        onOpen?.(view.shown[view.first + [...body.children].indexOf(node)]);
      });
      body.append(node);
    }
    while (body.children.length > count) body.lastElementChild.remove();
    table.style.top = px(view.first * ROW_HEIGHT);
    await late();
    if (run !== view.run) return;
    for (const [index, node] of [...body.children].entries()) fillRow(node, placed, view.shown[view.first + index]);
  }

  function show() {
    const filters = placed
      .map(({ key, column, format }) => {
        const typed = column ? header.querySelector(`#${column}-input`).value.trim().toLowerCase() : '';
        return { key, format: format ?? String, typed };
      })
      .filter(({ typed }) => typed !== '');
    view.shown = view.rows.filter((row) =>
      filters.every(({ key, format, typed }) => format(row[key]).toLowerCase().includes(typed)),
    );
    view.first = 0;
    scroller.scrollTop = 0;
    spacer.style.height = px(view.shown.length * ROW_HEIGHT);
    setShown(none, view.shown.length === 0);
    return fill();
  }

  scroller.addEventListener('scroll', () => {
    const last = Math.max(0, view.shown.length - capacity);
    const first = Math.min(last, Math.floor(scroller.scrollTop / ROW_HEIGHT));
    if (first === view.first) return;
    view.first = first;
    fill();
  });

  return {
    element: el(
      'div.mm_grid',
      { class: gss('listpanel'), id: autoId() },
      listBar(buttons, title, () => {
        for (const filter of header.querySelectorAll('input[type=text]')) filter.value = '';
        show();
      }),
      el('div', { class: gss('hscroll') }, header, scroller),
    ),
    setRows(rows) {
      view.rows = rows;
      return show();
    },
  };
}

const LIST_WRITES = new Set(['new-item', 'delete']);

/** The bar above a list: `.cw-toolbar-<name>`, placed by coordinates like that of a record. */
function listBar(buttons, title, onClear) {
  const all = [
    ...buttons,
    { name: 'search', label: 'Search', icon: 'search', onClick: () => {} },
    { name: 'clear', label: 'Clear', icon: 'clear', onClick: onClear },
    { name: 'export', label: 'Export', icon: 'export', onClick: () => {} },
  ];
  let left = 8;
  const placed = all.map(({ name, label, icon, onClick }) => {
    const isDisabled = boot.readOnly && LIST_WRITES.has(name);
    const node = el(
      `div.cw-toolbar-${name}`,
      { class: gss('listbutton'), style: `left:${px(left)}` },
      button(label, icon, onClick, { isDisabled }),
    );
    left += 50 + t(label).length * 7;
    return node;
  });
  return el('div', { class: gss('listbar') }, ...placed, el('div', { class: gss('listtitle') }, t(title)));
}
