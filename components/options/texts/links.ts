import type { LinkRow } from '../../../lib/domain/link-view.ts';
import { count } from '../../ui/format.ts';

/** Every text of the list of links. */
export const LINKS_TEXTS = {
  title: 'Linked companies',
  lead: 'Which company in ConnectWise is a customer of the portal. Without a link nothing of a customer is written.',
  leadByManagedId:
    'Two managed-ID entries with its EFS id link a customer to a company. Without them nothing of it is written.',
  search: 'Search',
  searchPlaceholder: 'Customer, company, number',
  heads: { customer: 'Customer', company: 'Company', link: 'Link', action: 'Action' },
  confirm: 'Confirm',
  confirmOf: (row: LinkRow) => `Confirm ${row.customerName}`,
  link: 'Link…',
  linkOf: (row: LinkRow) => `Link ${row.customerName}`,
  unlink: 'Unlink',
  unlinkOf: (row: LinkRow) => `Unlink ${row.customerName}`,
  apply: 'Create and link',
  cancel: 'Cancel',
  confirmExact: (matches: number) => `Confirm all exact matches (${matches})`,
  previous: 'Previous',
  next: 'Next',
  page: (from: number, to: number, total: number) => `${from}–${to} of ${total}`,
  empty: 'The portal has no customers yet.',
  nothingFound: (search: string) => `No customer or company contains “${search.trim()}”.`,
  partial: 'The companies of ConnectWise cannot be read now, so names and suggestions are missing.',
  confirmed: (done: { confirmed: number; skipped: number }) =>
    done.skipped === 0
      ? `${count(done.confirmed, 'link')} confirmed.`
      : `${count(done.confirmed, 'link')} confirmed; ${count(done.skipped, 'company is', 'companies are')} not active.`,
  planned: (company: string, efsId: string) => `Link to ${company} (${efsId})`,
  creates: 'Creates in ConnectWise:',
  createsNothing: 'Its managed-ID entries are there already.',
  linked: 'Linked.',
} as const;

/** The preview that links several customers. */
export const LINK_ALL = {
  open: (matches: number) => `Link all with the same name (${matches})…`,
  title: (matches: number) => `Link ${count(matches, 'customer')} with the same name`,
  applying: 'Linking',
  notLinked: (why: string) => `Not linked. ${why}`,
  partly: (linked: number, left: number) => `${count(linked, 'customer')} linked, ${left} not:`,
  close: 'Close',
} as const;

/** What speaks for a row's link, in words. */
export function evidenceWords({ state, evidence, doubt }: LinkRow): string {
  if (state === 'conflicting') return 'Several companies have its EFS id: nothing is written';
  if (state === 'none') return 'Not linked';
  const words = evidence === undefined ? '' : EVIDENCE[evidence];
  if (state === 'suggested') return `Suggested: ${words.toLowerCase()}`;
  return doubt ? `${words}. The names differ: confirm once` : words;
}

const EVIDENCE = {
  'managed-id': 'Managed-ID entries',
  'exact-name': 'Same name',
  'similar-name': 'Similar name',
  choice: 'Chosen by a user',
} as const;
