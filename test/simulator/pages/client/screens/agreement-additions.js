import { el, setShown } from '../ui/dom.js';
import { formatMoney, formatShortDay } from '../ui/format.js';
import { grid } from '../ui/grid.js';
import { additionForm } from './addition.js';

const yesNo = (value) => (value ? 'Yes' : 'No');
const bill = (value) => ({ Billable: 'Billable', DoNotBill: 'Do Not Bill', NoCharge: 'No Charge' })[value] ?? '';

/**
 * The documented columns (docs/reference/connectwise-pages.md#screens-that-are-checked); this member has moved Serial #
 * to the front, as members do.
 */
const COLUMNS = [
  { key: 'sequence', label: 'Sequence', width: 74, isRight: true },
  { key: 'effective', label: 'Effective', width: 88, format: formatShortDay },
  { key: 'cancelled', label: 'Cancelled', width: 88, format: formatShortDay },
  { key: 'productID', label: 'Product ID', width: 210, column: 'Product_ID', isLink: true },
  { key: 'description', label: 'Description', width: 230, column: 'Description', isLink: true },
  { key: 'serialNumber', label: 'Serial #', width: 120, column: 'Serial_Number' },
  { key: 'quantity', label: 'Quantity', width: 78, isRight: true },
  { key: 'price', label: 'Price', width: 74, isRight: true, format: formatMoney },
  { key: 'extPrice', label: 'Ext Price', width: 84, isRight: true, format: formatMoney },
  { key: 'proratePrice', label: 'Prorate Price', width: 100, isRight: true, format: formatMoney },
  { key: 'bill', label: 'Bill', width: 84, format: bill },
  { key: 'tax', label: 'Tax', width: 54, format: yesNo },
  { key: 'margin', label: 'Margin', width: 84, isRight: true, format: formatMoney },
  { key: 'level', label: 'Level', width: 90 },
  { key: 'agreementStatus', label: 'Agreement Status', width: 130 },
  { key: 'recurringRevenue', label: 'Recurring Revenue', width: 140, isRight: true, format: formatMoney },
  { key: 'recurringCost', label: 'Recurring Cost', width: 120, isRight: true, format: formatMoney },
  { key: 'additionStatus', label: 'Addition Status', width: 120 },
  { key: 'purchaseItem', label: 'Purchase Item', width: 110, format: yesNo },
  { key: 'dropShip', label: 'Drop Ship', width: 90, format: yesNo },
  { key: 'specialOrder', label: 'Special Order', width: 110, format: yesNo },
  { key: 'cost', label: 'Cost', width: 74, isRight: true, format: formatMoney },
  { key: 'extCost', label: 'Ext Cost', width: 84, isRight: true, format: formatMoney },
];

/** Agreement > Additions: the list, and the form that opens in its place. */
export function additionsTab(app) {
  let shown = null;
  const at = (addition) => {
    const { addition: _, ...agreement } = shown;
    return addition === undefined ? agreement : { ...agreement, addition };
  };
  const list = grid('agreementadditionlist', COLUMNS, {
    title: 'Additions',
    height: 430,
    onOpen: ({ recID }) => app.go(at(recID)),
    buttons: [{ name: 'new-item', label: 'New', icon: 'new', onClick: () => app.go(at(0)) }],
  });
  const form = additionForm(app, {
    openAddition: (recID) => app.go(at(recID)),
    close: () => app.go({ ...at(undefined), left: shown.addition }),
  });
  return {
    element: el('div', {}, list.element, form.element),
    async show(place) {
      shown = place;
      const isForm = place.addition !== undefined;
      setShown(list.element, !isForm);
      setShown(form.element, isForm);
      if (isForm) return form.show(place);
      await app.fill(place, list, 'agreementadditionlist', { agreementRecID: place.agreement });
    },
  };
}
