import type { ConnectWiseState } from '../state.ts';
import { type Row, valueAt } from '../table.ts';
import { SEED } from './ids.ts';
import { ADMIN } from './writer.ts';

/** First day of a billing cycle: agreements are billed monthly on the first. */
const START = '2024-01-01T00:00:00Z';

/**
 * A running agreement, named as in docs/reference/setup-guides.md#figure-19; `now` in milliseconds decides its next
 * invoice.
 */
export function addAgreement(state: ConnectWiseState, id: number, company: Row, now: number): Row {
  const date = new Date(now);
  const next = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1));
  return state.tables.agreements.insert(
    {
      id,
      name: `Managed Services for ${company.name}`,
      type: { id: SEED.agreementTypes.managedService, name: 'Managed Service' },
      company: { id: company.id, identifier: company.identifier, name: company.name },
      contact: { id: company.id, name: 'Main Contact' },
      startDate: START,
      noEndingDateFlag: true,
      cancelledFlag: false,
      prorateFlag: false,
      billingCycle: { id: 1, name: 'Monthly' },
      currency: { id: 7, symbol: '$', currencyCode: 'USD', name: 'US Dollars' },
      nextInvoiceDate: `${next.toISOString().slice(0, 19)}Z`,
    },
    ADMIN,
  );
}

/** A line with the product's own price and description, as the web client fills them in. */
export function addAddition(
  state: ConnectWiseState,
  agreement: Row,
  productId: number,
  members: { quantity: number; lessIncluded?: number; serialNumber: string },
): Row {
  const product = state.tables.catalog.get(productId);
  return state.tables.additions.insert(
    {
      agreementId: agreement.id,
      product: { id: productId, identifier: product?.identifier, serializedFlag: false },
      ...members,
      lessIncluded: members.lessIncluded ?? 0,
      unitPrice: product?.price,
      unitCost: product?.cost,
      billCustomer: 'Billable',
      taxableFlag: false,
      effectiveDate: START,
      invoiceDescription: valueAt(product, 'customerDescription') ?? '',
    },
    ADMIN,
  );
}
