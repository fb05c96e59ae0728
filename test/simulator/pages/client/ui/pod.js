import { gss, t } from './boot.js';
import { el } from './dom.js';

/**
 * A field: one table row, the label with its text in `title`, the control in the last cell
 * (docs/reference/connectwise-pages.md#fields).
 */
export function fieldRow(label, control, { isRequired = false } = {}) {
  const title = t(label);
  const text = title.endsWith('?') ? title : `${title}:`;
  const required = isRequired ? 'cw_RequiredLabel' : '';
  const caption = el('div.gwt-Label.mm_label.mm_podElementLabel', { title, class: required }, text);
  return rowOf(caption, control);
}

/** A row whose control says itself what it is. */
export function bareRow(control) {
  return rowOf(null, control);
}

function rowOf(caption, control) {
  return el('tr.pod-element-row', {}, el('td', { class: gss('labelcell') }, caption), el('td', {}, control));
}

/** A pod: `pod_<name>` with its header, and its rows in a table. */
export function pod(name, title, rows) {
  const id = `pod_${name}_header`;
  const label = el('div.gwt-Label.mm_label', { id: `${id}-label` }, t(title));
  return el(
    `div.pod_${name}`,
    { class: gss('pod') },
    el(`div.mm_podHeader.${id}`, { id, class: gss('podhead') }, label),
    el('div', { class: gss('podbody') }, el('table', { class: gss('podtable') }, el('tbody', {}, ...rows))),
  );
}

export function pods(...list) {
  return el('div', { class: gss('pods') }, ...list);
}
