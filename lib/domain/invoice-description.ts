import { billedQuantityOf } from './billing.ts';
import type { Addition, Currency } from './connectwise-records.ts';
import { fillTemplate } from './description-template.ts';
import type { UsageSettings } from './measure.ts';
import { formatUnitPrice } from './money-sentence.ts';
import { type MeasuredService, roundQuantity } from './quantity.ts';
import type { Rounding, Service } from './service.ts';
import type { Settings } from './settings.ts';

/** REST: Addition.invoiceDescription, max 6,000 (docs/reference/connectwise-rest.md#agreements-and-additions). */
export const MAX_INVOICE_DESCRIPTION = 6000;

export interface DescribedLine {
  addition: Pick<Addition, 'product' | 'description' | 'lessIncluded' | 'unitPrice'>;
  /** Of the agreement; absent: not known. */
  currency?: Currency | undefined;
  /** What the quantity is made of. */
  services: readonly MeasuredService[];
  /** What the services measure together, in their unit. */
  total: number;
}

/**
 * "Detailed, per-account disk-usage amounts" for an invoice line (docs/reference/setup-guides.md#step-6b), as the
 * template of the settings has it: the product's own text, the total, and so many accounts, the largest first, with
 * "and n more". At most 6,000 characters. Undefined where nobody uses the services: then the description stays what it
 * is, and is never blanked.
 */
export function invoiceDescription(
  line: DescribedLine,
  settings: Pick<UsageSettings, 'storageUnit'> & Pick<Settings, 'invoiceDescription'>,
): string | undefined {
  const { addition, total } = line;
  const services = line.services.map(({ service }) => service);
  const [first] = line.services;
  const lines = accountLines(line.services, settings);
  if (!first || total <= 0 || lines.length === 0) return undefined;
  const { template, accounts: most } = settings.invoiceDescription;
  const amount = (value: number) => amountText(value, first.service, first.rounding);
  const values = {
    product: addition.description.trim() || addition.product.identifier,
    total: amount(total),
    unit: unitText(total, services, settings),
    included: amount(addition.lessIncluded),
    billed: amount(billedQuantityOf(total, addition.lessIncluded)),
    // Formatting money takes longer than all the rest of a plan's line.
    price: template.includes('{price}') ? formatUnitPrice(addition.unitPrice, line.currency, 'en') : '',
  };
  const filled = (listed: number) => fillTemplate(template, { ...values, accounts: listText(lines, listed) });
  for (let listed = Math.min(most, lines.length); listed >= 0; listed -= 1) {
    const text = filled(listed);
    if (text.length <= MAX_INVOICE_DESCRIPTION) return text.trim() === '' ? undefined : text;
  }
  return filled(0).slice(0, MAX_INVOICE_DESCRIPTION);
}

/** One line per account and service, the largest first. */
export function accountLines(
  services: readonly MeasuredService[],
  settings: Pick<UsageSettings, 'storageUnit'>,
): string[] {
  const parts = services.flatMap(({ service, parts: all }) =>
    all
      .filter(({ amount }) => amount > 0)
      .map(({ name, title, amount }) => ({ service, amount, name: oneLine(title ?? name) })),
  );
  parts.sort((a, b) => order(a.service.title, b.service.title) || b.amount - a.amount || order(a.name, b.name));
  const isMixed = services.length > 1 && new Set(parts.map(({ service }) => service.title)).size > 1;
  return parts.map(({ service, name, amount }) => {
    // Single accounts are always shown to two decimals: rounding up is for the sum that is billed.
    const shown = roundQuantity(amount, 'two-decimals');
    const words =
      service.unit === 'count'
        ? `${shown}`
        : `${amountText(shown, service, 'two-decimals')} ${unitOf(shown, service.unit, settings)}`;
    return `${isMixed ? `${service.title}: ` : ''}${name}: ${words}`;
  });
}

/** So many of the lines, and how many more there are. */
export function listText(lines: readonly string[], listed: number): string {
  const rest = lines.length - listed;
  if (listed === 0) return rest === 1 ? '1 account' : `${rest} accounts`;
  return [...lines.slice(0, listed), ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n');
}

/** Without a locale: the same facts give the same text in every browser. */
function amountText(amount: number, { unit }: Pick<Service, 'unit'>, rounding: Rounding): string {
  return unit === 'GB' && rounding === 'two-decimals' ? amount.toFixed(2) : `${amount}`;
}

/** `GB`, `servers`; of several kinds of computers, `computers`. */
export function unitText(
  amount: number,
  services: readonly Service[],
  settings: Pick<UsageSettings, 'storageUnit'>,
): string {
  const [service] = services;
  if (service?.unit !== 'count') return unitOf(amount, service?.unit ?? 'GB', settings);
  const kinds = new Set(services.map(({ id }) => COMPUTERS.find(([ending]) => id.endsWith(ending))?.[1] ?? 'computer'));
  const [kind = ''] = kinds;
  return plural(amount, kinds.size > 1 ? 'computer' : kind, 's');
}

const COMPUTERS = [
  ['-servers', 'server'],
  ['-desktops', 'desktop'],
] as const;

function unitOf(amount: number, unit: Service['unit'], { storageUnit }: Pick<UsageSettings, 'storageUnit'>): string {
  switch (unit) {
    case 'GB':
      return storageUnit;
    case 'mailboxes':
      return plural(amount, 'mailbox', 'es');
    case 'seats':
      return plural(amount, 'seat', 's');
    case 'units':
      return plural(amount, 'unit', 's');
    case 'count':
      return plural(amount, 'computer', 's');
  }
}

function plural(amount: number, one: string, ending: string): string {
  return amount === 1 ? one : `${one}${ending}`;
}

/** A name with a line break would look like two accounts. */
function oneLine(name: string): string {
  return name.split(/\s/).filter(Boolean).join(' ');
}

/** By code unit, not by locale. */
function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
