import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFile } from '../../../../lib/portal/file/reading/open-file.ts';
import { value } from '../against-simulator.ts';
import { encoded, linesOf, tableOf } from './read-text.ts';

const FAILURE = (message: RegExp) => ({ ok: false, failure: { message: expect.stringMatching(message) } });

describe('the text of a file', () => {
  const text = 'CID;User Name\r\n342;Müller & Söhne\r\n355;Café';
  it.each([
    ['UTF-8', new TextEncoder().encode(text)],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${text}`)],
    ['UTF-16 LE', encoded(text, 'utf-16le')],
    ['UTF-16 BE', encoded(text, 'utf-16be')],
    ['Windows-1252', encoded(text, 'windows-1252')],
  ])('is read in %s', async (_, bytes) => {
    const table = value(await openFile(bytes));
    expect(table.headers).toEqual(['CID', 'User Name']);
    expect(linesOf(table)).toEqual([
      [2, '342', 'Müller & Söhne'],
      [3, '355', 'Café'],
    ]);
  });

  it.each([
    ['nothing', '', /empty/],
    ['headings alone', 'CID,User Name\n', /no rows/],
    ['a web page called .xls', '<html><table><tr><td>1</td></tr></table>', /web page/],
    ['XML', '<?xml version="1.0"?><Workbook/>', /web page or XML/],
    ['zero bytes', 'CID\0,Name\n1,2', /neither text nor a workbook/],
    ['a quotation mark that never ends', 'CID,Name\n342,"Eddie\n355,Joe\n', /Line 2: .*never closed/],
  ])('is refused where it is %s', async (_, source, message) => {
    expect(await openFile(new TextEncoder().encode(source))).toMatchObject(FAILURE(message));
  });

  it('is refused where it is an old workbook, or larger than 50 MB', async () => {
    const old = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await openFile(old)).toMatchObject(FAILURE(/old \.xls format/));
    expect(await openFile(new Uint8Array(50 * 1024 * 1024 + 1))).toMatchObject(FAILURE(/larger than 50 MB/));
  });
});

describe('the rows of a text', () => {
  it.each([',', ';', '\t', '|'])('are divided by %j, whatever is in quotation marks', async (separator) => {
    const row = (...cells: string[]) => cells.join(separator);
    const text = [
      row('CID', 'User Name', 'Status'),
      row('342', `"a${separator}b"`, 'OK'),
      row('343', '"two\r\nlines"', '"says ""no"""'),
      row('344', '', ' x '),
    ].join('\r\n');
    expect(linesOf(await tableOf(text))).toEqual([
      [2, '342', `a${separator}b`, 'OK'],
      [3, '343', 'two\nlines', 'says "no"'],
      [5, '344', '', 'x'],
    ]);
  });

  it.each([
    ['as often', '"","|\n","|\n|"'],
    ['more often', '"","|\n|\n|\n|\n|\n|","|\n|"'],
  ])('are divided by the comma where another separator makes lines of a cell look like rows, %s', async (_, row) => {
    const { headers, rows } = await tableOf(`"CID","User Name","Status"\n${row}\n1,2,3`);
    expect(headers).toEqual(['CID', 'User Name', 'Status']);
    expect(rows.map(({ cells }) => cells.length)).toEqual([3, 3]);
  });

  it('are divided by the separator of almost all rows, also where the marks of one do not match', async () => {
    const rows = Array.from({ length: 20 }, (__, at) => `${at + 1},Customer ${at}${at % 7 === 0 ? '; Ltd' : ''},OK`);
    const { rows: read } = await tableOf(`CID,User Name,Status\n${rows.join('\n')}\n99,"Bad" name,"OK"\n`);
    expect(read).toHaveLength(21);
    expect(read.filter(({ broken }) => broken !== undefined).map(({ line }) => line)).toEqual([22]);
  });

  it('are divided as the first line of a spreadsheet says, and counted with it', async () => {
    const table = await tableOf('sep=;\nCID;Name\n342;"a,b,c,d"\n');
    expect([table.headers, linesOf(table)]).toEqual([['CID', 'Name'], [[3, '342', 'a,b,c,d']]]);
  });

  it('begin below the headings, which may have a title above', async () => {
    const table = await tableOf(
      'Raw Customer Data Report,,\nMay 2026,,\n\nCust. ID,Company,Online (GB)\n342,Eddie,1\n',
    );
    expect([table.headerLine, table.headers]).toEqual([4, ['Cust. ID', 'Company', 'Online (GB)']]);
    expect(linesOf(table)).toEqual([[5, '342', 'Eddie', '1']]);
  });

  it('are broken, not shifted, where cells are missing or too many', async () => {
    const { rows } = await tableOf('CID,Name,Status\n342,Eddie\n343,A,B,C\n344,A,B,,\n');
    expect(rows.map(({ line, broken }) => [line, broken])).toEqual([
      [2, 'it has 2 cells, but there are 3 headings'],
      [3, 'it has 4 cells, but there are 3 headings'],
      [4, undefined],
    ]);
  });

  it('have headings that can be distinguished', async () => {
    const { headers } = await tableOf('CID,GB,GB,,Name\n1,2,3,4,5\n');
    expect(headers).toEqual(['CID', 'GB', 'GB (2)', 'Column 4', 'Name']);
  });

  it('come out as they were written, whatever they hold', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '|', '\n', ' ', '1', '=') });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 }), async (rows) => {
        const text = [['CID', 'User Name', 'Status'], ...rows].map((row) => row.map(quoted).join(',')).join('\n');
        const read = await tableOf(`${text}\n1,2,3\n`);
        const filled = rows.filter((row) => row.some((one) => one.trim() !== ''));
        const cells = read.rows.map((row) => row.cells);
        expect(cells).toEqual([...filled, ['1', '2', '3']]);
      }),
    );
  });

  it('never make the reader throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (bytes) => {
        expect(await openFile(bytes)).toHaveProperty('ok');
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ';', '\t') }), async (text) => {
        expect(await openFile(new TextEncoder().encode(text))).toHaveProperty('ok');
      }),
    );
  });

  it('are the same however the pieces fall', async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => `${at + 1},"name ""${at}"",\n x",${'y'.repeat(at % 40)}`);
    const table = await tableOf(`CID,User Name,Status\n${rows.join('\n')}`);
    expect(table.rows).toHaveLength(30_000);
    expect(table.rows.every(({ line, cells }, at) => line === 2 + at * 2 && cells[1] === `name "${at}",\n x`)).toBe(
      true,
    );
  });

  it('may be 200,000 and no more', async () => {
    const text = `CID,Name\n${'1,2\n'.repeat(200_001)}`;
    expect(await openFile(new TextEncoder().encode(text))).toMatchObject(FAILURE(/more than 200,000 rows/));
  });
});
