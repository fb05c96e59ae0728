import type { IsoTime } from '../shared/time.ts';
import { sumOf } from './billed-usage.ts';
import { roundMoney } from './billing.ts';
import { dayOfDate, todayIn } from './calendar-day.ts';
import type { Addition } from './connectwise-records.ts';
import { meantEfsId } from './efs-id.ts';
import type { InvoicedAddition } from './report-rows.ts';

/** Lines of invoices as they were read; the last invoice is looked for among them. */
export interface InvoicedLines {
  /** Oldest invoice first. */
  lines: readonly InvoicedAddition[];
  /** Lines that were written earlier were not read. */
  since: IsoTime;
}

/** What ConnectWise last invoiced for one addition. */
export interface InvoicedFigure {
  /** Of the last invoice with a line for the addition, then those of credits made after it. */
  numbers: string[];
  /** Of that invoice; absent: not known. */
  date?: IsoTime;
  /** Sum of the lines: what was billed, in the addition's unit, so less what was included. */
  quantity: number;
  /** Sum of the lines, in the agreement's currency. */
  amount: number;
  /** Set: the agreement has a newer invoice, with this number, that has no line for the addition. */
  absentFrom?: string;
}

/** The figure, or in one sentence why there is none. */
export type InvoicedAnswer = InvoicedFigure | { reason: string };

type Matched = Pick<Addition, 'id' | 'agreementId' | 'product' | 'serialNumber' | 'cancelledDate'>;

/**
 * Returns what was last invoiced for an addition. A line of an invoice does not name its addition
 * (docs/reference/connectwise-reports.md#invoiceagreementadditions), so both are matched by agreement, product and serial number, and
 * there is no figure where that may be wrong. Lines of one invoice are added up, credits too.
 * @param additions all of the company: another one with the same three may be meant
 */
export function lastInvoiced(
  addition: Matched,
  additions: readonly Matched[],
  { lines, since }: InvoicedLines,
  prefix: string,
): InvoicedAnswer {
  const serial = serialKey(addition.serialNumber, prefix);
  const isAlike = (other: Matched) =>
    other.agreementId === addition.agreementId &&
    other.product.id === addition.product.id &&
    serialKey(other.serialNumber, prefix) === serial;
  if (additions.some((other) => other.id !== addition.id && isAlike(other) && !endedBefore(other, since)))
    return { reason: 'Another addition of the agreement has the same product and serial number.' };
  const ofAgreement = lines.filter(({ agreementId }) => agreementId === addition.agreementId);
  const ofSerial = ofAgreement.filter((line) => serialKey(line.serialNumber, prefix) === serial);
  if (ofSerial.some(({ productId }) => productId === null))
    return { reason: 'An invoice line with this serial number names no product.' };
  const own = invoicesOf(ofSerial.filter(({ productId }) => productId === addition.product.id));
  if (own.length === 0) return { reason: 'No invoice that was read has a line for it.' };
  const last = own.findLastIndex((invoice) => !isCredit(invoice));
  const first = own[last];
  if (!first) return { reason: 'Only credits were read for it, not the invoice that they are for.' };
  const counted = own.slice(last);
  const all = counted.flatMap((invoice) => invoice.lines);
  const newest = invoicesOf(ofAgreement).at(-1);
  const isAbsent = newest !== undefined && !isCredit(newest) && own.every(({ number }) => number !== newest.number);
  return {
    numbers: counted.map(({ number }) => number),
    ...(first.date !== undefined && { date: first.date }),
    quantity: sumOf(all.map(({ quantity }) => quantity)),
    amount: roundMoney(sumOf(all.map(({ extendedPrice }) => extendedPrice))),
    ...(isAbsent && { absentFrom: newest.number }),
  };
}

interface Invoice {
  number: string;
  date: IsoTime | undefined;
  lines: InvoicedAddition[];
}

/**
 * Oldest first: by date where every one has a date, for an old invoice that is saved again may be listed late; else in the order in
 * which they were made.
 */
function invoicesOf(lines: readonly InvoicedAddition[]): Invoice[] {
  const invoices = [...Map.groupBy(lines, ({ invoiceNumber }) => invoiceNumber)].map(([number, own]) => ({
    number,
    date: own.find(({ invoiceDate }) => invoiceDate !== undefined)?.invoiceDate,
    lines: own,
  }));
  if (invoices.some(({ date }) => date === undefined)) return invoices;
  return invoices.sort((a, b) => Date.parse(a.date ?? '') - Date.parse(b.date ?? ''));
}

function isCredit({ lines }: Invoice): boolean {
  return lines.every(({ quantity, extendedPrice }) => quantity < 0 || extendedPrice < 0);
}

/** A serial number that was corrected since the invoice is the same one. */
function serialKey(serialNumber: string, prefix: string): string {
  return meantEfsId(serialNumber, prefix) ?? serialNumber.trim();
}

/** Cancelled so long ago that no line of it was read. */
function endedBefore({ cancelledDate }: Matched, since: IsoTime): boolean {
  const last = dayOfDate(cancelledDate);
  return last !== undefined && last < todayIn(Date.parse(since));
}
