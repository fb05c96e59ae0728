import type { SimulatorClock } from '../clock.ts';
import { amountsOf, cents, productOf } from './resources/additions.ts';
import { agreementStatusOf } from './resources/agreements.ts';
import type { ConnectWiseState } from './state.ts';
import { dayInSite } from './system-info.ts';
import { type NewRow, type Row, valueAt, type Writer } from './table.ts';

export interface BillingRun {
  /** Without it: every active agreement. */
  agreementId?: number;
  /** Day of the invoices, e.g. `2026-11-30`; default today, on the site's clocks. */
  date?: string;
}

/** The member who makes the invoices. */
const BILLER: Writer = { identifier: 'Admin1' };

/**
 * Makes the invoices of a month: copies the additions that are in effect on that day as they are now, and moves the next invoice
 * date of their agreement. An agreement has one invoice a month, so another run makes only those that are missing. Answers the
 * ids of the new invoices. Throws a RangeError for an agreement that does not exist.
 */
export function runBilling(state: ConnectWiseState, clock: SimulatorClock, run: BillingRun = {}): number[] {
  const { agreements } = state.tables;
  const { agreementId, date = dayInSite(clock.now()) } = run;
  const one = agreementId === undefined ? undefined : agreements.get(agreementId);
  if (agreementId !== undefined && !one) throw new RangeError(`ConnectWise has no agreement ${agreementId}.`);
  const due = (one ? [one] : agreements.all()).filter(
    (agreement) => agreementStatusOf(agreement, clock) === 'Active' && !isInvoiced(state, agreement, date),
  );
  return due.map((agreement) => {
    const invoice = addInvoice(state, agreement, date);
    const next = firstOfNextMonth(date);
    if (String(agreement.nextInvoiceDate ?? '') < next) {
      agreements.update(agreement.id, { nextInvoiceDate: next }, BILLER);
    }
    return invoice.id;
  });
}

/**
 * The invoice of one agreement, whatever was invoiced before. `quantities` by product id are invoiced in place of those that the
 * additions have now; `at` is when it is made, default now.
 */
export function addInvoice(
  state: ConnectWiseState,
  agreement: Row,
  date: string,
  { quantities = {}, at }: { quantities?: Readonly<Record<number, number>>; at?: string } = {},
): Row {
  const { invoices, invoiceLines, additions } = state.tables;
  const info = at === undefined ? {} : { _info: { lastUpdated: at, dateEntered: at } };
  const lines = additions
    .where('agreementId', agreement.id)
    .filter((addition) => isBilled(addition, date))
    .map((addition) => {
      const quantity = quantities[Number(valueAt(addition, 'product/id'))] ?? addition.quantity;
      return lineOf(state, agreement, { ...addition, quantity });
    });
  const amount = cents(lines.reduce((sum, { extendedPrice }) => sum + extendedPrice, 0));
  const invoice = invoices.insert(
    {
      agreementId: agreement.id,
      agreementName: agreement.name,
      companyId: valueAt(agreement, 'company/id'),
      date: `${date}T00:00:00Z`,
      amount,
      ...info,
    },
    BILLER,
  );
  for (const line of lines) invoiceLines.insert({ ...line, invoiceId: invoice.id, ...info } satisfies NewRow, BILLER);
  return invoice;
}

/** What users call an invoice by, e.g. `1001`. */
export function invoiceNumber({ id }: Row): string {
  return String(1000 + id);
}

function isInvoiced(state: ConnectWiseState, agreement: Row, date: string): boolean {
  const month = date.slice(0, 7);
  return state.tables.invoices.where('agreementId', agreement.id).some((row) => String(row.date).startsWith(month));
}

/** In effect on the day, the cancelled date being the last one (docs/reference/connectwise-rest.md#billing-dates). */
function isBilled(addition: Row, date: string): boolean {
  const day = (value: unknown) => (typeof value === 'string' ? value.slice(0, 10) : undefined);
  const [from = date, to = date] = [day(addition.effectiveDate), day(addition.cancelledDate)];
  return addition.billCustomer !== 'DoNotBill' && from <= date && date <= to;
}

/** Below what is included, 0 and no credit (docs/reference/connectwise-rest.md#agreements-and-additions). */
function lineOf(state: ConnectWiseState, agreement: Row, addition: Row) {
  const product = productOf(addition, state);
  const quantity = Math.max(0, amountsOf(addition).billedQuantity);
  const unitPrice = addition.billCustomer === 'NoCharge' ? 0 : Number(addition.unitPrice ?? 0);
  return {
    productId: valueAt(addition, 'product/id'),
    productIdentifier: product?.identifier,
    description: addition.invoiceDescription || product?.description,
    quantity,
    unitPrice,
    extendedPrice: cents(quantity * unitPrice),
    serialNumber: addition.serialNumber,
    sequenceNumber: addition.sequenceNumber ?? 0,
    taxable: addition.taxableFlag === true,
    currencyId: valueAt(agreement, 'currency/id') ?? 0,
    currencySymbol: valueAt(agreement, 'currency/symbol'),
  };
}

function firstOfNextMonth(date: string): string {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return `${new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 19)}Z`;
}
