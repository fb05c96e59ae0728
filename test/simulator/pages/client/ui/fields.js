import { boot, fieldClass, gss, t } from './boot.js';
import { autoId, el } from './dom.js';
import { formatDay, formatMoney, formatNumber, parseDay, plainNumber } from './format.js';

/**
 * Controls of a form. Each has `element`, `get()`, `set(value)`; all are made once per view and filled again for every
 * record. `onInput` runs on every key.
 */

/** Whether a member who may not save sees plain labels instead of controls. */
const AS_LABELS = boot.readOnly && boot.readOnlyAs === 'labels';

/** A label in the place of a control: it keeps what it shows, and cannot be edited. */
function labelled(property, { format, isAmount = false }) {
  let value = null;
  const label = display(property, { isAmount, format });
  return {
    element: label.element,
    get: () => value,
    amount: () => Number(value) || 0,
    set: (next) => {
      value = next;
      label.set(next);
    },
  };
}

/** The label for `make`'s control where labels are shown, else that control. */
export function controlOr(property, label, make) {
  return AS_LABELS ? labelled(property, label) : make();
}

const plain = (value) => String(value ?? '');

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

export function textField(property, options = {}) {
  return controlOr(property, { format: plain }, () => textInput(property, options));
}

function textInput(property, { onInput, maxLength, isPassword = false }) {
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
  const format = isMoney ? formatMoney : formatNumber;
  return controlOr(property, { format, isAmount: true }, () => numberInput(property, format, onInput));
}

function numberInput(property, format, onInput) {
  const element = input(property, [gss('number')], { inputmode: 'decimal' }, onInput);
  return {
    element,
    get: () => plainNumber(element.value),
    /** 0 while what is typed is no number. */
    amount: () => Number(plainNumber(element.value)) || 0,
    set: (value) => {
      element.value = format(value);
    },
  };
}

/** `get()` gives ISO, '' for blank, null for text that is no date. */
export function dateField(property) {
  return controlOr(property, { format: formatDay }, () => dateInput(property));
}

function dateInput(property) {
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
  return controlOr(property, { format: plain }, () => textAreaInput(property));
}

function textAreaInput(property) {
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

/** `text` is behind the box where the form has no label before it. */
export function checkBox(property, { text = '' } = {}) {
  const format = (value) => [t(value === true ? 'Yes' : 'No'), t(text)].filter(Boolean).join(' \u2013 ');
  return controlOr(property, { format }, () => boxInput(property, t(text)));
}

function boxInput(property, text) {
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
export function display(property, { isAmount = false, format = isAmount ? formatNumber : plain } = {}) {
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

/** The values of a set of controls, by their names. */
export function valuesOf(fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.get()]));
}
