import type { Addition } from '../connectwise-records.ts';
import type { Finding } from '../finding.ts';

/** Serial numbers that say nothing of whose usage they bill: what they should bill is not missing besides. */
const WRONG_SERIALS: ReadonlySet<string> = new Set(['ADD-SERIAL-MISSING', 'ADD-SERIAL-UNKNOWN', 'ADD-SERIAL-COMPANY']);

/**
 * Returns managed-ID findings without those that another one says better: an id that the portal does not know is the wrong half of a
 * mismatch, where that says which half is wrong.
 */
export function managedIdFaultsOnce(findings: readonly Finding[]): Finding[] {
  const mismatches = findings.filter(({ code, fix }) => code === 'MID-MISMATCH' && fix);
  const wrongHalves = new Set(mismatches.flatMap(({ fix }) => fix?.changes.map(({ ref }) => ref.id) ?? []));
  return findings.filter(({ code, where }) => code !== 'MID-UNKNOWN' || !wrongHalves.has(where.recordId));
}

/**
 * Returns addition findings without ADD-MISSING for a product that has an addition whose serial number is the fault: entering the right
 * serial number is what makes it bill.
 */
export function additionFaultsOnce(findings: readonly Finding[], additions: readonly Addition[]): Finding[] {
  const faulty = new Set(findings.filter(({ code }) => WRONG_SERIALS.has(code)).map(({ where }) => where.recordId));
  const products = new Set(additions.filter(({ id }) => faulty.has(id)).map(({ product }) => product.identifier));
  return findings.filter(({ code, expected }) => code !== 'ADD-MISSING' || !products.has(productOf(expected)));
}

/**
 * Returns the findings of a company without those that follow from having no managed-ID entry at all (MID-NONE): that no addition's
 * serial number is among the company's ids.
 */
export function companyFaultsOnce(findings: readonly Finding[]): Finding[] {
  if (!findings.some(({ code }) => code === 'MID-NONE')) return [...findings];
  return findings.filter(({ code }) => code !== 'ADD-SERIAL-COMPANY');
}

function productOf(expected: Finding['expected']): string {
  const isObject = typeof expected === 'object' && expected !== null && !Array.isArray(expected);
  return isObject && typeof expected.product === 'string' ? expected.product : '';
}
