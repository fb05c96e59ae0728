import type { Addition } from './connectwise-records.ts';

/** Whether a product is a flat fee, as the user decided. “Flat fee” is no field of ConnectWise. */
export interface FlatFeeDecision {
  id: number;
  identifier: string;
  isFlatFee: boolean;
}

/** S22 2b: “Online Backup Basic Storage Flat Fee”. */
const SAYS_SO = /\b(flat|fixed)[\s-]?(fee|rate|price|charge)\b/i;
/** S15 p.7: “Basic Online Backup w/ 25 GB”: a price that includes an amount. */
const INCLUDES = /(\bw\/|\bwith\b|\bincl(udes|uding|\.)?)\s?\d+\s?(gb|gib|tb|tib)\b/i;
/** A price per unit, e.g. `$1.50/GB`, `CHF 2 per server`. */
const PER_UNIT =
  /\d\s?(\/|\bper\b)\s?(gb|gib|tb|tib|server|desktop|workstation|computer|device|machine|mailbox|user|seat|unit|each)\b/i;

/** Returns whether a product's name suggests a flat fee: a proposal, the user decides. “flat rate $1.50/GB” is none. */
export function isFlatFeeByName(text: string): boolean {
  return (SAYS_SO.test(text) || INCLUDES.test(text)) && !PER_UNIT.test(text);
}

/**
 * Returns how an addition is known to be a flat fee: marked by the user or, until that, by the name of its product.
 * Undefined: it is none. A line with Less Included is billed by usage, whatever amount its name includes (S22 2b).
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
