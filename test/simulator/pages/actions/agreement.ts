import { additions as additionResource } from '../../connectwise/resources/additions.ts';
import { agreementStatusOf } from '../../connectwise/resources/agreements.ts';
import type { Row } from '../../connectwise/table.ts';
import {
  type Action,
  type ActionContext,
  type ActionResult,
  done,
  idIn,
  numberIn,
  type Payload,
  referenceId,
  refuse,
  stampOf,
  text,
  textIn,
  writing,
} from './action.ts';

const SERIAL_NUMBER_LIMIT = 50;
const INVOICE_DESCRIPTION_LIMIT = 6000;

export const getAgreement: Action = (payload, { state, clock }) => {
  const agreement = state.tables.agreements.get(idIn(payload, 'agreementRecID'));
  if (!agreement) return refuse('The record was not found.');
  const companyRecID = referenceId(agreement, 'company') ?? 0;
  return done({
    agreementRecID: agreement.id,
    name: text(agreement, 'name'),
    type: text(agreement, 'type', 'name'),
    companyRecID,
    companyName: text(state.tables.companies.get(companyRecID), 'name') || text(agreement, 'company', 'name'),
    startDate: text(agreement, 'startDate'),
    endDate: text(agreement, 'endDate'),
    status: agreementStatusOf(agreement, clock),
    billingCycle: text(agreement, 'billingCycle', 'name'),
    ...stampOf(agreement),
  });
};

export const saveAgreement: Action = writing((payload, { state, writer }) => {
  const id = idIn(payload, 'agreementRecID');
  if (!state.tables.agreements.get(id)) return refuse('The record was not found.');
  const name = textIn(payload, 'name');
  if (!name) return refuse('Agreement Name is required.');
  state.tables.agreements.update(id, { name }, writer);
  return done({ agreementRecID: id });
});

export function productDetail(product: Row): Record<string, unknown> {
  return {
    productRecID: product.id,
    identifier: text(product, 'identifier'),
    description: text(product, 'description'),
    price: Number(product.price ?? 0),
    cost: Number(product.cost ?? 0),
    uom: text(product, 'unitOfMeasure', 'name') || 'Each',
    taxable: product.taxableFlag === true,
    customerDescription: text(product, 'customerDescription'),
  };
}

/** What ConnectWise works out for a line when it is read: description, unit, billed quantity, amounts. */
export function workedOut(addition: Row, { state, clock }: ActionContext): Record<string, unknown> {
  return additionResource.derive?.(addition, state, clock) ?? {};
}

export const getAddition: Action = (payload, context) => {
  const { state } = context;
  const addition = state.tables.additions.get(idIn(payload, 'additionRecID'));
  if (addition?.agreementId !== idIn(payload, 'agreementRecID')) return refuse('The record was not found.');
  const productRecID = referenceId(addition, 'product') ?? 0;
  const { description, uom } = workedOut(addition, context);
  return done({
    additionRecID: addition.id,
    productRecID,
    product: text(state.tables.catalog.get(productRecID), 'identifier'),
    description,
    uom,
    quantity: addition.quantity ?? null,
    lessIncluded: addition.lessIncluded ?? null,
    unitPrice: addition.unitPrice ?? null,
    unitCost: addition.unitCost ?? null,
    effectiveDate: text(addition, 'effectiveDate'),
    cancelledDate: text(addition, 'cancelledDate'),
    billCustomer: text(addition, 'billCustomer') === 'Billable',
    taxable: addition.taxableFlag === true,
    serialNumber: text(addition, 'serialNumber'),
    invoiceDescription: text(addition, 'invoiceDescription'),
    ...stampOf(addition),
  });
};

export const saveAddition: Action = writing((payload, context) => {
  const agreementId = idIn(payload, 'agreementRecID');
  if (!context.state.tables.agreements.get(agreementId)) return refuse('The record was not found.');
  const id = idIn(payload, 'additionRecID');
  const stored = id === 0 ? undefined : context.state.tables.additions.get(id);
  if (id !== 0 && stored?.agreementId !== agreementId) return refuse('The record was not found.');
  return store(payload, context, agreementId, stored);
});

function store(payload: Payload, { state, writer }: ActionContext, agreementId: number, stored?: Row): ActionResult {
  const product = state.tables.catalog.get(idIn(payload, 'productRecID'));
  if (!product) return refuse('Product is required.');
  if (text(product, 'productClass') === 'Bundle') return refuse('A bundle cannot be added to an agreement.');
  const serialNumber = textIn(payload, 'serialNumber');
  if (serialNumber.length > SERIAL_NUMBER_LIMIT) {
    return refuse(`SerialNumber is limited to ${SERIAL_NUMBER_LIMIT} characters.`);
  }
  const invoiceDescription = textIn(payload, 'invoiceDescription');
  if (invoiceDescription.length > INVOICE_DESCRIPTION_LIMIT) {
    return refuse(`Invoice Description is limited to ${INVOICE_DESCRIPTION_LIMIT} characters.`);
  }
  const effectiveDate = textIn(payload, 'effectiveDate');
  if (!effectiveDate) return refuse('Effective Date is required.');
  const cancelledDate = textIn(payload, 'cancelledDate');
  if (cancelledDate && cancelledDate < effectiveDate) {
    return refuse('Cancelled Date must not be before Effective Date.');
  }
  const amounts = readAmounts(payload);
  if ('error' in amounts) return refuse(amounts.error);

  const members = {
    product: {
      id: product.id,
      identifier: text(product, 'identifier'),
      serializedFlag: product.serializedFlag === true,
    },
    ...amounts,
    effectiveDate,
    cancelledDate: cancelledDate || null,
    billCustomer: billCustomer(payload.billCustomer === true, stored),
    taxableFlag: payload.taxable === true,
    serialNumber,
    invoiceDescription,
  };
  const { additions } = state.tables;
  const saved = stored
    ? additions.update(stored.id, members, writer)
    : additions.insert({ ...members, agreementId }, writer);
  return done({ additionRecID: saved.id });
}

const AMOUNTS = [
  ['quantity', 'Total Quantity'],
  ['lessIncluded', 'Less Included'],
  ['unitPrice', 'Unit Price'],
  ['unitCost', 'Unit Cost'],
] as const;
type Amounts = Record<(typeof AMOUNTS)[number][0], number>;

function readAmounts(payload: Payload): Amounts | { error: string } {
  const amounts: Amounts = { quantity: 0, lessIncluded: 0, unitPrice: 0, unitCost: 0 };
  for (const [member, label] of AMOUNTS) {
    const value = numberIn(payload, member);
    if (value === undefined) return { error: `${label} must be a number.` };
    amounts[member] = value ?? 0;
  }
  return amounts;
}

/** The form has one check box for three values: `NoCharge` stays as long as the box stays unchecked. */
function billCustomer(isChecked: boolean, stored?: Row): string {
  if (isChecked) return 'Billable';
  return stored?.billCustomer === 'NoCharge' ? 'NoCharge' : 'DoNotBill';
}
