import type { ImportCounts, ImportedCustomer, RowError, SkippedRow } from '../../../domain/file-import.ts';
import { MOST_ROW_ERRORS, MOST_SKIPPED } from '../../../domain/file-import.ts';
import { type FileMapping, measureOfColumn } from '../../../domain/file-mapping.ts';
import { COUNTS, SIZES } from './field-names.ts';
import { daysOfMonth, type ReadRow, readRow } from './read-row.ts';
import { rowError } from './row-error.ts';
import type { Breathe, Table, TableRow } from './table.ts';
import { toAccount } from './to-account.ts';

/** What a file says, as it would be imported. */
export interface Understood {
  customers: ImportedCustomer[];
  counts: ImportCounts;
  /** The first of them; `counts.errors` counts all. */
  errors: RowError[];
  /** The newest month that the file names. */
  month?: string;
}

interface Building extends ImportedCustomer {
  /** Where the customer was first named. */
  line: number;
  key: string | undefined;
  nameLine?: number;
  accountLines: Map<string, number>;
  amounts: Map<number, number>;
}

/** Rows after which the page may get a turn. */
const TURN = 500;

/**
 * Understands a table by a mapping that `resolveMapping` completed. A row with an error is left out and reported, with its customer
 * where that could be read, so that what is measured of that customer counts as incomplete.
 */
export async function understand(table: Table, mapping: FileMapping, breathe: Breathe): Promise<Understood> {
  const customers = new Map<string, Building>();
  const errors: RowError[] = [];
  const counts: ImportCounts = {
    rows: table.rows.length,
    customers: 0,
    accounts: 0,
    errors: 0,
    withoutCustomer: 0,
    olderRows: 0,
  };
  const read = (row: TableRow) => readRow(row, mapping, table.from1904 ?? false);
  const month = newestMonth(table, mapping, read);
  for (const [index, row] of table.rows.entries()) {
    if (index % TURN === 0) await breathe(index / table.rows.length);
    const found = read(row);
    if (month !== undefined && found.month !== undefined && found.month < month) {
      counts.olderRows += 1;
      continue;
    }
    const error = take(customers, row.line, found, mapping);
    if (!error) continue;
    counts.errors += 1;
    if (found.customerId === '' && namesAccount(found)) counts.withoutCustomer += 1;
    if (errors.length < MOST_ROW_ERRORS) errors.push(error);
  }
  const built = [...customers.values()].map((one) => finished(one, mapping, month));
  counts.customers = built.length;
  counts.accounts = built.reduce((sum, { accounts }) => sum + accounts.length, 0);
  return { customers: built, counts, errors, ...(month !== undefined && { month }) };
}

function newestMonth(table: Table, { columns }: FileMapping, read: (row: TableRow) => ReadRow): string | undefined {
  if (!columns.some(({ use }) => use === 'month')) return undefined;
  return table.rows.reduce<string | undefined>((newest, row) => {
    const { month } = read(row);
    return month !== undefined && (newest === undefined || month > newest) ? month : newest;
  }, undefined);
}

/** A title or a line of totals names no account. */
function namesAccount({ texts }: ReadRow): boolean {
  return (texts.accountName ?? texts.accountId ?? '') !== '';
}

/** Adds a row to its customer; answers why it was left out. */
function take(
  customers: Map<string, Building>,
  line: number,
  row: ReadRow,
  mapping: FileMapping,
): RowError | undefined {
  const [fault] = row.faults;
  if (row.customerId === '') return rowError(line, fault ?? { what: 'it names no customer' });
  const customer = customers.get(row.customerId) ?? newCustomer(row, line);
  customers.set(row.customerId, customer);
  const error = fault ? rowError(line, fault) : conflict(customer, line, row, mapping);
  if (error) {
    if (customer.skipped.length < MOST_SKIPPED) customer.skipped.push(skippedRow(error, row.customerId));
    return error;
  }
  const { customerName, brand } = row.texts;
  if (customerName !== undefined && customer.nameLine === undefined) {
    customer.customer.name = customerName;
    customer.nameLine = line;
  }
  if (brand !== undefined) customer.customer.brand ??= brand;
  for (const [column, amount] of row.figures)
    customer.amounts.set(column, (customer.amounts.get(column) ?? 0) + amount);
  if (!describesAccounts(mapping)) return undefined;
  const account = toAccount(row, mapping);
  customer.accounts.push(account);
  customer.accountLines.set(account.id, line);
  return undefined;
}

function newCustomer(row: ReadRow, line: number): Building {
  return {
    customer: { id: row.customerId, name: `Customer ${row.customerId}`, active: true },
    accounts: [],
    figures: [],
    skipped: [],
    line,
    key: row.customerKey,
    accountLines: new Map(),
    amounts: new Map(),
  };
}

/** What another row says otherwise. */
function conflict(customer: Building, line: number, row: ReadRow, mapping: FileMapping): RowError | undefined {
  const { customerName } = row.texts;
  if (customer.key !== row.customerKey) {
    return rowError(line, { what: `its customer cannot be distinguished from that of line ${customer.line}` });
  }
  const isOtherName = customerName !== undefined && !isSameText(customerName, customer.customer.name);
  if (customer.nameLine !== undefined && isOtherName) {
    const what = `is not the name of customer ${row.customerId} in line ${customer.nameLine}`;
    return rowError(line, { ...columnOf(mapping, 'customerName'), value: customerName, what });
  }
  if (!describesAccounts(mapping)) return undefined;
  const { id } = toAccount(row, mapping);
  const before = customer.accountLines.get(id);
  if (before === undefined) return undefined;
  const what = `it is the same account as line ${before}`;
  return rowError(line, { what });
}

function columnOf({ columns }: FileMapping, use: string): { column?: string } {
  const header = columns.find((column) => column.use === use)?.header;
  return header === undefined ? {} : { column: header };
}

function isSameText(one: string, other: string): boolean {
  const key = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim();
  return key(one) === key(other);
}

/** A file of figures alone says nothing about accounts. */
function describesAccounts({ columns }: FileMapping): boolean {
  return columns.some(({ use }) => use.startsWith('account') || SIZES.has(use) || COUNTS.has(use));
}

function skippedRow({ line, column, value, sentence }: RowError, customerId: string): SkippedRow {
  const path = column === undefined ? `line ${line}` : `line ${line}, column “${column}”`;
  return { path, value: value ?? '', why: sentence, record: `line ${line}`, customerId, usage: true };
}

/** Two headings that differ in marks alone are distinguished by their place. */
function measureOf({ columns }: FileMapping, index: number): string {
  const measures = columns.map(({ header, use }) => (use === 'figure' ? measureOfColumn(header) : undefined));
  const measure = measureOfColumn(columns[index]?.header ?? '');
  return measures.indexOf(measure) < index ? `${measure}-${index + 1}` : measure;
}

function finished(building: Building, mapping: FileMapping, month: string | undefined): ImportedCustomer {
  const { customer, accounts, skipped, amounts } = building;
  const figures = [...amounts].map(([index, amount]) => {
    const { header = '', unit } = mapping.columns[index] ?? {};
    return {
      measure: measureOf(mapping, index),
      amount,
      unit: unit === 'count' ? ('count' as const) : ('bytes' as const),
      path: header,
      ...(month !== undefined && { period: daysOfMonth(month) }),
    };
  });
  return { customer, accounts, figures, skipped };
}
