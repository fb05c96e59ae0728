import type { FileImport, ImportCounts } from '../../../lib/domain/file-import.ts';
import type { ColumnUse, DateOrder, DecimalMark, SizeUnit } from '../../../lib/domain/file-mapping.ts';
import type { MappingIssue } from '../../../lib/portal/file/reading/columns.ts';
import { count } from '../../ui/format.ts';

/** Import of a file in place of a portal. */
export const FILE_IMPORT = {
  lead: 'For a portal without an API: import its exports, such as the Account List or the Raw Customer Data Report. A newer import replaces the data as a whole.',
  name: { label: 'Name', hint: 'What you call this source. Links and history belong to it.', initial: 'Accounts' },
  drop: 'Drop a CSV or XLSX file here',
  or: 'or',
  choose: 'Choose a file…',
  chooseOther: 'Choose another file…',
  limits: 'Up to 50 MB and 200,000 rows. The file is read in this browser and sent nowhere.',
  unreadable: 'The browser cannot read this file.',
  unreadableNext: 'Check that it still exists, then choose it again.',
  reading: 'Reading the file',
  importing: 'Importing',
  sheet: 'Sheet',
  columns: 'Columns',
  remembered: 'The columns are understood as in the last file of this shape.',
  unknownShape: 'Say what the columns mean. This is remembered for the next file with the same headings.',
  heads: { column: 'Column', values: 'First values', use: 'Means', details: 'Read as' },
  useOf: (header: string) => `Meaning of ${header}`,
  unitOf: (header: string) => `Unit of ${header}`,
  decimalOf: (header: string) => `Decimal mark of ${header}`,
  datesOf: (header: string) => `Order of dates in ${header}`,
  chooseUnit: 'Choose the unit…',
  chooseDecimal: 'Choose the decimal mark…',
  chooseDates: 'Choose the order…',
  efsIds: {
    label: 'The customer ids are EFS ids',
    hint: 'Turn it on only if customer 342 is EFS-342 in ConnectWise. Otherwise you confirm each company once under Companies.',
  },
  preview: 'Preview',
  previewHeads: {
    customer: 'Customer',
    account: 'Account',
    plan: 'Plan',
    online: 'Online',
    local: 'Local',
    backup: 'Last backup',
  },
  customerNumber: (id: string) => `Customer ${id}`,
  bytes: (amount: string) => `${amount} GB`,
  noAccounts: 'No account',
  more: (n: number) => `and ${count(n, 'more account')}`,
  fewer: (before: number, now: number) =>
    `The last import had ${count(before, 'customer')}, this file has ${now}. Import it only if the others are gone.`,
  replacesPortal: 'Importing it replaces the portal that is connected now.',
  import: 'Import',
  imported: (name: string, customers: number) => `Imported. “${name}” has ${count(customers, 'customer')}.`,
  errors: (n: number) => `${count(n, 'row')} left out`,
  moreErrors: (n: number) => `and ${n} more`,
  saveErrors: 'Save the list as CSV',
  errorHeads: ['Line', 'Column', 'Value', 'Reason'],
  errorFile: 'backup-bridge-left-out-rows.csv',
  last: 'Last import',
  replace: 'Replace by a newer file…',
  remove: 'Remove…',
  removeQuestion: 'Remove the data of this file? Nothing is synced until a portal or a file is connected again.',
  old: 'The data are older than 35 days. Quantities of this file need approval until a newer one is imported.',
} as const;

/** What an import would bring, or brought. */
export function countsWords({ rows, customers, accounts, olderRows }: ImportCounts): string {
  const older = olderRows > 0 ? ` ${count(olderRows, 'row')} of earlier months not used.` : '';
  return `${count(customers, 'customer')}, ${count(accounts, 'account')} from ${count(rows, 'row')}.${older}`;
}

/** Before the ages of the last import. */
export const lastWords = ({ name, fileName }: Pick<FileImport, 'name' | 'fileName'>) =>
  `“${name}”: ${fileName}, imported `;
export const dataBefore = ', data of ';

export const USE_WORDS: Record<ColumnUse, string> = {
  ignore: 'Not used',
  customerId: 'Customer id',
  customerName: 'Customer name',
  brand: 'Brand',
  accountId: 'Account id',
  parentId: 'Id of the parent account',
  accountNo: 'Account number',
  accountName: 'Account name',
  role: 'Role',
  plan: 'Plan',
  kind: 'Kind (server, desktop, …)',
  onlineBytes: 'Online size',
  localBytes: 'Local size',
  mailboxes: 'Mailboxes',
  licences: 'Licenses',
  lastBackupAt: 'Last backup',
  lastErrorFreeBackupAt: 'Last error-free backup',
  lastStatus: 'Status',
  expiresAt: 'Expires',
  month: 'Month',
  figure: 'Amount of the customer',
};

export const UNIT_WORDS: Record<SizeUnit | 'count', string> = {
  count: 'A count',
  bytes: 'Bytes',
  kB: 'kB (1,000 bytes)',
  KiB: 'KiB (1,024 bytes)',
  MB: 'MB (1,000 kB)',
  MiB: 'MiB (1,024 KiB)',
  GB: 'GB (1,000 MB)',
  GiB: 'GiB (1,024 MiB)',
  TB: 'TB (1,000 GB)',
  TiB: 'TiB (1,024 GiB)',
};

export const DECIMAL_WORDS: Record<DecimalMark, string> = {
  point: '1,234.5 (decimal point)',
  comma: '1.234,5 (decimal comma)',
};

export const DATE_WORDS: Record<DateOrder, string> = {
  'day-first': '31/12/2026 (day first)',
  'month-first': '12/31/2026 (month first)',
};

/** Returns what a user has to decide before the file can be imported. @param header of the issue's column */
export function issueWords(issue: MappingIssue, header: string): string {
  switch (issue.code) {
    case 'no-customer':
      return 'Missing: a column with the customer id or the customer name.';
    case 'no-amounts':
      return 'Missing: a column that names accounts, or one with an amount.';
    case 'used-twice':
      return `“${header}” and “${issue.other}” mean the same. Choose one of them.`;
    case 'unit':
      return `“${header}”: choose what its numbers are in.`;
    case 'decimal':
      return `“${header}”: its numbers can be read in two ways. Choose the decimal mark.`;
    case 'decimal-mixed':
      return `“${header}”: some numbers have a decimal point, some a decimal comma. Choose one; the other rows are left out.`;
    case 'dates':
      return `“${header}”: its dates can be read in two ways. Choose the order of day and month.`;
    case 'dates-mixed':
      return `“${header}”: some dates begin with the day, some with the month. Choose one; the other rows are left out.`;
  }
}
