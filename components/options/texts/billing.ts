import type { BillingRow } from '../../../lib/domain/billing-join.ts';
import type { BilledMonthView } from '../../../lib/domain/billing-view.ts';
import type { InvoicedFigure } from '../../../lib/domain/invoiced-figure.ts';
import { count, formatCalendarDay, formatNumber } from '../../ui/format.ts';

/** Every text of the card about what the vendor bills. */
export const BILLING_TEXTS = {
  title: 'Vendor billing',
  lead: 'What Axcient bills, by client and product. Its clients are not the portal’s customers: confirm once which customer each one is. Without a confirmation its amounts do not count.',
  search: 'Search billed clients',
  searchPlaceholder: 'Client, product, customer',
  heads: { client: 'Billed client', product: 'Product', customer: 'Customer', join: 'Link', action: 'Action' },
  confirm: 'Confirm',
  confirmOf: ({ clientName, products }: BillingRow) => `Confirm ${clientName} (${products.join(', ')})`,
  unlink: 'Unlink',
  unlinkOf: ({ clientName, products }: BillingRow) => `Unlink ${clientName} (${products.join(', ')})`,
  amounts: 'Amounts',
  amountsOf: ({ clientName, products }: BillingRow) => `Amounts of ${clientName} (${products.join(', ')})`,
  confirmExact: (matches: number) => `Confirm all exact matches (${matches})`,
  confirmed: (done: { confirmed: number }) => `${count(done.confirmed, 'billed client')} confirmed.`,
  linked: 'Confirmed.',
  refresh: 'Refresh',
  empty: 'Axcient bills no client in these months.',
  nothingFound: (search: string) => `No billed client, product or customer contains “${search.trim()}”.`,
  unreadable: (values: number) =>
    `${count(values, 'value')} could not be understood and ${values === 1 ? 'is' : 'are'} missing.`,
} as const;

/** Texts of the comparison for one customer. */
export const THREE_WAY = {
  titleOf: (customer: string) => `Axcient bills: ${customer}`,
  heads: {
    member: 'Product and member',
    last: 'Last month',
    this: 'This month',
    devices: 'Devices now',
    difference: 'Difference',
    quantity: 'Agreement quantity',
    billed: 'Billed quantity',
    invoiced: 'Last invoiced',
  },
  headsOf: ({ name, from }: BilledMonthView) => `${name === 'last' ? 'Last' : 'This'} month (${from.slice(0, 7)})`,
  onlyAgreed: 'Only in the agreement',
  agreementOf: (company: string) => `Agreement of ${company}, read `,
  billed: 'Billed quantity is the quantity less what is included.',
  invoiced: 'Invoices read ',
  nothing: 'Nothing is billed, counted or agreed.',
} as const;

/** Which invoice a quantity is of, e.g. `Invoice 1001, Oct 31, 2026`; with the credits that are taken off. */
export function invoiceWords({ numbers, date }: Pick<InvoicedFigure, 'numbers' | 'date'>): string {
  const name = `${numbers.length === 1 ? 'Invoice' : 'Invoices'} ${numbers.join(', ')}`;
  const day = date?.slice(0, 10);
  return day === undefined ? name : `${name}, ${formatCalendarDay(day)}`;
}

/** A quantity; a dash where nothing is known. */
export function quantityText(quantity: number | undefined): string {
  return quantity === undefined ? '–' : formatNumber(quantity);
}

/** A difference with its sign. */
export function differenceText(difference: number | undefined): string {
  if (difference === undefined) return '–';
  return difference > 0 ? `+${formatNumber(difference)}` : formatNumber(difference).replace('-', '−');
}

/** What speaks for a row's join, in words. */
export function joinWords({ state, evidence }: BillingRow): string {
  if (state === 'none') return 'No customer of a like name';
  if (state === 'doubt') return 'A name changed: confirm again';
  const words = evidence === undefined ? '' : EVIDENCE[evidence];
  return state === 'suggested' ? `Suggested: ${words.toLowerCase()}` : words;
}

const EVIDENCE = { 'exact-name': 'Same name', 'similar-name': 'Similar name', choice: 'Chosen by a user' } as const;

/** `Last month: 2026-10-01 to 2026-10-31, read ` before an age. */
export function monthWords({ name, from, to }: BilledMonthView): string {
  return `${name === 'last' ? 'Last' : 'This'} month: ${from} to ${to}, read `;
}
