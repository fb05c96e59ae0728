import { gss } from './ui/boot.js';
import { el } from './ui/dom.js';

/** What a crowded screen of a member has below its own pods: a long list, custom fields, notes. */
const ROW_NODES = 9;
const FIELD_NODES = 5;
const NOTE_NODES = 4;

function listRow(index) {
  const cells = [
    '',
    `Configuration ${index}`,
    'Managed Workstation',
    'Active',
    `10.0.${index >> 8}.${index & 255}`,
    '',
  ];
  const row = cells.map((text, at) =>
    el('td', { cellindex: String(at) }, at === 1 ? el('a.multilineClickable', {}, text) : text),
  );
  row[0].append(el('input', { type: 'checkbox', 'aria-label': 'Select' }));
  return el('tr.cw-ml-row', {}, ...row);
}

function customField(index) {
  const label = `Custom Field ${index}`;
  return el(
    'tr.pod-element-row',
    {},
    el(
      'td',
      { class: gss('labelcell') },
      el('div.gwt-Label.mm_label.mm_podElementLabel', { title: label }, `${label}:`),
    ),
    el('td', {}, el('input.cw_PsaUserDefinedComboBox', { type: 'text', class: gss('input') })),
  );
}

function note(index) {
  return el(
    'div.TicketNote-row',
    { class: gss('note') },
    el('div.TicketNote-rowHeader', { class: gss('notehead') }, el('span', {}, `jsmith, note ${index}`)),
    el('div.TicketNote-basicNote', {}, 'Called the customer, left a message.'),
  );
}

const times = (count, make) => Array.from({ length: Math.floor(count) }, (_, index) => make(index));

/** About `count` elements. */
export function busyPage(count) {
  return el(
    'div',
    {},
    el(
      'div.pod_configurations',
      { class: gss('pod') },
      el('table.configurationlist-grid', {}, el('tbody', {}, ...times((count * 0.6) / ROW_NODES, listRow))),
    ),
    el(
      'div.pod_customfields',
      { class: gss('pod') },
      el('table', {}, el('tbody', {}, ...times((count * 0.25) / FIELD_NODES, customField))),
    ),
    el('div', { class: gss('pod') }, ...times((count * 0.15) / NOTE_NODES, note)),
  );
}
