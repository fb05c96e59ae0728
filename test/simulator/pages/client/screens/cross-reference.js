import { fetchList } from '../rpc.js';
import { comboField } from '../ui/combo.js';
import { checkBox, textField } from '../ui/fields.js';
import { fieldRow, pod, pods } from '../ui/pod.js';
import { idOf, itemOf, recordForm } from './record-form.js';

/**
 * One cross-reference (docs/reference/setup-guides.md#step-5, point 12): Type and Level are typed, the rest is chosen.
 */
export function crossReferenceForm(app, { at }) {
  const combo = (property, list) => comboField(property, () => fetchList(list));
  const fields = {
    type: textField('vendorType', { maxLength: 255 }),
    level: textField('vendorLevel', { maxLength: 255 }),
    configurationType: combo('configurationType', 'configurationtypecombo'),
    agreementType: combo('agreementType', 'agreementtypecombo'),
    product: combo('product', 'productcombo'),
    inactive: checkBox('inactiveFlag'),
  };
  const ids = ({ record, crossReference }) => ({ integrationRecID: record, recID: crossReference });
  return recordForm(app, {
    fields,
    body: pods(
      pod('managed_devices_crossreference', 'Cross-Reference', [
        fieldRow('Type', fields.type.element, { isRequired: true }),
        fieldRow('Level', fields.level.element),
        fieldRow('Configuration Type', fields.configurationType.element),
        fieldRow('Agreement Type', fields.agreementType.element),
        fieldRow('Product', fields.product.element),
        fieldRow('Inactive', fields.inactive.element),
      ]),
    ),
    newMessage: 'Add a new cross-reference.',
    saved: 'Cross-reference saved.',
    isNew: ({ crossReference }) => crossReference === 0,
    read: (place) => app.call('System', 'GetManagedDevicesCrossReference', ids(place)),
    fill: (values) => ({
      ...values,
      configurationType: itemOf(values.configurationType),
      agreementType: itemOf(values.agreementType),
      product: itemOf(values.product),
    }),
    write: ({ configurationType, agreementType, product, ...values }, place) =>
      app.call('System', 'SaveManagedDevicesCrossReference', {
        ...ids(place),
        ...values,
        configurationTypeRecID: idOf(configurationType),
        agreementTypeRecID: idOf(agreementType),
        productRecID: idOf(product),
      }),
    remove: (place) => app.call('System', 'DeleteManagedDevicesCrossReference', ids(place)),
    opened: (recID) => at({ crossReference: recID }),
    close: () => app.go(at({ crossReference: undefined })),
  });
}
