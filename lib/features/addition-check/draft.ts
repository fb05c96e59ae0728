import type { Addition, BillCustomer } from '../../domain/connectwise-records.ts';
import type { AdditionDraft } from '../../domain/rules/addition-subject.ts';
import type { AdditionContext } from '../../domain/views.ts';
import { fieldText } from '../../host/fields.ts';
import type { HostForm } from '../../host/forms.ts';
import { readDate, readNumber } from '../../host/read/values.ts';
import type { FieldName } from '../../host/selectors.ts';
import { tidy } from '../../host/visible.ts';

/** No product of ConnectWise has this id: it stands for a product that is named on the form and in no cross-reference. */
const OTHER_PRODUCT = -1;

/**
 * What is typed into an addition form (S15 figure 19). A field that was not found, or whose text could mean two things, is
 * left out, so the rules about it stay silent.
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

/** The stored addition that the form showed when it opened, where exactly one fits. */
export function storedAdditionOf(opened: AdditionDraft, additions: readonly Addition[]): Addition | undefined {
  if (!opened.product || opened.serialNumber === undefined) return undefined;
  const same = additions.filter(
    (addition) =>
      sameText(addition.product.identifier, opened.product?.identifier ?? '') &&
      addition.serialNumber === opened.serialNumber &&
      addition.lessIncluded === opened.lessIncluded &&
      addition.quantity === opened.quantity,
  );
  return same.length === 1 ? same[0] : undefined;
}

function productId(name: string, context: AdditionContext | undefined): number {
  const referenced = context?.products.find((product) => sameText(product.productIdentifier, name));
  const used = context?.additions.find((addition) => sameText(addition.product.identifier, name));
  return referenced?.productId ?? used?.product.id ?? OTHER_PRODUCT;
}

function billCustomer(form: HostForm): BillCustomer | undefined {
  const words: Record<string, BillCustomer> = {
    true: 'Billable',
    billable: 'Billable',
    false: 'DoNotBill',
    donotbill: 'DoNotBill',
    nocharge: 'NoCharge',
  };
  return words[(text(form, 'billCustomer') ?? '').toLowerCase().replace(/\s/g, '')];
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
