import type { Guard } from '../../../lib/domain/guard.ts';
import { count, formatNumber } from '../../ui/format.ts';

/** The list of what waits for a user's approval. */
export const APPROVALS = {
  heading: 'Approvals',
  lead: 'Changes that a money guard holds, newest first. They are written once you approve them.',
  empty: 'Nothing waits for approval.',
  nothingFits: 'Nothing of this filter waits for approval.',
  nothingFound: (search: string) => `No change of this filter contains “${search.trim()}”.`,
  filters: 'Reasons',
  all: 'All reasons',
  search: 'Search approvals',
  searchPlaceholder: 'Company, addition',
  oneCompany: (name: string) => `Only ${name}.`,
  allCompanies: 'Show all companies',
  /** Read out with the company's name. */
  onlyThis: 'Only this company',
  heads: { select: 'Select', company: 'Company', change: 'Change', reason: 'Reason', since: 'Waiting since' },
  select: (label: string, company: string) => `Select ${label}, ${company}`,
  selected: (n: number) => `${count(n, 'change')} selected`,
  allSelected: (n: number) => `All ${count(n, 'change')} that fit the filter are selected`,
  selectAll: (n: number) => `Select all ${formatNumber(n)} that fit the filter`,
  clear: 'Clear selection',
  approve: 'Approve…',
  reject: 'Reject',
  rejectHint: 'Approve shows a preview first. A rejected change is not proposed again until its values differ.',
  rejected: (n: number) =>
    `${count(n, 'change')} rejected: ${n === 1 ? 'it is' : 'they are'} not proposed again until ${n === 1 ? 'its' : 'their'} values differ.`,
  restore: (n: number) => `Restore rejected (${formatNumber(n)})`,
  restored: (n: number) => `${count(n, 'change')} restored.`,
  /** Read out with the number in the navigation. */
  waiting: 'waiting',
} as const;

/** What each guard holds a change for, in a few words. */
export const GUARD_WORDS: Record<Guard['code'], string> = {
  'GUARD-UNIT': 'Different unit',
  'GUARD-JUMP': 'Large change',
  'GUARD-ZERO': 'Drops to zero',
  'GUARD-INVOICED': 'Invoiced period',
  'GUARD-PRICE': 'Price',
  'GUARD-INCOMPLETE': 'Incomplete data',
  'GUARD-SERVICE': 'Product not chosen',
  'GUARD-CUSTOMER': 'Names differ',
};
