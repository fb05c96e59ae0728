import { dayOfDate } from '../../domain/calendar-day.ts';
import type { Addition, BillCustomer } from '../../domain/connectwise-records.ts';
import { meantEfsId } from '../../domain/efs-id.ts';
import type { AdditionContext } from '../../domain/entry-context.ts';
import type { FieldName } from '../../domain/page-fields.ts';
import type { AdditionDraft } from '../../domain/rules/addition/addition-subject.ts';
import { fieldText } from '../../host/fields.ts';
import type { HostForm } from '../../host/forms.ts';
import { readDate, readNumber } from '../../host/read/values.ts';
import { tidy } from '../../host/visible.ts';

/** No product of ConnectWise has this id: it is that of a product that is named on the form and in no cross-reference. */
const OTHER_PRODUCT = -1;

/**
 * What is typed into an addition form (docs/reference/setup-guides.md#figure-19). A field that was not found, or whose
 * text could mean two things, is left out, so the rules about it stay silent.
 */
export function readAdditionForm(
  form: HostForm,
  context: AdditionContext | undefined,
  locale: string | null,
): AdditionDraft {
  const product = tidy(text(form, 'product'));
  return {
    ...defined('serialNumber', text(form, 'serialNumber')),
    ...defined('invoiceDescription', text(form, 'invoiceDescription')),
    // Blank means nothing: figure 19 bills −150 with a blank total quantity.
    ...defined('quantity', number(form, 'quantity', locale, 0)),
    ...defined('lessIncluded', number(form, 'lessIncluded', locale, 0)),
    ...defined('unitPrice', number(form, 'unitPrice', locale)),
    ...defined('effectiveDate', date(form, 'effectiveDate', locale)),
    ...defined('cancelledDate', date(form, 'cancelledDate', locale)),
    ...defined('billCustomer', billCustomer(form)),
    ...(product && { product: { id: productId(product, context), identifier: product } }),
  };
}

/**
 * The stored addition that the form showed when it opened; comparing it with itself would call it a duplicate. The address may name
 * it; else it is recognized by its values. What is known of it may be older than what the form shows: a serial number that was
 * corrected a moment ago still counts as the same, by the EFS id that both mean.
 */
export function storedAdditionOf(
  opened: AdditionDraft,
  { additions, agreement, prefix }: AdditionContext,
  recordIds: readonly number[],
): Addition | undefined {
  const { product, serialNumber, lessIncluded, quantity } = opened;
  if (!product || serialNumber === undefined) return undefined;
  const own = additions.filter(
    (addition) => addition.agreementId === agreement.id && sameText(addition.product.identifier, product.identifier),
  );
  const named = own.filter(({ id }) => recordIds.includes(id));
  if (named.length === 1) return named[0];

  const efsId = meantEfsId(serialNumber, prefix);
  const sameSerial = own.filter(
    (addition) =>
      addition.serialNumber === serialNumber ||
      (efsId !== undefined && meantEfsId(addition.serialNumber, prefix) === efsId),
  );
  // Old and new line of a price change differ in the day on which they begin.
  const day = dayOfDate(opened.effectiveDate);
  const sameStart = sameSerial.filter(({ effectiveDate }) => day && dayOfDate(effectiveDate) === day);
  const alike = sameStart.length ? sameStart : sameSerial;
  // Of duplicates, any one of them is "itself": the other is the duplicate, however the two are distinguished.
  return alike.find((addition) => addition.lessIncluded === lessIncluded && addition.quantity === quantity) ?? alike[0];
}

/**
 * The stored dates of which the form says nothing: it has no such field, or its text could mean two days. Without them a line
 * that has ended would look open, and overlap the one that follows it.
 */
export function unseenDates(
  form: HostForm,
  stored: Addition,
  locale: string | null,
): Partial<Pick<Addition, 'effectiveDate' | 'cancelledDate'>> {
  const isUnseen = (name: 'effectiveDate' | 'cancelledDate') => {
    const typed = text(form, name);
    return typed === undefined || (tidy(typed) !== '' && date(form, name, locale) === undefined);
  };
  return {
    ...(isUnseen('effectiveDate') && defined('effectiveDate', stored.effectiveDate)),
    ...(isUnseen('cancelledDate') && defined('cancelledDate', stored.cancelledDate)),
  };
}

function productId(name: string, context: AdditionContext | undefined): number {
  const referenced = context?.products.find((product) => sameText(product.productIdentifier, name));
  const used = context?.additions.find((addition) => sameText(addition.product.identifier, name));
  return referenced?.productId ?? used?.product.id ?? OTHER_PRODUCT;
}

/** As the page shows it, in lower case and without blanks. */
const BILL_WORDS: ReadonlyMap<string, BillCustomer> = new Map([
  ['true', 'Billable'],
  ['billable', 'Billable'],
  ['false', 'DoNotBill'],
  ['donotbill', 'DoNotBill'],
  ['nocharge', 'NoCharge'],
]);

function billCustomer(form: HostForm): BillCustomer | undefined {
  return BILL_WORDS.get((text(form, 'billCustomer') ?? '').toLowerCase().replace(/\s/g, ''));
}

function number(form: HostForm, name: FieldName, locale: string | null, blank?: number): number | undefined {
  const typed = text(form, name);
  if (typed === undefined) return undefined;
  return tidy(typed) === '' ? blank : readNumber(typed, locale);
}

function date(form: HostForm, name: FieldName, locale: string | null): string | undefined {
  const day = readDate(text(form, name) ?? '', locale);
  return day && `${day}T00:00:00Z`;
}

function text(form: HostForm, name: FieldName): string | undefined {
  const field = form.fields[name];
  return field && fieldText(field);
}

function defined<K extends keyof Addition>(key: K, value: Addition[K] | undefined): Partial<Pick<Addition, K>> {
  return value === undefined ? {} : ({ [key]: value } as Pick<Addition, K>);
}

function sameText(one: string, other: string): boolean {
  return tidy(one).toLowerCase() === tidy(other).toLowerCase();
}
