import type { SimulatorClock } from '../../clock.ts';
import type { FieldError } from '../errors.ts';
import type { Draft, Resource } from '../resource.ts';
import * as schema from '../schema.ts';
import type { ConnectWiseState } from '../state.ts';
import { type Row, valueAt } from '../table.ts';
import { agreementStatusOf } from './agreements.ts';

export const additions: Resource = {
  path: '/finance/agreements/{parentId}/additions',
  table: 'additions',
  type: 'Addition',
  name: 'addition',
  right: 'Agreements',
  parent: { table: 'agreements', column: 'agreementId' },
  required: ['billCustomer', 'product'],
  readOnly: [
    'agreementId',
    'description',
    'billedQuantity',
    'uom',
    'extPrice',
    'extCost',
    'margin',
    'prorateCost',
    'proratePrice',
    'extendedProrateCost',
    'extendedProratePrice',
    'agreementStatus',
  ],
  members: {
    ...schema.texts({ serialNumber: 50, invoiceDescription: 6000 }),
    ...schema.choices({
      billCustomer: ['Billable', 'DoNotBill', 'NoCharge'],
      agreementStatus: ['Active', 'Cancelled', 'Expired', 'Inactive'],
    }),
    ...schema.longTexts('description', 'uom'),
    ...schema.integers('agreementId'),
    ...schema.numbers(
      'quantity',
      'lessIncluded',
      'unitPrice',
      'unitCost',
      'billedQuantity',
      'extPrice',
      'extCost',
      'sequenceNumber',
      'margin',
      'prorateCost',
      'proratePrice',
      'extendedProrateCost',
      'extendedProratePrice',
    ),
    ...schema.flags('taxableFlag', 'purchaseItemFlag', 'specialOrderFlag', 'prorateCurrentPeriodFlag'),
    ...schema.dates('effectiveDate', 'cancelledDate'),
    ...schema.lists('customFields'),
    product: schema.reference('catalog', 'Product', ['identifier', 'serializedFlag']),
    ...schema.looseReferences('opportunity', 'invoiceGrouping'),
  },
  derive: deriveAddition,
  settle: settleAddition,
};

/**
 * What ConnectWise computes on each line (docs/reference/connectwise-rest.md#agreements-and-additions); amounts as in
 * docs/reference/setup-guides.md#figure-19: (0 − 150) × 0.50 = −75.00.
 */
function deriveAddition(row: Row, state: ConnectWiseState, clock: SimulatorClock): Record<string, unknown> {
  const product = productOf(row, state);
  const agreement = state.tables.agreements.get(Number(row.agreementId));
  return {
    ...amountsOf(row),
    description: product?.description,
    uom: valueAt(product, 'unitOfMeasure/name'),
    agreementStatus: agreement && agreementStatusOf(agreement, clock),
  };
}

/** What a line bills, from its own figures alone. */
export function amountsOf(row: Row) {
  const billedQuantity = round(amount(row.quantity) - amount(row.lessIncluded));
  const extPrice = cents(billedQuantity * amount(row.unitPrice));
  const extCost = cents(billedQuantity * amount(row.unitCost));
  return { billedQuantity, extPrice, extCost, margin: cents(extPrice - extCost) };
}

/**
 * A new or another product sets price, cost, tax flag, invoice description and, on a change, the bill flag from the
 * catalog, except what the same request sends ("silently reprices the line",
 * docs/reference/connectwise-rest.md#agreements-and-additions [MCP]).
 */
function settleAddition({ row, before, sent, state, clock }: Draft): FieldError[] {
  const product = productOf(row, state);
  if (product && valueAt(before, 'product/id') !== product.id) {
    const defaults: Record<string, unknown> = {
      unitPrice: product.price,
      unitCost: product.cost,
      taxableFlag: product.taxableFlag,
      invoiceDescription: product.customerDescription,
      ...(before ? { billCustomer: product.billableOption === 'NoDefault' ? 'Billable' : product.billableOption } : {}),
    };
    for (const [name, value] of Object.entries(defaults)) if (!sent.has(name)) row[name] = value ?? null;
  }
  row.quantity ??= 0;
  row.lessIncluded ??= 0;
  row.effectiveDate ??= `${clock.iso().slice(0, 10)}T00:00:00Z`;
  if (product?.productClass !== 'Bundle') return [];
  const message = 'Bundle class products cannot be used as agreement additions.';
  return [{ code: 'InvalidField', message, resource: 'addition', field: 'product/id' }];
}

export function productOf(row: Record<string, unknown>, state: ConnectWiseState): Row | undefined {
  return state.tables.catalog.get(Number(valueAt(row, 'product/id')));
}

function amount(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

export function cents(value: number): number {
  return Math.round(round(value * 100)) / 100;
}

/** Without the dust of binary fractions. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
