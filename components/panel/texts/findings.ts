import { count } from '../../ui/format.ts';

/** Findings in a list. */

export const label = 'Findings';
export const counted = (n: number) => count(n, 'finding');
/** What is wrong, of findings that a company can have by the dozen: one for each of its lines. */
export const kinds = new Map([
  ['ADD-DRIFT', 'Quantities that differ from the portal'],
  ['ADD-MISSING', 'Usage that no addition bills'],
  ['ADD-UNCHECKED', 'Services that are switched off'],
]);
export const times = (n: number) => `${n} times`;
export const fix = 'Fix…';
export const fixLabel = (fix: string) => `Fix: ${fix}`;
/** @param more values that may be expected too */
export const expected = (values: string, more: number) => `expected ${values}${more > 0 ? ` and ${more} more` : ''}`;
export const fixAll = (n: number) => `Fix all ${n} managed-id findings…`;
