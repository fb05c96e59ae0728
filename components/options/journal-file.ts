import type { ExportedChange, ExportPage, JournalPosition } from '../../lib/domain/journal-export.ts';
import { type CsvCell, csvLine } from '../../lib/shared/csv.ts';
import type { JsonValue } from '../../lib/shared/json.ts';
import { ok, type Result } from '../../lib/shared/result.ts';
import { plainText } from '../../lib/shared/text-values.ts';

export type FileFormat = 'csv' | 'json';

interface JournalFile {
  type: string;
  parts: string[];
  /** How many changes are in it. */
  changes: number;
}

const TYPES: Record<FileFormat, string> = { csv: 'text/csv;charset=utf-8', json: 'application/json' };

const COLUMNS = [
  'Time',
  'Run',
  'Company',
  'Company id',
  'EFS ids',
  'Cause',
  'Member',
  'Browser',
  'User',
  'Resource',
  'Operation',
  'Record id',
  'Record',
  'Field',
  'From',
  'To',
  'State',
  'Outcome',
  'Billed before',
  'Billed after',
  'Currency',
  'Billing cycle',
];

/** Spreadsheets take a file for UTF-8 only when it begins so. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Reads the whole journal, page by page, into a file: as CSV a line per field of a change, as JSON an array of changes.
 * @param reported how many changes were read so far, after each page.
 */
export async function journalFile(
  format: FileFormat,
  read: (before: JournalPosition | undefined) => Promise<Result<ExportPage>>,
  reported: (changes: number) => void,
): Promise<Result<JournalFile>> {
  const parts = format === 'csv' ? [BYTE_ORDER_MARK, csvLine(COLUMNS)] : ['['];
  let changes = 0;
  let before: JournalPosition | undefined;
  do {
    const page = await read(before);
    if (!page.ok) return page;
    for (const change of page.value.changes) {
      parts.push(
        format === 'csv'
          ? csvOf(change)
          : `${changes === 0 ? '\n' : ',\n'}${JSON.stringify({ ...change, outcome: plainText(change.outcome) })}`,
      );
      changes += 1;
    }
    reported(changes);
    before = page.value.next;
  } while (before);
  if (format === 'json') parts.push('\n]\n');
  return ok({ type: TYPES[format], parts, changes });
}

function csvOf(change: ExportedChange): string {
  const { fields, money } = change;
  const head: CsvCell[] = [
    change.at,
    change.runId,
    change.companyName,
    change.companyId,
    change.efsIds.join(' '),
    change.cause,
    change.member,
    change.browser,
    change.user,
    change.resource,
    change.op,
    change.recordId,
    change.label,
  ];
  const line = (field: string, from: JsonValue, to: JsonValue) =>
    csvLine([...head, field, plain(from), plain(to), change.state, plainText(change.outcome), ...billed(field)]);
  // On one line of a change alone: a column that is added up counts nothing twice.
  const billed = (field: string): CsvCell[] =>
    money && field === 'quantity' ? [money.from, money.to, money.currency, money.cycle] : ['', '', '', ''];
  if (fields.length === 0) return line('', null, null);
  return fields.map(({ field, from, to }) => line(field, from, to)).join('');
}

function plain(value: JsonValue): CsvCell {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
