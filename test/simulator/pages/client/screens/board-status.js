import { fetchList } from '../rpc.js';
import { comboField } from '../ui/combo.js';
import { checkBox, display, numberField, textField } from '../ui/fields.js';
import { fieldRow, pod, pods } from '../ui/pod.js';
import { idOf, recordForm } from './record-form.js';

/** The status of docs/reference/setup-guides.md#figure-1, field for field. */
export function boardStatusForm(app, { at }) {
  const fields = {
    description: textField('statusDescription', { maxLength: 50 }),
    sortOrder: numberField('sortOrder'),
    externalXRef: comboField('externalIntegrationXRef', () => fetchList('externalxrefcombo')),
    isDefault: checkBox('defaultFlag'),
    displayOnBoard: checkBox('displayOnBoard'),
    closed: checkBox('closedStatus'),
    timeEntryNotAllowed: checkBox('timeEntryNotAllowed'),
    inactive: checkBox('inactive'),
  };
  const board = display('board');
  const ids = ({ record, status }) => ({ boardRecID: record, recID: status });
  return recordForm(app, {
    fields,
    body: pods(
      pod('service_board_status', 'Status', [
        fieldRow('Status Description', fields.description.element, { isRequired: true }),
        fieldRow('Sort Order', fields.sortOrder.element),
        fieldRow('Board', board.element),
        fieldRow('External Integration XRef', fields.externalXRef.element),
      ]),
      pod('service_board_status_options', 'Options', [
        fieldRow('New Record Default?', fields.isDefault.element),
        fieldRow('Display On Board?', fields.displayOnBoard.element),
        fieldRow('Closed Status?', fields.closed.element),
        fieldRow('Time Entry Not Allowed', fields.timeEntryNotAllowed.element),
        fieldRow('Inactive', fields.inactive.element),
      ]),
    ),
    blank: { displayOnBoard: true, sortOrder: 0 },
    newMessage: 'Add a new status.',
    saved: 'Status saved.',
    isNew: ({ status }) => status === 0,
    read: (place) => app.call('System', 'GetServiceBoardStatus', ids(place)),
    fill: async (values, place) => {
      const { name } = await app.call('System', 'GetServiceBoard', { recID: place.record });
      if (app.isCurrent(place)) board.set(name);
      return {
        ...values,
        externalXRef: values.externalXRef ? { recID: values.externalXRef, name: values.externalXRef } : null,
      };
    },
    write: ({ externalXRef, ...values }, place) =>
      app.call('System', 'SaveServiceBoardStatus', { ...ids(place), ...values, externalXRef: idOf(externalXRef, '') }),
    opened: (recID) => at({ status: recID }),
    close: () => app.go(at({ status: undefined })),
  });
}
