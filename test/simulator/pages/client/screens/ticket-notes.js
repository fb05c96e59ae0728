import { gss } from '../ui/boot.js';
import { el } from '../ui/dom.js';
import { formatTime } from '../ui/format.js';

const KINDS = [
  ['all', 'All'],
  ['discussion', 'Discussion'],
  ['internal', 'Internal'],
  ['resolution', 'Resolution'],
];

/**
 * Notes of a ticket: a React island within the GWT screen, known by `data-cwid` and by class names of its own
 * (docs/reference/connectwise-pages.md#fields). It draws itself again whenever it is given other notes.
 */
export function ticketNotes() {
  const list = el('div.TicketNote-list', { 'data-cwid': 'cw_ticketnotes' });
  const state = { notes: [], kind: 'all' };
  const draw = () => {
    const shown = state.notes.filter(({ kind }) => state.kind === 'all' || kind.toLowerCase() === state.kind);
    list.replaceChildren(
      ...shown.map(({ text, createdBy, dateCreated, kind }) =>
        el(
          'div.TicketNote-row',
          { class: gss('note') },
          el(
            'div.TicketNote-rowHeader',
            { class: gss('notehead') },
            el('span.TicketNote-author', {}, createdBy),
            ` \u00b7 ${formatTime(dateCreated)} \u00b7 ${kind}`,
          ),
          el('div.TicketNote-basicNote', {}, text),
        ),
      ),
      shown.length === 0 ? el('div.TicketNote-empty', { class: gss('note') }, 'No notes.') : '',
    );
  };
  const cell = ([kind, label]) =>
    el(
      'td',
      {
        'data-id': kind,
        class: gss('notetab'),
        onclick: () => {
          state.kind = kind;
          draw();
        },
      },
      label,
    );
  return {
    element: el(
      'div',
      { 'data-cwid': 'pod_service_ticket_notes', class: gss('pod') },
      el('div.CwPod-header', { class: gss('podhead') }, el('span.CwPod-title', {}, 'Notes')),
      el(
        'div.CwPod-body',
        { class: gss('podbody') },
        el('table', {}, el('tbody', {}, el('tr', {}, ...KINDS.map(cell)))),
        el('button.CwButton-wrap.CwButton-primary', { type: 'button' }, 'New Note'),
        list,
      ),
    ),
    set(notes) {
      state.notes = notes;
      draw();
    },
  };
}
