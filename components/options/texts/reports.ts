import type { ReportedCustomer, ReportedFailure } from '../../../lib/domain/backup-report.ts';
import type { Severity } from '../../../lib/domain/portal-facts.ts';
import { count, formatMonth, formatNumber } from '../../ui/format.ts';
import { TYPE_WORDS } from './rules.ts';

/** Every text of the section of backup reports and of the reports themselves. */
export const REPORTS = {
  heading: 'Reports',
  lead: 'A backup report for each company and month, to print or to save as PDF: backups, what failed, and usage against billing.',
  choose: 'Companies and month',
  month: 'Month',
  search: 'Search companies',
  searchPlaceholder: 'Company',
  companies: 'Companies',
  all: (n: number) => `Select all ${formatNumber(n)}`,
  none: 'Clear selection',
  selected: (n: number) => `${count(n, 'company', 'companies')} selected`,
  shownOf: (shown: number, of: number) => `${formatNumber(shown)} of ${formatNumber(of)} shown: search for the others.`,
  show: (n: number) => (n === 1 ? 'Show report' : `Show ${formatNumber(n)} reports`),
  print: (n: number) => (n === 1 ? 'Print report' : `Print ${formatNumber(n)} reports`),
  cancel: 'Cancel',
  progress: (done: number, of: number) => `${formatNumber(done)} of ${formatNumber(of)} reports made`,
  notMade: (n: number) => `${count(n, 'report')} could not be made:`,
  empty: 'No company is known to be linked to a customer of the portal yet. Compare all companies, or link some.',
  listed: 'Listed are the companies whose link is known: by a comparison, a sync or their own page.',
  link: 'Open Companies',
  nothingFound: (search: string) => `No linked company contains “${search.trim()}”.`,
  failedFor: (company: string) => `${company}:`,
  reports: 'Reports that were made',
} as const;

/** Texts of one report. */
export const REPORT = {
  title: (company: string) => `Backup report for ${company}`,
  subtitle: (month: string, isOver: boolean) => (isOver ? formatMonth(month) : `${formatMonth(month)}, so far`),
  made: 'Made ',
  read: 'portal read ',
  figures: 'Figures of the month',
  successful: 'Successful backups',
  failed: 'Failed backups',
  incomplete: 'Backups with warnings',
  servers: 'Servers',
  workstations: 'Workstations',
  accountsWithErrors: 'Accounts with errors',
  unknown: '–',
  accounts: 'Accounts',
  account: 'Account',
  state: 'State now',
  newest: 'Newest backup',
  days: 'Days',
  daysOk: 'OK',
  daysWarning: 'Warning',
  daysError: 'Error',
  picture: (days: number) => `Each of ${count(days, 'day')}`,
  failures: 'What failed',
  failure: 'Event',
  times: 'Times',
  last: 'Last',
  message: 'Last message',
  noFailures: 'Nothing failed that the portal reported.',
  usage: 'Usage',
  service: 'Service',
  first: 'First day measured',
  lastMeasured: 'Last day measured',
  highest: 'Highest',
  course: 'Course',
  noUsage: 'No usage was measured in this month.',
  billing: 'Usage against billing, now',
  noAccounts: 'The portal lists no account of this customer.',
} as const;

const SEVERITY_WORDS: Record<Exclude<Severity, 'ok'>, string> = { warning: 'Warning', error: 'Error' };

/** `Backup failed (error), ETV-Primary`. */
export function failureWords({ type, severity, account }: ReportedFailure): string {
  const what = `${TYPE_WORDS[type]} (${SEVERITY_WORDS[severity].toLowerCase()})`;
  return account === undefined ? what : `${account}: ${what}`;
}

/** A figure with its name; the dash where it is not known. */
export function figuresOf({ jobs, machines, accounts }: ReportedCustomer): { name: string; value: string }[] {
  const number = (value: number | undefined) => (value === undefined ? REPORT.unknown : formatNumber(value));
  const withErrors = accounts.filter(({ daysError }) => daysError > 0).length;
  return [
    { name: REPORT.successful, value: number(jobs?.successes) },
    { name: REPORT.failed, value: number(jobs?.failed) },
    { name: REPORT.incomplete, value: number(jobs?.incomplete) },
    { name: REPORT.accountsWithErrors, value: `${number(withErrors)} / ${number(accounts.length)}` },
    ...(machines
      ? [
          { name: REPORT.servers, value: number(machines.totalServers) },
          { name: REPORT.workstations, value: number(machines.totalWorkstations) },
        ]
      : []),
  ];
}
