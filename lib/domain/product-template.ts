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

function priceText(price: number, { currency }: PriceTerms): string {
  const amount = price.toFixed(2);
  if (currency?.symbol) return `${currency.symbol}${amount}`;
  return currency?.code ? `${currency.code} ${amount}` : amount;
}
