import type { Money } from '../../../lib/domain/change.ts';
import { formatAmount, formatAmountChange, moneySentence } from '../../../lib/domain/money-sentence.ts';
import type { ReconciliationRow } from '../../../lib/domain/reconciliation.ts';
import { differenceText, invoiceWords, quantityText } from './billing.ts';

/** Every text of the reconciliation of one company. */
export const RECONCILIATION = {
  titleOf: (company: string) => `Reconciliation of ${company}`,
  heads: {
    service: 'Service',
    usage: 'Usage',
    quantity: 'Quantity',
    included: 'Included',
    billed: 'Billed now',
    due: 'Should be billed',
    difference: 'Difference',
    invoiced: 'Last invoiced',
    invoicedDifference: 'Due less invoiced',
  },
  empty: 'No addition of this company bills a service of the portal.',
  connectWise: 'ConnectWise read ',
  portal: 'Portal read ',
  noPortal: 'Portal not read',
  invoices: 'Invoices read ',
  compared: 'What was invoiced is compared with what is due now. The usage of the invoiced month is not known.',
} as const;

/** A number of a row with what belongs to it below. */
export interface ReconciliationCell {
  text: string;
  hints: string[];
}

/** The numbers of a row, in the order of the heads; a dash where nothing is known. */
export function cellsOf(row: ReconciliationRow): ReconciliationCell[] {
  const { usage, quantity, allowance, billedQuantity, dueQuantity, difference, money, invoiced } = row;
  const currency = money?.currency;
  const isDueKnown = dueQuantity !== undefined && money !== undefined;
  const amount = (value: number) => formatAmount(value, currency);
  const change = (from: number, to: number) => formatAmountChange({ from, to, ...(currency && { currency }) });
  return [
    cell(quantityText(usage)),
    cell(quantityText(quantity)),
    cell(quantityText(allowance)),
    cell(quantityText(billedQuantity), money && amount(money.from)),
    cell(quantityText(dueQuantity), isDueKnown ? amount(money.to) : undefined),
    cell(differenceText(difference), isDueKnown ? change(money.from, money.to) : undefined),
    cell(quantityText(invoiced?.quantity), invoiced && amount(invoiced.amount), invoiced && invoiceWords(invoiced)),
    cell(
      differenceText(invoiced?.difference),
      invoiced?.amountDifference === undefined ? undefined : change(0, invoiced.amountDifference),
    ),
  ];
}

function cell(text: string, ...hints: (string | undefined)[]): ReconciliationCell {
  return { text, hints: hints.filter((hint) => hint !== undefined) };
}

/**
 * What is known of a row besides its numbers, a line each.
 * @param isNamed whether the EFS id is said, because the company has several
 */
export function rowHints(row: ReconciliationRow, isNamed: boolean): string[] {
  const { addition, product, efsId, reason, invoiced, invoicedReason } = row;
  const line = addition ? `${product} on ${addition.agreement}` : `No addition with the product ${product} bills it.`;
  return [
    isNamed ? `${efsId}: ${line}` : line,
    ...(reason === undefined ? [] : [reason]),
    ...(invoicedReason === undefined ? [] : [`Last invoiced: ${invoicedReason}`]),
    ...(invoiced?.absentFrom === undefined ? [] : [`Invoice ${invoiced.absentFrom} is newer and has no line for it.`]),
  ];
}

/** The sentence about a total of the company. */
export function totalText(total: Money): string {
  return `${moneySentence(total)}.`;
}
