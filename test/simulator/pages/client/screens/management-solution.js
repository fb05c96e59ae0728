import { fetchList } from '../rpc.js';
import { comboField } from '../ui/combo.js';
import { el, setShown } from '../ui/dom.js';
import { checkBox, textField } from '../ui/fields.js';
import { grid } from '../ui/grid.js';
import { bareRow, fieldRow, pod, pods } from '../ui/pod.js';
import { idOf, recordForm } from './record-form.js';

/** The form of docs/reference/setup-guides.md#figure-5. */
function solutionForm(app, at) {
  const fields = {
    name: textField('name', { maxLength: 30 }),
    type: comboField('managementItSolutionType', () => fetchList('solutiontypecombo')),
    customName: textField('managementSolutionName', { maxLength: 30 }),
    oneLogin: checkBox('globalLoginFlag', { text: 'Set one login to be used by all members.' }),
    username: textField('globalLoginUsername', { maxLength: 50 }),
    password: textField('globalLoginPassword', { maxLength: 50, isPassword: true }),
  };
  return recordForm(app, {
    fields,
    body: pods(
      pod('management_it_solution', 'Management IT Solution', [
        fieldRow('Name', fields.name.element, { isRequired: true }),
        fieldRow('Management IT Solution', fields.type.element, { isRequired: true }),
        fieldRow('Custom Solution Name', fields.customName.element),
        bareRow(fields.oneLogin.element),
        fieldRow('Username', fields.username.element),
        fieldRow('Password', fields.password.element),
      ]),
    ),
    newMessage: 'Add a new management IT solution.',
    saved: 'Management IT solution saved.',
    isNew: ({ record }) => record === 0,
    read: (place) => app.call('System', 'GetManagementITSolution', { recID: place.record }),
    fill: async (values) => ({
      ...values,
      type: (await fetchList('solutiontypecombo')).find(({ recID }) => recID === values.type),
    }),
    write: ({ type, ...values }, place) =>
      app.call('System', 'SaveManagementITSolution', { recID: place.record, ...values, type: idOf(type, '') }),
    remove: (place) => app.call('System', 'DeleteManagementITSolution', { recID: place.record }),
    opened: (recID) => at(recID),
    close: () => app.go(at(undefined)),
  });
}

/** Setup Tables > Management IT Solution List > Management IT Solution. */
export function managementSolutionScreen(app) {
  let shown = null;
  const at = (record) => ({ screen: 'solution', table: shown.table, ...(record === undefined ? {} : { record }) });
  const list = grid(
    'managementitsolutionlist',
    [
      { key: 'name', label: 'Name', width: 260, column: 'Name', isLink: true },
      { key: 'type', label: 'Management IT Solution', width: 220 },
      { key: 'customName', label: 'Custom Solution Name', width: 220 },
    ],
    {
      title: 'Management IT Solution',
      height: 300,
      onOpen: ({ recID }) => app.go(at(recID)),
      buttons: [{ name: 'new-item', label: 'New', icon: 'new', onClick: () => app.go(at(0)) }],
    },
  );
  const form = solutionForm(app, at);
  return {
    element: el('div', {}, list.element, form.element),
    async show(place) {
      shown = place;
      const isForm = place.record !== undefined;
      setShown(list.element, !isForm);
      setShown(form.element, isForm);
      const setup = { label: 'Setup Tables', place: { screen: 'setup' } };
      const table = { label: 'Management IT Solution List', place: at(undefined) };
      const banner = isForm
        ? { way: [setup, table], name: 'Management IT Solution' }
        : { way: [setup], name: 'Management IT Solution List' };
      await (isForm ? form.show(place) : app.fill(place, list, 'managementitsolutionlist'));
      app.setBanner(place, banner);
    },
  };
}
