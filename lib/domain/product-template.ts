import type { Currency } from './connectwise-records.ts';
import type { Service, ServiceUnit } from './service.ts';
import type { NewProduct } from './setup/setup-fix-input.ts';

/** REST's limits of a product's texts; `identifier` had 60 characters until 2025 (docs/reference/connectwise-rest.md#products). */
export const LONGEST_IDENTIFIER = 60;
export const LONGEST_DESCRIPTION = 60;
export const LONGEST_CUSTOMER_DESCRIPTION = 6_000;

/** What the guides recommend for every product (docs/reference/setup-guides.md#step-3). */
export const PRODUCT_FILING = { subcategory: 'Managed Services', type: 'Software', unit: 'Each' } as const;
export const PRODUCT_CLASS = 'Service';

/** Ids of the guide's own products (docs/reference/setup-guides.md#figure-4); its description is the id with “EFS” before it. */
const IDENTIFIERS: ReadonlyMap<string, string> = new Map([
  ['online-select', 'Online Backup Select Storage'],
  ['online-basic', 'Online Backup Basic Storage'],
  ['local-desktops', 'Local Backup # Workstations'],
  ['sp-desktops', 'ShadowProtect BDR Wks'],
]);

/** One of what is billed, on an invoice. */
const PER: Record<ServiceUnit, string> = {
  GB: 'GB',
  count: 'computer',
  mailboxes: 'mailbox',
  seats: 'seat',
  units: 'unit',
};

/** How prices are written in texts of ConnectWise. */
export interface PriceTerms {
  prefix: string;
  currency?: Currency | undefined;
}

/** Returns the product that bills a service, as the guides fill it in, at a price. */
export function productFor(service: Service, price: number, terms: PriceTerms): NewProduct {
  const identifier = (IDENTIFIERS.get(service.id) ?? service.title).slice(0, LONGEST_IDENTIFIER);
  return {
    service: service.id,
    identifier,
    description: `${terms.prefix} ${identifier}`.slice(0, LONGEST_DESCRIPTION),
    customerDescription: customerDescription(service, price, terms),
    price,
  };
}

/** Returns the line for invoices, such as “Basic Online Backup Storage, $1.50/GB”; without a price, the service alone. */
export function customerDescription({ title, unit }: Service, price: number, terms: PriceTerms): string {
  return price > 0 ? `${title}, ${priceText(price, terms)}/${PER[unit]}` : title;
}

/** A flat fee with the amount that it includes, and the product that bills what is used beyond it. */
export interface FlatFeePair {
  fee: NewProduct;
  perUnit: NewProduct;
  /** For the addition with the per-unit product. */
  lessIncluded: number;
}

/**
 * Returns the pair of products for a flat fee that includes an amount (docs/reference/setup-guides.md#2022-billing-2b): “… Flat Fee” and
 * “… w/25 GB”. Only the second bills a service.
 */
export function flatFeePair(
  service: Service,
  prices: { fee: number; perUnit: number; included: number },
  terms: PriceTerms,
): FlatFeePair {
  const { included } = prices;
  const base = productFor(service, prices.perUnit, terms);
  const per = PER[service.unit];
  const amount = `${included} ${per}${included === 1 || per === 'GB' ? '' : 's'}`;
  const named = (suffix: string) => `${base.identifier.slice(0, LONGEST_IDENTIFIER - suffix.length)}${suffix}`;
  const described = (identifier: string) => `${terms.prefix} ${identifier}`.slice(0, LONGEST_DESCRIPTION);
  const fee = named(' Flat Fee');
  const perUnit = named(` w/${amount}`);
  return {
    fee: {
      identifier: fee,
      description: described(fee),
      customerDescription: `${service.title}, up to ${amount}, ${priceText(prices.fee, terms)}`,
      price: prices.fee,
    },
    perUnit: {
      ...base,
      identifier: perUnit,
      description: described(perUnit),
      customerDescription: `${base.customerDescription} (up to ${amount} free)`,
    },
    lessIncluded: included,
  };
}

function priceText(price: number, { currency }: PriceTerms): string {
  const amount = price.toFixed(2);
  if (currency?.symbol) return `${currency.symbol}${amount}`;
  return currency?.code ? `${currency.code} ${amount}` : amount;
}
