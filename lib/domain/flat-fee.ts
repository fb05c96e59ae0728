import type { Addition } from './connectwise-records.ts';

/** Whether a product is a flat fee, as the user decided. “Flat fee” is no field of ConnectWise. */
export interface FlatFeeDecision {
  id: number;
  identifier: string;
  isFlatFee: boolean;
}

/** “Online Backup Basic Storage Flat Fee” (docs/reference/setup-guides.md#2022-billing-2b). */
const SAYS_SO = /\b(flat|fixed)[\s-]?(fee|rate|price|charge)\b/i;
/** “Basic Online Backup w/ 25 GB”: a price that includes an amount (docs/reference/setup-guides.md#step-3). */
const INCLUDES = /(\bw\/|\bwith\b|\bincl(udes|uded|uding|\.)?:?)\s?\d+\s?-?([gtm]i?b|gigs?|(?:giga|tera)bytes?)\b/i;
/** What is counted or measured, with the words that may precede it: `protected server`, `100 GB`, `GB`. */
const STORAGE = '(?:[gtm]i?b|gigs?|(?:giga|tera|mega|gibi|tebi)bytes?|[gt]o)';
const COUNTED =
  '(?:servers?|desktops?|workstations?|computers?|devices?|machines?|endpoints?|laptops?|notebooks?|pcs?|vms?|agents?|nodes?' +
  '|mailbox(?:es)?|users?|seats?|licen[cs]es?|accounts?|units?|each|ea|gerät|geraet|arbeitsplatz|postfach|benutzer|lizenz)';
const KINDS =
  '(?:(?:additional|extra|protected|backed[\\s-]?up|managed|physical|virtual|windows|linux|single|used|stored|started)[\\s-]+)?';
const UNIT = `(?:\\d+[\\s-]*)?${KINDS}(?:${STORAGE}|${COUNTED})`;
/** Behind an amount or the word for one, `a` and `pro` mean per; elsewhere they may be part of a name: `Backup Pro Server`. */
const AMOUNT = '(?:\\d|\\b(?:fees?|rates?|prices?|charges?|pauschale|preis)\\b)\\s*';
/**
 * A price per unit, e.g. `$1.50/GB`, `CHF 2 per server`, `$1.50 a GB`, `each device`, `pro GB`, `$2 each`. The slash of `w/`
 * is none, and neither is a time: a fee per month is flat.
 */
const PER_UNIT = new RegExp(
  [
    `(?<!\\bw)/[\\s-]*${UNIT}`,
    `(?<![\\p{L}\\p{N}])(?:per|by[\\s-]the|(?:for[\\s-])?(?:each|every))[\\s-]+${UNIT}`,
    `(?<![\\p{L}\\p{N}])(?:pro|je|par)[\\s-]+${STORAGE}`,
    `${AMOUNT}(?:an?|pro|je|par)[\\s-]+${KINDS}(?:${STORAGE}|${COUNTED})`,
    '\\d[\\s-]*(?:each|ea)',
  ]
    .map((form) => `${form}(?![\\p{L}\\p{N}])`)
    .join('|'),
  'iu',
);

/** Returns whether a product's name suggests a flat fee: a proposal, the user decides. “flat rate $1.50/GB” is none. */
export function isFlatFeeByName(text: string): boolean {
  return (SAYS_SO.test(text) || INCLUDES.test(text)) && !PER_UNIT.test(text);
}

/**
 * Returns how an addition is known to be a flat fee: marked by the user or, until that, by the name of its product.
 * Undefined: it is none. A line with Less Included is billed by usage, whatever amount its name includes
 * (docs/reference/setup-guides.md#2022-billing-2b).
 */
export function flatFeeOf(
  { product, description, lessIncluded }: Partial<Pick<Addition, 'product' | 'description' | 'lessIncluded'>>,
  decisions: readonly FlatFeeDecision[] = [],
): 'marked' | 'by-name' | undefined {
  const decided = decisions.find(
    ({ id, identifier }) => product !== undefined && (id === product.id || identifier === product.identifier),
  );
  if (decided) return decided.isFlatFee ? 'marked' : undefined;
  const text = `${product?.identifier ?? ''} ${description ?? ''}`;
  if (!isFlatFeeByName(text)) return undefined;
  return SAYS_SO.test(text) || !lessIncluded ? 'by-name' : undefined;
}
