import { dayValue, literalText } from '../../../shared/text-values.ts';
import { periodOf } from '../../addition-period.ts';
import { moneyEffect } from '../../billing.ts';
import type { Change } from '../../change.ts';
import type { Addition, Agreement, Product, ProductReference } from '../../connectwise-records.ts';
import { readEfsId } from '../../efs-id.ts';
import { firstBilledDay } from '../../first-billed-day.ts';
import { guardQuantity } from '../../guard-rules.ts';
import { includedAmount } from '../../included-amount.ts';
import { moneyTerms } from '../../money-sentence.ts';
import { type AdditionSubject, type AdditionsSubject, additionLabel, todayOf } from './addition-subject.ts';
import { agreementForProduct } from './agreement-for-product.ts';
import { type UsageQuantity, usageQuantity } from './measured-quantity.ts';
import { fittingReferences, whyNotUpdated } from './why-not-updated.ts';

/** A line that is missing: the product, the canonical EFS id of the usage, and the usage that it is to bill. */
export interface MissingAddition {
  product: ProductReference;
  efsId: string;
  usage: UsageQuantity;
}

/**
 * Plans the addition that bills what nothing bills, as a sync would keep it from then on; otherwise why not, in one sentence.
 * Price, cost and description are ConnectWise's to fill, from its catalog; Less Included is what the product's name says.
 * @param reason why the addition is missing
 */
export function createAddition(subject: AdditionsSubject, missing: MissingAddition, reason: string): Change | string {
  const { companyId } = subject;
  const { product, efsId, usage } = missing;
  const today = todayOf(subject);
  const inCatalog = subject.catalog?.find(({ id }) => id === product.id);
  const unusable = inCatalog && whyUnusable(inCatalog);
  if (unusable) return unusable;
  const agreement = agreementForProduct(subject, product.id, new Set(usage.services.map(({ id }) => id)));
  if (typeof agreement === 'string') return agreement;
  if (companyId === undefined || today === undefined) return 'Create the addition in ConnectWise.';
  // The name of a per-unit product says what is free (docs/reference/setup-guides.md#2022-billing-2b); else nothing is.
  const lessIncluded = includedAmount(`${product.identifier} ${inCatalog?.description ?? ''}`) ?? 0;
  const line: AdditionSubject = {
    ...subject,
    agreement,
    addition: { product, serialNumber: efsId, description: inCatalog?.description ?? '', lessIncluded },
  };
  const why = whyNotUpdated(line) ?? whyOtherwiseBilled(line, missing);
  if (why) return why;
  const day = firstBilledDay(agreement, today);
  const effectiveDate = `${day}T00:00:00Z`;
  if (periodOf({ effectiveDate }, agreement, subject.agreements).until < day)
    return `“${literalText(agreement.name)}” ends before its next billing cycle.`;
  const values = {
    product: { ...product },
    quantity: usage.quantity,
    ...(lessIncluded > 0 && { lessIncluded }),
    serialNumber: efsId,
    effectiveDate,
    billCustomer: 'Billable',
  } as const;
  return {
    id: `fix/addition/${companyId}/${agreement.id}/new/create/${product.id}/${efsId}`,
    part: 'fix',
    resource: 'addition',
    op: 'create',
    ref: { companyId, agreementId: agreement.id },
    label: additionLabel(line),
    fields: Object.entries(values).map(([field, to]) => ({ field, from: null, to })),
    reason: `${reason} It is billed from ${dayValue(day)}, at the price that ConnectWise sets.${inCatalog?.price === 0 ? NO_PRICE : ''}`,
    ...decisionFacts(subject, missing, agreement, { effectiveDate, inCatalog, lessIncluded }),
  };
}

const NO_PRICE = ' The product has no price there yet, so the line bills nothing.';

/** What a user decides by: what the quantity is made of, what it is worth, and what is to be approved. */
function decisionFacts(
  { prefix, traces = {}, doubts = {}, now, timeZone, guards }: AdditionsSubject,
  { efsId, usage }: MissingAddition,
  agreement: Agreement,
  {
    effectiveDate,
    inCatalog,
    lessIncluded,
  }: { effectiveDate: string; inCatalog: Product | undefined; lessIncluded: number },
): Pick<Change, 'measured' | 'money' | 'unitPrice' | 'guard'> {
  const { quantity: to, services, billed } = usage;
  const reading = readEfsId(efsId, prefix);
  const customerId = reading.ok ? reading.customerId : '';
  const ids = new Set(services.map(({ id }) => id));
  const measured = (traces[customerId] ?? []).filter(({ service }) => ids.has(service));
  const empty: Pick<Addition, 'quantity' | 'lessIncluded' | 'billCustomer'> & Partial<Addition> = {
    quantity: 0,
    lessIncluded,
    billCustomer: 'Billable',
    effectiveDate,
    uom: inCatalog?.unitOfMeasure ?? '',
  };
  const guard = guardQuantity({
    addition: empty,
    services,
    billed,
    to,
    agreement,
    now,
    timeZone,
    limits: guards,
    doubts: doubts[customerId],
  });
  const unitPrice = inCatalog?.price ?? 0;
  return {
    ...(measured.length > 0 && { measured }),
    ...(inCatalog && { money: moneyEffect({ ...empty, unitPrice }, to, moneyTerms(agreement)) }),
    ...(unitPrice > 0 && { unitPrice }),
    ...(guard && { guard }),
  };
}

function whyUnusable({ productClass, inactiveFlag }: Product): string | undefined {
  if (inactiveFlag) return 'The product is inactive in ConnectWise’s catalog.';
  // docs/reference/connectwise-rest.md#products
  return productClass === 'Bundle' ? 'The product is a bundle, which no addition can have.' : undefined;
}

/** The next sync writes the sum of all services that the product bills on the agreement: another line may bill one of these. */
function whyOtherwiseBilled(line: AdditionSubject, { efsId, usage }: MissingAddition): string | undefined {
  const reading = readEfsId(efsId, line.prefix);
  const serviceUsage = reading.ok ? line.serviceUsage?.[reading.customerId] : undefined;
  if (usageQuantity(fittingReferences(line), serviceUsage)?.quantity === usage.quantity) return undefined;
  return `On “${literalText(line.agreement?.name ?? '')}” the product bills other services too: create the addition in ConnectWise.`;
}
