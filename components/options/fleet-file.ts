import type { FleetPage, FleetRow } from '../../lib/domain/fleet.ts';
import { type CsvCell, csvLine } from '../../lib/shared/csv.ts';
import { sentence } from '../../lib/shared/errors.ts';
import { ok, type Result } from '../../lib/shared/result.ts';
import { plainText } from '../../lib/shared/text-values.ts';
import type { FleetRowsQuery } from './fleet-month.ts';

/** Rows of one answer: few messages for many companies. */
const WINDOW = 1_000;

/** Spreadsheets take a file for UTF-8 only when it begins so. */
const BYTE_ORDER_MARK = '\uFEFF';

const COLUMNS = [
  'Company',
  'Company id',
  'Customer',
  'Customer id',
  'EFS id',
  'Billed now',
  'Should be billed',
  'Currency',
  'Billing cycle',
  'Link',
  'Health',
  'Health reason',
  'Errors',
  'Warnings',
  'Hints',
  'Finding codes',
  'Lines that differ',
  'Lines on hold',
  'Missing managed IDs',
  'Missing additions',
  'Serial numbers to fix',
  'Last sync',
  'Throttled until',
  'ConnectWise read',
  'Portal read',
  'Not compared because',
];

/** A query without the window that a page asks for. */
type ReadRows = (window: { offset: number; limit: number }) => Promise<Result<FleetPage>>;

interface FleetFile {
  type: string;
  parts: string[];
  rows: number;
}

/**
 * Reads all rows of a query, seen or not, into a CSV file: a line per company, and another one for each further currency or billing
 * cycle, on which only money is written, so that a column that is added up counts nothing twice.
 * @param reported how many rows of how many were read so far, after each window.
 */
export async function fleetFile(
  read: ReadRows,
  reported: (rows: number, total: number) => void,
): Promise<Result<FleetFile>> {
  const parts = [BYTE_ORDER_MARK, csvLine(COLUMNS)];
  let rows = 0;
  let total = 0;
  do {
    const page = await read({ offset: rows, limit: WINDOW });
    if (!page.ok) return page;
    // A list that has become shorter since ends here.
    if (page.value.rows.length === 0) break;
    parts.push(...page.value.rows.map(linesOf));
    rows += page.value.rows.length;
    total = page.value.total;
    reported(rows, total);
  } while (rows < total);
  return ok({ type: 'text/csv;charset=utf-8', parts, rows });
}

/** `backup-bridge-companies-billed-wrongly-2026-11-21.csv`; of a month's first comparison `…-first-of-2026-11.csv` */
export function fleetFileName({ filter, month }: Pick<FleetRowsQuery, 'filter' | 'month'>, now: Date): string {
  const of = month === undefined ? now.toISOString().slice(0, 10) : `first-of-${month}`;
  return `backup-bridge-companies-${filter}-${of}.csv`;
}

function linesOf(row: FleetRow): string {
  const names: CsvCell[] = [
    row.companyName ?? null,
    row.companyId ?? null,
    row.customerName,
    row.customerId,
    row.efsId,
  ];
  const [first, ...further] = row.difference.map(({ from, to, currency, cycle }): CsvCell[] => [
    from,
    to,
    currency?.code || currency?.symbol || null,
    cycle ?? null,
  ]);
  const lines = [[...names, ...(first ?? NO_MONEY), ...restOf(row)], ...further.map((money) => [...names, ...money])];
  return lines.map((cells) => csvLine(padded(cells))).join('');
}

const NO_MONEY: readonly CsvCell[] = [null, null, null, null];

function restOf(row: FleetRow): CsvCell[] {
  return [
    row.link,
    row.health,
    plainText(row.healthReason),
    row.findings.error,
    row.findings.warning,
    row.findings.info,
    row.codes.join(' '),
    row.lines,
    row.held,
    row.missingManagedIds,
    row.missingAdditions,
    row.fixableSerials,
    row.lastSyncAt ?? null,
    row.throttledUntil ?? null,
    row.readAt ?? null,
    row.factsAt ?? null,
    row.failure ? plainText(sentence(row.failure)) : null,
  ];
}

/** Every line of a file has the same number of cells. */
function padded(cells: readonly CsvCell[]): CsvCell[] {
  return [...cells, ...Array.from({ length: COLUMNS.length - cells.length }, () => null)];
}
