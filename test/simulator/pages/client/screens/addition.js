import { boot, late } from '../ui/boot.js';
import { el } from '../ui/dom.js';
import { checkBox, dateField, display, numberField, textArea, textField, valuesOf } from '../ui/fields.js';
import { formatMoney, formatStamp } from '../ui/format.js';
import { messageArea } from '../ui/message-area.js';
import { fieldRow, pod, pods } from '../ui/pod.js';
import { formButtons, HELP, toolbar } from '../ui/toolbar.js';
import { productField } from './product-field.js';

const NEW = { quantity: null, lessIncluded: null, billCustomer: true, taxable: false, productRecID: 0 };

/**
 * The agreement addition of docs/reference/setup-guides.md#figure-19, field for field. What it works out changes with
 * every key; what the product brings replaces prices, unit, taxability and the text of the invoice.
 */
export function additionForm(app, { openAddition, close }) {
  let shown = null;
  const fields = {
    quantity: numberField('quantity', { onInput: () => workOut() }),
    lessIncluded: numberField('lessIncluded', { onInput: () => workOut() }),
    unitPrice: numberField('unitPrice', { isMoney: true, onInput: () => workOut() }),
    unitCost: numberField('unitCost', { isMoney: true, onInput: () => workOut() }),
    effectiveDate: dateField('effectiveDate'),
    cancelledDate: dateField('cancelledDate'),
    billCustomer: checkBox('billCustomer'),
    taxable: checkBox('taxableFlag'),
    serialNumber: textField('serialNumber'),
    invoiceDescription: textArea('invoiceDescription'),
  };
  const description = display('description');
  const uom = display('uom');
  const sums = {
    billed: display('billedQuantity', { isAmount: true }),
    extPrice: display('extPrice', { isAmount: true, format: formatMoney }),
    extCost: display('extCost', { isAmount: true, format: formatMoney }),
    margin: display('margin', { isAmount: true, format: formatMoney }),
  };
  const message = messageArea();
  const product = productField({
    onChange: (chosen) => {
      description.set(chosen.description);
      uom.set(chosen.uom);
      fields.unitPrice.set(chosen.price);
      fields.unitCost.set(chosen.cost);
      fields.taxable.set(chosen.taxable);
      fields.invoiceDescription.set(chosen.customerDescription);
      workOut();
    },
    onUnknown: (typed) => message.error(`Product "${typed}" was not found.`),
  });

  function workOut() {
    const billed = fields.quantity.amount() - fields.lessIncluded.amount();
    const extPrice = billed * fields.unitPrice.amount();
    const extCost = billed * fields.unitCost.amount();
    sums.billed.set(billed);
    sums.extPrice.set(extPrice);
    sums.extCost.set(extCost);
    sums.margin.set(extPrice - extCost);
  }

  async function load(place) {
    shown = place;
    const ids = { agreementRecID: place.agreement, additionRecID: place.addition };
    const isNew = place.addition === 0;
    const addition = isNew
      ? { ...NEW, effectiveDate: `${boot.today.slice(0, 10)}T00:00:00Z` }
      : await app.call('Finance', 'GetAgreementAddition', ids);
    await late();
    if (!app.isCurrent(place)) return;
    product.set({ productRecID: addition.productRecID, identifier: addition.product ?? '' });
    for (const [key, field] of Object.entries(fields)) field.set(addition[key]);
    description.set(addition.description);
    uom.set(addition.uom);
    workOut();
    message.info(isNew ? 'Add a new agreement detail line.' : '');
    message.stamp(formatStamp(addition));
  }

  async function save(thenClose) {
    const values = valuesOf(fields);
    if (values.effectiveDate === null) return message.error('Effective Date is not a date.');
    if (values.cancelledDate === null) return message.error('Cancelled Date is not a date.');
    await message.attempt(async () => {
      const { additionRecID } = await app.call('Finance', 'SaveAgreementAddition', {
        agreementRecID: shown.agreement,
        additionRecID: shown.addition,
        productRecID: product.get(),
        ...values,
      });
      if (thenClose) close();
      else openAddition(additionRecID);
    });
  }

  const bar = toolbar([
    ...formButtons({ back: close, save }),
    { name: 'New', label: 'New', icon: 'new', onClick: () => openAddition(0) },
    HELP,
  ]);
  const element = el(
    'div',
    {},
    bar,
    message.element,
    pods(
      pod('agreement_addition', 'Addition', [
        fieldRow('Product', product.element, { isRequired: true }),
        fieldRow('Description', description.element),
        fieldRow('Total Quantity', fields.quantity.element),
        fieldRow('Less Included', fields.lessIncluded.element),
        fieldRow('Quantity to Bill', sums.billed.element),
        fieldRow('Unit Price', fields.unitPrice.element),
        fieldRow('Unit Cost', fields.unitCost.element),
        fieldRow('Effective Date', fields.effectiveDate.element, { isRequired: true }),
        fieldRow('Cancelled Date', fields.cancelledDate.element),
      ]),
      pod('agreement_addition_billing', 'Billing', [
        fieldRow('Bill Customer?', fields.billCustomer.element),
        fieldRow('Taxable?', fields.taxable.element),
        fieldRow('UOM', uom.element),
        fieldRow('Ext. Price', sums.extPrice.element),
        fieldRow('Ext. Cost', sums.extCost.element),
        fieldRow('Margin', sums.margin.element),
        fieldRow('SerialNumber', fields.serialNumber.element),
        fieldRow('Invoice Description', fields.invoiceDescription.element),
      ]),
    ),
  );
  return { element, show: load };
}
