import { boot, fieldClass, gss } from './boot.js';
import { autoId, el, px, setShown } from './dom.js';
import { controlOr } from './fields.js';
import { icon } from './icons.js';
import { surface } from './surface.js';

/** One popup for all combos, at the end of the body; shown again and filled again for whichever combo is opened. */
let popup = null;
let owner = null;

function openPopup(combo, items, choose) {
  if (!popup) {
    popup = el('div.x-layer.x-combo-list.x-hide-display', { role: 'listbox' });
    surface.body.append(popup);
    surface.document.addEventListener('mousedown', (event) => {
      if (!popup.contains(event.target) && !owner?.contains(event.target)) closePopup();
    });
  }
  owner = combo;
  popup.replaceChildren(
    ...items.map((item) =>
      el(
        'div.x-combo-list-item',
        {
          role: 'option',
          onmousedown: (event) => {
            event.preventDefault();
            choose(item);
            closePopup();
          },
        },
        item.name,
      ),
    ),
  );
  const box = combo.getBoundingClientRect();
  popup.style.cssText = `left:${px(box.left)};top:${px(box.bottom)};width:${px(box.width - 2)}`;
  setShown(popup, true);
}

function closePopup() {
  if (popup) setShown(popup, false);
  owner = null;
}

/**
 * A combo: a text input with an arrow. `load()` gives its items `{recID, name}`; typing narrows them; text that names none
 * is put back on leaving. `get()` gives the chosen item or null. `onChange(item)` runs when a user chose another one.
 */
export function comboField(property, load, { onChange } = {}) {
  return controlOr(property, { format: (item) => item?.name ?? '' }, () => comboInput(property, load, onChange));
}

function comboInput(property, load, onChange) {
  let chosen = null;
  const show = () => {
    input.value = chosen?.name ?? '';
  };
  const choose = (item) => {
    chosen = item.recID === null ? null : item;
    show();
    input.dispatchEvent(new Event('change', { bubbles: true }));
    onChange?.(chosen);
  };
  const open = async (filter) => {
    if (boot.readOnly) return;
    const blank = { recID: null, name: '' };
    const items = (await load()).filter((item) => item.name.toLowerCase().includes(filter.toLowerCase()));
    openPopup(element, [blank, ...items], choose);
  };
  const leave = async () => {
    closePopup();
    const typed = input.value.trim().toLowerCase();
    if (typed === (chosen?.name ?? '').toLowerCase()) return show();
    const match = typed === '' ? null : ((await load()).find((item) => item.name.toLowerCase() === typed) ?? chosen);
    if (match === chosen) return show();
    chosen = match;
    show();
    onChange?.(chosen);
  };

  const input = el('input', {
    type: 'text',
    id: `${autoId()}-input`,
    class: [gss('input'), fieldClass(property)].filter(Boolean).join(' '),
    autocomplete: 'off',
    disabled: boot.readOnly,
    oninput: () => open(input.value),
    onblur: leave,
    onkeydown: (event) => {
      if (event.key === 'ArrowDown') open('');
      if (event.key === 'Escape') closePopup();
    },
  });
  const trigger = el(
    'div.x-form-trigger',
    {
      class: gss('trigger'),
      onmousedown: (event) => {
        event.preventDefault();
        input.focus();
        open('');
      },
    },
    icon('down', 12),
  );
  const element = el('div.mm_comboBox.cw_CwComboBox', { class: gss('combo') }, input, trigger);
  return {
    element,
    get: () => chosen,
    set: (item) => {
      chosen = item ?? null;
      show();
    },
  };
}
