import type { IsoTime } from '../shared/time.ts';
import { sumOf } from './billed-usage.ts';
import { billedQuantityOf, moneyEffect, roundMoney } from './billing.ts';
import type { CalendarDay } from './calendar-day.ts';
import type { Money } from './change.ts';
import type { Addition, Agreement } from './connectwise-records.ts';
import type { CrossReferencedProduct } from './cross-referenced-product.ts';
import { formatEfsId, readEfsId } from './efs-id.ts';
import type { Incomplete } from './incomplete.ts';
import { type InvoicedFigure, type InvoicedLines, lastInvoiced } from './invoiced-figure.ts';
import { moneyTerms } from './money-sentence.ts';
import type { ServiceUsage } from './quantity.ts';
import type { AdditionLimits } from './rules/addition/addition-limits.ts';
import { type AdditionSubject, isActive, onRunningAgreements } from './rules/addition/addition-subject.ts';
import { billedPeriod } from './rules/addition/duplicate-lines.ts';
import {
  servicesOfReferences,
  type UsageQuantity,
  usageQuantity,
  whyNotMeasured,
} from './rules/addition/measured-quantity.ts';
import { unbilledServices } from './rules/addition/unbilled-services.ts';
import { fittingReferences, whyNotEffectiveYet, whyNotKept } from './rules/addition/why-not-updated.ts';
import type { UsageDoubts } from './usage-doubts.ts';

/** What the portal measures for one customer of the company, or in one sentence why its usage is not compared. */
export type CustomerUsage = { usage: ServiceUsage; doubts: UsageDoubts } | { reason: string };

/** One company as both sides show it. */
export interface ReconciliationInput extends Pick<AdditionLimits, 'flatFeeProducts'> {
  companyId: number;
  /** By the number in the EFS id, one for each EFS id of the company. */
  customers: Readonly<Record<string, CustomerUsage>>;
  /** Of all its agreements, in any state. */
  additions: readonly Addition[];
  agreements: readonly Agreement[];
  /** Products that a cross-reference or the settings name. */
  products: readonly CrossReferencedProduct[];
  prefix: string;
  /** Milliseconds since the epoch. */
  now: number;
  /** The day of `now` in the tenant's time zone. */
  today: CalendarDay;
  timeZone?: string | undefined;
  /** Absent: all records of the company could be read. */
  incomplete?: Incomplete | undefined;
  /** Absent: what was invoiced could not be read. */
  invoiced?: InvoicedLines | undefined;
}

/** One addition that bills services of the portal, or a measured product that no addition bills. Quantities are in the unit of its services. */
export interface ReconciliationRow {
  /** Titles of the services. */
  services: string[];
  efsId: string;
  productId: number;
  product: string;
  /** Absent: no addition bills it. */
  addition?: { id: number; agreementId: number; agreement: string };
  /** The quantity that the portal demands, now or once the addition is billed; absent: see `reason`. */
  usage?: number;
  /** What the addition holds; absent without one. */
  quantity?: number;
  /** The addition's less included. */
  allowance?: number;
  /** What ConnectWise bills now. */
  billedQuantity: number;
  /** What it would bill with the usage as quantity; absent: not known. */
  dueQuantity?: number;
  /** Due less billed quantity: above 0, too little is billed. */
  difference?: number;
  /** What is billed now and what should be, the same where that is not known; absent without an addition, which has the price. */
  money?: Money;
  /** In one sentence: why usage or due quantity are not known or in doubt. */
  reason?: string;
  invoiced?: ComparedInvoice;
  /** In one sentence: why there is no invoiced figure although invoices were read. */
  invoicedReason?: string;
}

/**
 * What was last invoiced, against what is due now: what the usage was when the invoice was made is not known any more.
 * Differences are due less invoiced: above 0, too little was invoiced.
 */
export interface ComparedInvoice extends InvoicedFigure {
  difference?: number;
  /** In the agreement's currency, for a billing cycle. */
  amountDifference?: number;
}

/** The reconciliation of one company, for a screen. */
export interface Reconciliation {
  companyId: number;
  companyName: string;
  rows: ReconciliationRow[];
  /** What is billed and what should be, of all rows: one total per currency and billing cycle. */
  totals: Money[];
  /** When ConnectWise's side was read. */
  readAt: IsoTime;
  /** When the oldest of the portal's figures were read; absent: none were. */
  factsAt?: IsoTime;
  /** When invoices were read; absent: they could not be. */
  invoicedAt?: IsoTime;
  /** Why something is missing, a sentence or two each. */
  notes: string[];
}

/**
 * Compares what ConnectWise bills of a company with what it should bill, and with what it last invoiced. A row for each addition that is
 * not cancelled, on an agreement that has not ended, whose serial number is an EFS id of the company and whose product a
 * cross-reference names; then one for each product of measured services that no addition bills. Decides as a sync does: what a sync
 * would not write has no due quantity, with the reason. Pure.
 */
export function reconcile(input: ReconciliationInput): ReconciliationRow[] {
  const running = onRunningAgreements(input.additions, input.agreements, input.today);
  const billed = running.flatMap((addition) => {
    const serial = readEfsId(addition.serialNumber, input.prefix);
    const customer = serial.ok ? input.customers[serial.customerId] : undefined;
    const isOurs = customer && isActive(addition, input.today) && billsService(input, addition);
    return isOurs ? additionRow(input, running, addition, customer) : [];
  });
  // The addition may be one that could not be read, or be billed under a product that is named there.
  const isCertain = !input.incomplete?.additions && !input.incomplete?.crossReferences;
  const missing = isCertain ? Object.entries(input.customers).flatMap((one) => missingRows(input, running, one)) : [];
  return [...billed, ...missing];
}

function billsService({ products }: ReconciliationInput, { product }: Addition): boolean {
  return products.some(({ productId }) => productId === product.id);
}

function additionRow(
  input: ReconciliationInput,
  running: readonly Addition[],
  addition: Addition,
  customer: CustomerUsage,
): ReconciliationRow {
  const subject = subjectOf(input, running, addition);
  const measured = demanded(subject, customer);
  const usage = 'reason' in measured ? undefined : measured.quantity;
  const notYet = whyNotEffectiveYet(subject);
  const reason = 'reason' in measured ? measured.reason : (notYet ?? doubtAbout(measured, customer));
  // A line that begins later is not billed yet, and neither is one that is marked so.
  const isBilled = addition.billCustomer !== 'DoNotBill' && billedPeriod(subject).from <= input.today;
  const billedOf = (quantity: number) => (isBilled ? billedQuantityOf(quantity, addition.lessIncluded) : 0);
  const [billedQuantity, dueQuantity] = [
    billedOf(addition.quantity),
    usage === undefined || notYet !== undefined ? undefined : billedOf(usage),
  ];
  const terms = moneyTerms(subject.agreement);
  const money = isBilled ? moneyEffect(addition, usage ?? addition.quantity, terms) : { ...terms, from: 0, to: 0 };
  const references = fittingReferences(subject);
  return {
    services: titlesOf(references.length > 0 ? references : (subject.products ?? []), addition.product.id),
    efsId: addition.serialNumber,
    productId: addition.product.id,
    product: addition.product.identifier || addition.description,
    addition: { id: addition.id, agreementId: addition.agreementId, agreement: subject.agreement?.name ?? '' },
    ...(usage !== undefined && { usage }),
    quantity: addition.quantity,
    allowance: addition.lessIncluded,
    billedQuantity,
    ...(dueQuantity !== undefined && { dueQuantity, difference: sumOf([dueQuantity, -billedQuantity]) }),
    money,
    ...(reason !== undefined && { reason }),
    ...invoicedMembers(input, addition, dueQuantity, money),
  };
}

/**
 * What the portal demands of an addition, or why nothing is. Of one that begins later too: a line that was just created is billed from the
 * next billing cycle on, and what it is for is known.
 */
function demanded(subject: AdditionSubject, customer: CustomerUsage): UsageQuantity | { reason: string } {
  const reason = whyNotKept(subject);
  if (reason !== undefined) return { reason };
  if ('reason' in customer) return customer;
  const references = fittingReferences(subject);
  return usageQuantity(references, customer.usage) ?? { reason: whyNotMeasured(references, customer.usage) };
}

function doubtAbout({ billed }: UsageQuantity, customer: CustomerUsage): string | undefined {
  if ('reason' in customer) return undefined;
  return billed.map(({ id }) => customer.doubts[id]?.message).find((message) => message !== undefined);
}

function invoicedMembers(
  { additions, invoiced, prefix }: ReconciliationInput,
  addition: Addition,
  dueQuantity: number | undefined,
  { to }: Money,
): Pick<ReconciliationRow, 'invoiced' | 'invoicedReason'> {
  if (!invoiced) return {};
  const found = lastInvoiced(addition, additions, invoiced, prefix);
  if ('reason' in found) return { invoicedReason: found.reason };
  const differences = dueQuantity !== undefined && {
    difference: sumOf([dueQuantity, -found.quantity]),
    amountDifference: roundMoney(to - found.amount),
  };
  return { invoiced: { ...found, ...differences } };
}

/** As ADD-MISSING decides; usage in doubt demands no line. */
function missingRows(
  input: ReconciliationInput,
  running: readonly Addition[],
  [efsNumber, customer]: [string, CustomerUsage],
): ReconciliationRow[] {
  if ('reason' in customer) return [];
  const efsId = formatEfsId(efsNumber, input.prefix);
  return [...unbilledServices({ ...input, additions: running }, efsId)].flatMap(([productId, references]) => {
    const measured = usageQuantity(references, customer.usage);
    if (!measured || measured.quantity === 0) return [];
    const doubt = doubtAbout(measured, customer);
    return {
      services: measured.services.map(({ title }) => title),
      efsId,
      productId,
      product: references[0]?.productIdentifier ?? '',
      usage: measured.quantity,
      billedQuantity: 0,
      ...(doubt === undefined ? { dueQuantity: measured.quantity, difference: measured.quantity } : { reason: doubt }),
    };
  });
}

function subjectOf(input: ReconciliationInput, additions: readonly Addition[], addition: Addition): AdditionSubject {
  const { prefix, agreements, products, now, today, timeZone, incomplete, flatFeeProducts } = input;
  const agreement = agreements.find(({ id }) => id === addition.agreementId);
  return {
    prefix,
    addition,
    additions,
    agreements,
    products,
    now,
    today,
    ...(flatFeeProducts && { flatFeeProducts }),
    ...(timeZone !== undefined && { timeZone }),
    ...(incomplete && { incomplete }),
    ...(agreement && { agreement }),
  };
}

/** Of the services that are switched on or, where none is, of all that the product bills. */
function titlesOf(references: readonly CrossReferencedProduct[], productId: number): string[] {
  const own = references.filter((row) => row.productId === productId);
  const enabled = own.filter(({ toggledOn }) => toggledOn);
  return servicesOfReferences(enabled.length > 0 ? enabled : own).map(({ title }) => title);
}
