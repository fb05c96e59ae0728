import { fetchList } from '../rpc.js';
import { boot, fieldClass, gss } from '../ui/boot.js';
import { autoId, el } from '../ui/dom.js';
import { controlOr } from '../ui/fields.js';
import { formatMoney } from '../ui/format.js';
import { grid } from '../ui/grid.js';
import { icon } from '../ui/icons.js';
import { gxtWindow } from '../ui/window.js';

/** The look-up behind the magnifying glass: one window for all forms, built at its first use. */
let lookUp = null;

function openLookUp(choose) {
  if (!lookUp) {
    const state = { choose: null };
    const list = grid(
      'productsearchlist',
      [
        { key: 'identifier', label: 'Product ID', width: 230, column: 'Item_ID', isLink: true },
        { key: 'description', label: 'Description', width: 270, column: 'Item_Description' },
        { key: 'price', label: 'Unit Price', width: 90, isRight: true, format: formatMoney },
      ],
      {
        title: 'Products',
        height: 270,
        onOpen: (row) => {
          lookUp.window.close();
          state.choose(row);
        },
      },
    );
    const cancel = { label: 'Cancel', icon: 'clear', onClick: () => lookUp.window.close() };
    lookUp = {
      state,
      list,
      window: gxtWindow('Product Search', list.element, { width: 690, height: 390, buttons: [cancel] }),
    };
  }
  lookUp.state.choose = choose;
  lookUp.window.open();
  return fetchList('productsearchlist').then((rows) => lookUp.list.setRows(rows));
}

/** Product: typed by its id, or found with the magnifying glass. `get()` gives the RecID, 0 for none. */
export function productField(options) {
  const field = controlOr('product', { format: (product) => product?.identifier ?? '' }, () => productInput(options));
  return { ...field, get: () => field.get()?.productRecID ?? field.get() };
}

function productInput({ onChange, onUnknown }) {
  let chosen = { productRecID: 0, identifier: '' };
  const show = () => {
    input.value = chosen.identifier;
  };
  const choose = (product) => {
    chosen = product;
    show();
    onChange(product);
  };
  const typed = async () => {
    const text = input.value.trim();
    if (text.toLowerCase() === chosen.identifier.toLowerCase()) return show();
    const match = (await fetchList('productsearchlist')).find(
      ({ identifier }) => identifier.toLowerCase() === text.toLowerCase(),
    );
    if (match) return choose(match);
    chosen = { productRecID: 0, identifier: text };
    if (text !== '') onUnknown(text);
  };
  const input = el('input', {
    type: 'text',
    id: `${autoId()}-input`,
    class: ['cw_CwTextField', gss('input'), fieldClass('product')].filter(Boolean).join(' '),
    autocomplete: 'off',
    disabled: boot.readOnly,
    onchange: typed,
  });
  const glass = el(
    'div.cw_CwIconButton.mm_icon',
    {
      role: 'button',
      tabindex: '0',
      title: 'Search',
      class: gss('trigger'),
      onclick: () => boot.readOnly || openLookUp(choose),
    },
    icon('search', 13),
  );
  return {
    element: el('div', { class: gss('combo') }, input, glass),
    get: () => chosen.productRecID,
    set: (product) => {
      chosen = product;
      show();
    },
  };
}
