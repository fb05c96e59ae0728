import { boot, fieldClass, gss } from './boot.js';
import { autoId, el } from './dom.js';
import { formatDay, formatMoney, parseDay } from './format.js';

/**
 * Controls of a form. Each has `element`, `get()`, `set(value)`; all are made once per view and filled again for every
 * record. `onInput` runs on every key.
 */

function input(property, style, attributes, onInput) {
  const kind = ['cw_CwTextField', fieldClass(property), gss('input'), ...style].filter(Boolean).join(' ');
  const options = {
    type: 'text',
    id: `${autoId()}-input`,
    autocomplete: 'off',
    disabled: boot.readOnly,
    ...attributes,
  };
  return el('input', { class: kind, ...options, oninput: onInput });
}

export function textField(property, { onInput, maxLength, isPassword = false } = {}) {
  const type = isPassword ? { type: 'password', autocomplete: 'new-password' } : {};
  const element = input(property, [], { maxlength: maxLength, ...type }, onInput);
  return {
    element,
    get: () => element.value,
    set: (value) => {
      element.value = value ?? '';
    },
  };
}

/** `get()` gives the typed text: the server says when it is no number. */
export function numberField(property, { onInput, isMoney = false } = {}) {
  const element = input(property, [gss('number')], { inputmode: 'decimal' }, onInput);
  return {
    element,
    get: () => element.value.trim(),
    /** 0 while what is typed is no number. */
    amount: () => Number(element.value) || 0,
    set: (value) => {
      element.value = isMoney ? formatMoney(value) : (value ?? '');
    },
  };
}

/** `get()` gives ISO, '' for blank, null for text that is no date. */
export function dateField(property) {
  const element = input(property, [gss('date')], {});
  element.addEventListener('change', () => {
    const iso = parseDay(element.value);
    if (iso) element.value = formatDay(iso);
  });
  return {
    element,
    get: () => parseDay(element.value),
    set: (value) => {
      element.value = formatDay(value);
    },
  };
}

export function textArea(property) {
  const area = el('textarea', { class: gss('area'), id: `${autoId()}-input`, disabled: boot.readOnly });
  const kind = ['mm_textArea', fieldClass(property)].filter(Boolean).join(' ');
  return {
    element: el('div', { class: kind }, area),
    get: () => area.value,
    set: (value) => {
      area.value = value ?? '';
    },
  };
}

/** `text` stands behind the box where the form has no label before it. */
export function checkBox(property, { text = '' } = {}) {
  const box = el('input', { type: 'checkbox', class: gss('check'), id: `${autoId()}-input`, disabled: boot.readOnly });
  return {
    element: el(
      'span',
      { class: ['gwt-CheckBox', fieldClass(property)].filter(Boolean).join(' ') },
      box,
      text && el('label', { for: box.id, class: gss('checktext') }, text),
    ),
    get: () => box.checked,
    set: (value) => {
      box.checked = value === true;
    },
  };
}

/** A value that is shown and not edited. */
export function display(property, { isAmount = false, format = (value) => String(value ?? '') } = {}) {
  const style = isAmount ? gss('value', 'amount') : gss('value');
  const kind = ['gwt-Label mm_label cw_CwLabel', fieldClass(property), style].filter(Boolean).join(' ');
  const element = el('div', { class: kind });
  return {
    element,
    set: (value) => {
      element.textContent = format(value);
    },
  };
}

/** What stands in a set of controls, by their names. */
export function valuesOf(fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.get()]));
}
