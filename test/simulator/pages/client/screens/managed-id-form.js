import { fetchList } from '../rpc.js';
import { late } from '../ui/boot.js';
import { comboField } from '../ui/combo.js';
import { el } from '../ui/dom.js';
import { textField } from '../ui/fields.js';
import { formatStamp } from '../ui/format.js';
import { messageArea } from '../ui/message-area.js';
import { fieldRow, pod, pods } from '../ui/pod.js';
import { formButtons, toolbar } from '../ui/toolbar.js';

/**
 * The entry form of docs/reference/setup-guides.md#figure-13 and #figure-16: Solution, Managed ID, Device Types,
 * Default Agreement. The company screen and the setup table have one each; `labels` are where they differ, `save` and
 * `remove` what they call.
 */
export function managedIdForm(app, { labels, save, remove, close }) {
  let shown = null;
  let entry = 0;
  const solution = comboField('managementSolution', () => fetchList('managementsolutioncombo'));
  const managedId = textField('groupIdentifier');
  const deviceType = comboField('deviceType', () => fetchList('devicetypecombo'));
  const agreement = comboField('agreement', () => fetchList('companyagreementlist', { companyRecID: shown.company }));
  const message = messageArea();

  const reference = (record) => (record ? { recID: record.id, name: record.name } : null);

  async function load(place) {
    entry = place.entry;
    shown = place;
    const values = entry === 0 ? {} : await app.call('Company', 'GetManagementSolution', { recID: entry });
    const types = await fetchList('devicetypecombo');
    await late();
    if (!app.isCurrent(place)) return;
    solution.set(reference(values.solution));
    managedId.set(values.managedID);
    deviceType.set(types.find(({ recID }) => recID === values.deviceType));
    agreement.set(reference(values.agreement));
    message.info(entry === 0 ? 'Add a new management solution.' : '');
    message.stamp(formatStamp(values));
  }

  async function store() {
    const { recID } = await save({
      recID: entry,
      companyRecID: shown.company,
      solutionRecID: solution.get()?.recID ?? 0,
      managedID: managedId.get(),
      deviceType: deviceType.get()?.recID ?? '',
      agreementRecID: agreement.get()?.recID ?? 0,
    });
    return recID;
  }

  const saveEntry = (thenClose) =>
    message.attempt(async () => {
      const stored = await store();
      if (thenClose) close(shown);
      else app.go({ ...shown, entry: stored });
    });
  const removeEntry = () =>
    message.attempt(async () => {
      await remove({ recID: entry });
      close(shown);
    });
  const buttons = formButtons({ back: () => close(shown), save: saveEntry });
  if (remove) buttons.push({ name: 'Delete', label: 'Delete', icon: 'delete', onClick: removeEntry });
  return {
    element: el(
      'div',
      {},
      toolbar(buttons),
      message.element,
      pods(
        pod('management_solution', 'Management Solution', [
          fieldRow('Solution', solution.element, { isRequired: true }),
          fieldRow('Managed ID', managedId.element, { isRequired: true }),
          fieldRow(labels.deviceType, deviceType.element, { isRequired: true }),
          fieldRow(labels.agreement, agreement.element),
        ]),
      ),
    ),
    show: load,
  };
}
