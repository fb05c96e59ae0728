import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportedCustomer } from '../../lib/domain/file-import.ts';
import { openFile, proposeMapping, resolveMapping, understand } from '../../lib/portal/file/reading/reader.ts';
import type { Table } from '../../lib/portal/file/reading/table.ts';
import { readTime } from '../../lib/shared/time.ts';
import { encoded } from '../unit/portal/file/read-text.ts';
import { workbookOf } from '../unit/portal/file/workbook-of.ts';
import { expectFailure } from './support/expect-failure.ts';
import { rarely } from './support/fuzzed-answers.ts';
import { RUNS, tryAll } from './support/try-all.ts';

const cell = fc.oneof(
  fc.constantFrom(
    '342',
    '355',
    'ETV-Primary',
    'Select',
    '12.5',
    '1.234,56',
    '1,234.56',
    '2026-11-20',
    '20.11.2026',
    '2026-11',
    '',
  ),
  fc.constantFrom(
    '-3',
    'NaN',
    'Infinity',
    '1e9',
    '1e400',
    '99999999999999999999',
    '__proto__',
    'constructor',
    '=1+1',
    '#N/A',
    '\u202e',
    '\ud800',
    '12 GB',
    '31.02.2026',
    '"',
    "'",
  ),
  fc.string({ maxLength: 12 }),
  fc.double(),
);
/** A column with what its cells usually hold. */
const COLUMNS: Record<string, fc.Arbitrary<string | number>> = {
  CID: fc.constantFrom('342', '355', '0342', 'EFS-342', 361),
  Customer: fc.constantFrom("Eddie's TV Repair", 'Joe TV Repair'),
  'User Name': fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  SPlan: fc.constantFrom('Select', 'Basic', 'Trial', 'ShadowProtect BDR'),
  'Online (GB)': fc.oneof(
    fc.nat(5_000),
    fc.double({ min: 0, max: 5_000, noNaN: true }).map((amount) => amount.toFixed(2)),
  ),
  'Local (GB)': fc.nat(5_000),
  Mailboxes: fc.nat(50),
  'Last backup': fc.constantFrom('2026-11-20', '2026-11-20 06:00', '11/20/2026', '20.11.2026'),
  Month: fc.constantFrom('2026-11', '2026-10'),
};

/** Rows as a portal exports them; now and then a heading or a cell is something else. */
const sheet = fc
  .tuple(fc.shuffledSubarray(Object.keys(COLUMNS), { minLength: 3 }), rarely(fc.string({ maxLength: 20 })))
  .chain(([names, odd]) => {
    const usual = names.map((name) => COLUMNS[name] ?? cell);
    const row = fc.tuple(
      ...usual.map((one) => fc.oneof({ weight: 9, arbitrary: one }, { weight: 1, arbitrary: cell })),
    );
    const headers = odd === undefined ? names : [...names.slice(0, -1), odd];
    return fc.array(row, { maxLength: 12 }).map((rows) => [headers, ...rows]);
  });

const csv = fc
  .record({
    sheet,
    separator: fc.constantFrom(',', ';', '\t', '|'),
    end: fc.constantFrom('\n', '\r\n'),
    quotes: fc.boolean(),
    encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
  })
  .map(({ sheet: rows, separator, end, quotes, encoding }) => {
    const quoted = (value: unknown) => (quotes ? `"${String(value).replaceAll('"', '""')}"` : String(value));
    const text = rows.map((row) => row.map(quoted).join(separator)).join(end);
    return encoding === 'utf-8' ? new TextEncoder().encode(text) : encoded(text, encoding as 'utf-16le');
  });

/** A workbook in which a byte, or the markup of its sheet, is another. */
const xlsx = fc
  .record({
    sheet,
    inline: fc.boolean(),
    damage: rarely(fc.tuple(fc.nat(5_000), fc.nat(255))),
    markup: rarely(
      fc.constantFrom(
        '<worksheet><sheetData><row r="9999999"><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>',
        '<worksheet><sheetData><row><c t="s"><v>-1</v></c><c t="s"><v>1e9</v></c></row></sheetData></worksheet>',
        '<worksheet><sheetData><row r="x"><c><v>1</v></c></row><row r="-1"><c><v> </v></c></row></sheetData></worksheet>',
        '<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>',
        '<worksheet>',
      ),
    ),
  })
  .map(({ sheet: rows, inline, damage, markup }) => {
    const parts = markup === undefined ? {} : { parts: { 'xl/worksheets/sheet1.xml': markup } };
    const bytes = workbookOf({ List: rows }, { inline, ...parts });
    const [at, byte] = damage ?? [];
    if (at !== undefined && byte !== undefined) bytes[at % bytes.length] = byte;
    return bytes;
  });

const files = fc.oneof(csv, csv, xlsx, fc.uint8Array({ maxLength: 500 }));

describe('whatever an export of a portal holds', () => {
  it(`is imported as amounts and times that can be, or named by line and column (${RUNS} files)`, async () => {
    const seen = { read: 0, accounts: 0, faulty: 0 };
    await tryAll('exports', files, async (bytes) => {
      const opened = await openFile(bytes);
      if (!opened.ok) return expectFailure(opened.failure);
      expectTable(opened.value);
      const { mapping } = resolveMapping(opened.value, proposeMapping(opened.value.headers));
      const { customers, counts, errors } = await understand(opened.value, mapping, async () => undefined);
      seen.read += 1;
      seen.accounts += counts.accounts;
      seen.faulty += counts.errors;
      for (const { line, sentence } of errors) {
        expect(line).toBeGreaterThan(0);
        expect(sentence).toMatch(/\w.*\.$/su);
        expect(sentence.length).toBeLessThanOrEqual(1_000);
      }
      expect(counts.rows).toBe(opened.value.rows.length);
      expect(counts.customers).toBe(customers.length);
      expect(new Set(customers.map(({ customer }) => customer.id)).size).toBe(customers.length);
      for (const customer of customers) expectCustomer(customer);
    });
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 20);
  });
});

function expectTable({ headers, rows }: Table): void {
  expect(new Set(headers).size).toBe(headers.length);
  for (const { line, cells, broken } of rows) {
    expect(line).toBeGreaterThan(0);
    if (broken === undefined) expect(cells.length).toBeLessThanOrEqual(headers.length);
  }
}

function expectCustomer({ customer, accounts, figures }: ImportedCustomer): void {
  expect(customer.id).toMatch(/^[1-9]\d*$/);
  expect(new Set(accounts.map(({ id }) => id)).size).toBe(accounts.length);
  for (const { customerId, onlineBytes, localBytes, mailboxes, licences, lastBackupAt } of accounts) {
    expect(customerId).toBe(customer.id);
    for (const amount of [onlineBytes, localBytes, mailboxes, licences])
      expect(amount === undefined || (Number.isFinite(amount) && amount >= 0), String(amount)).toBe(true);
    expect(lastBackupAt === undefined || readTime(lastBackupAt) !== undefined, lastBackupAt).toBe(true);
  }
  for (const { amount } of figures) expect(Number.isFinite(amount) && amount >= 0, String(amount)).toBe(true);
}
