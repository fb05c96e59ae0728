import { boot, gss, t } from './boot.js';
import { el, px } from './dom.js';
import { icon } from './icons.js';

/**
 * A clickable: the inner `.mm_button` is what takes the click and the focus
 * (docs/reference/connectwise-pages.md#toolbars).
 */
export function button(label, iconName, onClick, { style = '', isDisabled = false } = {}) {
  const run = () => {
    if (node.getAttribute('aria-disabled') !== 'true') onClick();
  };
  const node = el(
    'div.mm_button',
    {
      role: 'button',
      class: `${gss('button')} ${style}`,
      tabindex: isDisabled ? '-1' : '0',
      'aria-disabled': isDisabled ? 'true' : undefined,
      onclick: run,
      onkeydown: (event) => {
        if (event.key === 'Enter') run();
      },
    },
    icon(iconName),
    el('span', {}, t(label)),
  );
  return node;
}

const WRITES = new Set(['Save', 'SaveAndClose', 'Delete', 'New']);

/**
 * The bar of a record: `[{name: 'SaveAndClose', label, icon, onClick}]`. The layout engine places its buttons; nothing
 * in the bar flows.
 */
export function toolbar(buttons) {
  let left = 10;
  const placed = buttons.map(({ name, label, icon: iconName, onClick }) => {
    const isDisabled = boot.readOnly && WRITES.has(name);
    const node = el(
      `div.cw_ToolbarButton_${name}.cw_CwActionButton`,
      { class: gss('toolbutton'), style: `left:${px(left)}` },
      button(label, iconName, onClick, { isDisabled }),
    );
    left += 52 + t(label).length * 7;
    return node;
  });
  return el('div', { class: gss('toolbar') }, ...placed);
}

/** The buttons that every form of a record begins with. `save(thenClose)` stores its content. */
export function formButtons({ back, save }) {
  return [
    { name: 'Back', label: 'Back', icon: 'back', onClick: back },
    { name: 'Save', label: 'Save', icon: 'save', onClick: () => save(false) },
    { name: 'SaveAndClose', label: 'Save and Close', icon: 'saveAndClose', onClick: () => save(true) },
  ];
}

/**
 * Buttons of the bar of a ticket that do nothing here; the settings gear is beside Delete
 * (docs/reference/connectwise-pages.md#toolbars).
 */
export const TICKET_EXTRAS = [
  ['Time', 'Time', 'time'],
  ['TimeStamp', 'Time Stamp', 'time'],
  ['Expense', 'Expense', 'finance'],
  ['Dispatch', 'Dispatch', 'project'],
  ['Settings', '', 'settings'],
].map(([name, label, icon]) => ({ name, label, icon, onClick: () => {} }));

/** Help has nothing to say here. */
export const HELP = { name: 'Help', label: 'Help', icon: 'help', onClick: () => {} };
