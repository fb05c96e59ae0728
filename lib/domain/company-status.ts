import { literalText } from '../shared/text-values.ts';
import type { Company } from './connectwise-records.ts';

/**
 * Why a company should not receive syncs any more, in words that follow "The company"; undefined: nothing against it.
 * Statuses are free text in ConnectWise (Setup Tables › Company Status), so the usual words are looked for. A merged
 * company stays behind as deleted, or with a status that says so.
 */
export function companyDefect(company: Company): string | undefined {
  if (/\bmerged\b/i.test(company.statusName)) return 'was merged into another one';
  if (company.deletedFlag) return 'is deleted';
  return INACTIVE.test(company.statusName) ? `has the status “${literalText(company.statusName)}”` : undefined;
}

const INACTIVE = /\b(inactive|not[\s-]?active|former|closed|cancell?ed|terminated|out of business|archived|deleted)\b/i;
