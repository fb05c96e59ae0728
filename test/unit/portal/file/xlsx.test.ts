import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openFile } from '../../../../lib/portal/file/reading/open-file.ts';
import { value } from '../against-simulator.ts';
import { linesOf } from './read-text.ts';
import { workbookOf } from './workbook-of.ts';

const ACCOUNTS = [['CID', 'User Name', 'Online (GB)'], [342, 'Eddie & <Joe>', 12.5], [], [355, 'Joe', 0]];

describe('a workbook', () => {
  it.each([
    ['shared texts', {}],
    ['texts in their cells', { inline: true }],
    ['prefixed elements', { prefix: 'x:' }],
  ])('is read with %s, by the numbers of its rows', async (_, options) => {
    const table = value(await openFile(workbookOf({ List: ACCOUNTS }, options)));
    expect(table.headers).toEqual(['CID', 'User Name', 'Online (GB)']);
    expect(linesOf(table)).toEqual([
      [2, '342', 'Eddie & <Joe>', '12.5'],
      [4, '355', 'Joe', '0'],
    ]);
    expect(table.rows[0]?.cells[2]).toBe(12.5);
  });

  it('gives values as they are stored, also of formulas, and names what is none', async () => {
    const rows = [
      ['CID', 'User Name', 'A', 'B', 'C', 'D', 'E'],
      [
        342,
        '=1+1',
        { xml: '<c r="C2"><f>1+1</f><v> 2.0E0 </v></c>' },
        { xml: '<c r="D2"><f>NOW()</f></c>' },
        { xml: '<c r="E2" t="e"><v>#N/A</v></c>' },
        { xml: '<c r="F2" t="b"><v>1</v></c>' },
        { xml: '<c r="G2" t="str"><f>"a"</f><v>a</v></c>' },
      ],
    ];
    const table = value(await openFile(workbookOf({ List: rows })));
    expect(table.rows[0]?.cells).toEqual([
      342,
      '=1+1',
      2,
      { error: 'a formula without a stored value' },
      { error: '#N/A' },
      'TRUE',
      'a',
    ]);
  });

  it('counts its rows on where the number of one is damaged, and never counts one twice', async () => {
    const row = (r: string, id: number) => `<row ${r}><c><v>${id}</v></c></row>`;
    const rows = [row('r="4x"', 342), row('r="NaN"', 343), row('r="9"', 344), row('r="2"', 345), row('r="-7"', 346)];
    const heading = '<row r="1"><c t="inlineStr"><is><t>CID</t></is></c></row>';
    const parts = {
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${heading}${rows.join('')}</sheetData></worksheet>`,
    };
    const table = value(await openFile(workbookOf({ List: [] }, { parts })));
    expect(linesOf(table)).toEqual([
      [2, '342'],
      [3, '343'],
      [9, '344'],
      [10, '345'],
      [11, '346'],
    ]);
  });

  it.each([' ', '0x10', '1e999', 'Infinity', '1,5', '--1', '1e'])(
    'takes "%s" for no number and for no text',
    async (text) => {
      const sheet = [['CID'], [{ xml: `<c><v>${text}</v></c>` }], [{ xml: `<c t="s"><v>${text}</v></c>` }]];
      const table = value(await openFile(workbookOf({ List: sheet })));
      expect(table.rows.map(({ cells }) => cells[0])).toEqual([
        { error: text },
        { error: 'a text that the workbook lacks' },
      ]);
    },
  );

  it('reads a megabyte of digits that is no number in one pass: by its square, it would not end', async () => {
    const text = `${'1'.repeat(1_048_576)}x`;
    const table = value(await openFile(workbookOf({ List: [['CID'], [{ xml: `<c><v>${text}</v></c>` }]] })));
    expect(table.rows[0]?.cells).toEqual([{ error: text }]);
  });

  it('has texts in several runs, without how they are spoken', async () => {
    const parts = {
      'xl/sharedStrings.xml':
        '<sst><si><t>CID</t></si><si><r><t>User </t></r><r><t xml:space="preserve">Name</t></r><rPh><t>no</t></rPh></si><si/></sst>',
    };
    const sheet = [
      [{ xml: '<c r="A1" t="s"><v>0</v></c>' }, { xml: '<c r="B1" t="s"><v>1</v></c>' }],
      [342, { xml: '<c r="B2" t="s"><v>2</v></c>' }],
      [343, { xml: '<c r="B3"/>' }],
      [344, { xml: '<c r="B4" t="s"><v>9</v></c>' }],
    ];
    const table = value(await openFile(workbookOf({ List: sheet }, { parts })));
    expect(table.headers).toEqual(['CID', 'User Name']);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      [342, ''],
      [343, ''],
      [344, { error: 'a text that the workbook lacks' }],
    ]);
  });

  it('is read by the sheet that was chosen, else the first', async () => {
    const bytes = workbookOf({
      First: [
        ['CID', 'Name'],
        [1, 'a'],
      ],
      Second: [
        ['CID', 'Name'],
        [2, 'b'],
      ],
    });
    const first = value(await openFile(bytes));
    expect([first.sheets, first.sheet, linesOf(first)]).toEqual([['First', 'Second'], 'First', [[2, '1', 'a']]]);
    expect(linesOf(value(await openFile(bytes, { sheet: 'Second' })))).toEqual([[2, '2', 'b']]);
  });

  it.each([
    ['is no workbook', zipSync({ 'a.txt': new Uint8Array(4) }), /no XLSX workbook/],
    ['is cut off', workbookOf({ List: ACCOUNTS }).slice(0, 400), /damaged/],
    [
      'has a sheet that does not end',
      workbookOf({ List: ACCOUNTS }, { parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' } }),
      /damaged/,
    ],
    [
      'has a sheet of other XML',
      workbookOf({ List: ACCOUNTS }, { parts: { 'xl/worksheets/sheet1.xml': '<html/>' } }),
      /damaged/,
    ],
    ['has no sheet', workbookOf({}), /no visible sheet/],
  ])('is refused where it %s', async (_, bytes, message) => {
    expect(await openFile(bytes)).toMatchObject({ ok: false, failure: { message: expect.stringMatching(message) } });
  });

  it('is refused before it is unpacked where that would fill the memory', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(201 * 1024 * 1024) }, { level: 1 });
    expect(bomb.length).toBeLessThan(5 * 1024 * 1024);
    expect(await openFile(bomb)).toMatchObject({ ok: false, failure: { code: 'too-large' } });
  });

  it('is damaged where a part is larger than the archive says: no more than that is unpacked', async () => {
    const bytes = workbookOf({ List: [...ACCOUNTS, ...Array.from({ length: 500 }, (_, at) => [at, 'x', 1])] });
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 46; at += 1) {
      if (view.getUint32(at, true) !== 0x02014b50) continue;
      const name = new TextDecoder().decode(bytes.slice(at + 46, at + 46 + view.getUint16(at + 28, true)));
      if (name.includes('sheet1.xml')) view.setUint32(at + 24, 200, true);
    }
    expect(await openFile(bytes)).toMatchObject({ ok: false, failure: { message: expect.stringMatching(/damaged/) } });
  });

  it('never makes the reader throw, whichever byte is damaged', async () => {
    const bytes = workbookOf({ List: ACCOUNTS });
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, byte) => {
        const damaged = bytes.slice();
        damaged[at] = byte;
        expect(await openFile(damaged)).toHaveProperty('ok');
      }),
      { numRuns: 300 },
    );
  });

  it('may have 50,000 rows, read in a few seconds and in turns', async () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => [
      at + 1,
      `Machine ${at}`,
      at / 8,
      'Select',
      46_000 + at / 9,
    ]);
    const bytes = workbookOf({ List: [['CID', 'User Name', 'Online (GB)', 'SPlan', 'Last backup'], ...rows] });
    const progress: number[] = [];
    const table = value(await openFile(bytes, { onProgress: (done) => progress.push(done) }));
    expect(table.rows).toHaveLength(50_000);
    expect(table.rows.at(-1)?.cells.slice(0, 2)).toEqual([50_000, 'Machine 49999']);
    expect(progress.length).toBeGreaterThan(3);
    expect(progress.every((done, at) => done >= (progress[at - 1] ?? 0))).toBe(true);
  });
});
