import { TABS } from '../places.js';
import { gss, late } from '../ui/boot.js';
import { el, setShown } from '../ui/dom.js';
import { display } from '../ui/fields.js';
import { formatStamp } from '../ui/format.js';
import { grid } from '../ui/grid.js';
import { messageArea } from '../ui/message-area.js';
import { fieldRow, pod, pods } from '../ui/pod.js';
import { tabPanel } from '../ui/tabs.js';
import { HELP, toolbar } from '../ui/toolbar.js';
import { boardStatusForm } from './board-status.js';
import { emptyTab } from './empty-tab.js';

const LABELS = { board: 'Board', statuses: 'Statuses', types: 'Types', teams: 'Teams', autotemplate: 'Auto Template' };
const yesNo = (value) => (value ? 'Yes' : 'No');

function boardTab(app, back) {
  const values = {
    name: display('boardName'),
    location: display('location'),
    businessUnit: display('businessUnit'),
    inactive: display('inactiveFlag', { format: yesNo }),
  };
  const message = messageArea();
  return {
    element: el(
      'div',
      {},
      toolbar([{ name: 'Back', label: 'Back', icon: 'back', onClick: back }, HELP]),
      message.element,
      pods(
        pod('service_board', 'Board', [
          fieldRow('Board Name', values.name.element),
          fieldRow('Location', values.location.element),
          fieldRow('Business Unit', values.businessUnit.element),
          fieldRow('Inactive', values.inactive.element),
        ]),
      ),
    ),
    async show(place) {
      const board = await app.call('System', 'GetServiceBoard', { recID: place.record });
      await late();
      if (!app.isCurrent(place)) return;
      for (const [key, value] of Object.entries(values)) value.set(board[key]);
      message.stamp(formatStamp(board));
    },
  };
}

/** The list of statuses and, in its place, one of them. */
function statusesTab(app, at) {
  const list = grid(
    'serviceboardstatuslist',
    [
      { key: 'name', label: 'Status Description', width: 220, column: 'Description', isLink: true },
      { key: 'sortOrder', label: 'Sort Order', width: 90, isRight: true },
      { key: 'externalXRef', label: 'External Integration XRef', width: 200 },
      { key: 'isDefault', label: 'New Record Default?', width: 150, format: yesNo },
      { key: 'isClosed', label: 'Closed Status?', width: 120, format: yesNo },
      { key: 'inactive', label: 'Inactive', width: 90, format: yesNo },
    ],
    {
      title: 'Statuses',
      height: 320,
      onOpen: ({ recID }) => app.go(at({ status: recID })),
      buttons: [{ name: 'new-item', label: 'New', icon: 'new', onClick: () => app.go(at({ status: 0 })) }],
    },
  );
  const form = boardStatusForm(app, { at });
  return {
    element: el('div', {}, list.element, form.element),
    async show(place) {
      const isForm = place.status !== undefined;
      setShown(list.element, !isForm);
      setShown(form.element, isForm);
      await (isForm ? form.show(place) : app.fill(place, list, 'serviceboardstatuslist', { boardRecID: place.record }));
    },
  };
}

/**
 * Setup Tables > Service Board List > a board with its tabs > Status List > Status
 * (docs/reference/setup-guides.md#figure-1).
 */
export function serviceBoardScreen(app) {
  let shown = null;
  const at = (changes) => ({ ...shown, ...changes });
  const list = grid(
    'serviceboardlist',
    [
      { key: 'name', label: 'Board Name', width: 280, column: 'Board_Name', isLink: true },
      { key: 'location', label: 'Location', width: 180 },
      { key: 'inactive', label: 'Inactive', width: 90, format: yesNo },
    ],
    {
      title: 'Service Board',
      height: 300,
      onOpen: ({ recID }) => app.go({ screen: 'board', table: shown.table, record: recID, tab: 'board' }),
    },
  );
  const tableList = () => ({ screen: 'board', table: shown.table });
  const builders = { board: () => boardTab(app, () => app.go(tableList())), statuses: () => statusesTab(app, at) };
  const tabs = tabPanel(
    TABS.board.map((key) => ({ key, label: LABELS[key] })),
    37,
    {
      onSelect: (tab) => app.go({ ...tableList(), record: shown.record, tab }),
      build: (key) => (builders[key] ?? (() => emptyTab(LABELS[key])))(),
    },
  );
  const record = el('div', { class: gss('view') }, tabs.element);
  return {
    element: el('div', {}, list.element, record),
    async show(place) {
      shown = place;
      const isRecord = place.record !== undefined;
      setShown(list.element, !isRecord);
      setShown(record, isRecord);
      await (isRecord ? tabs.show(place.tab ?? 'board').show(place) : app.fill(place, list, 'serviceboardlist'));
      const way = [
        { label: 'Setup Tables', place: { screen: 'setup' } },
        { label: 'Service Board List', place: tableList() },
        { label: 'Status List', place: { ...tableList(), record: place.record, tab: 'statuses' } },
      ];
      if (!isRecord) return app.setBanner(place, { way: way.slice(0, 1), name: 'Service Board List' });
      if (place.status !== undefined) return app.setBanner(place, { way, name: 'Status' });
      app.setBanner(place, { way: way.slice(0, 2), name: place.tab === 'statuses' ? 'Status List' : 'Service Board' });
    },
  };
}
