import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FileMapping, signatureOf } from '../../../../lib/domain/file-mapping.ts';
import { measure } from '../../../../lib/domain/quantity.ts';
import { DEFAULT_SETTINGS } from '../../../../lib/domain/settings.ts';
import { fitsTable, proposeMapping, resolveMapping } from '../../../../lib/portal/file/reading/columns.ts';
import { openFile } from '../../../../lib/portal/file/reading/open-file.ts';
import { understand } from '../../../../lib/portal/file/reading/understand.ts';
import { value } from '../against-simulator.ts';
import { tableOf } from './read-text.ts';
import { workbookOf } from './workbook-of.ts';

const AT_ONCE = async () => {};

/** Understands a text by what its headings suggest, with columns as a user says otherwise. */
async function read(text: string, chosen: Record<string, object> = {}, hasEfsIds = false) {
  const table = await tableOf(text);
  const { columns } = proposeMapping(table.headers);
  const said: FileMapping = {
    columns: columns.map((column) => ({ ...column, ...chosen[column.header] })),
    hasEfsIds,
  };
  const { mapping, issues } = resolveMapping(table, said);
  return { issues, mapping, ...(await understand(table, mapping, AT_ONCE)) };
}

const ACCOUNT_LIST = `ID,PID,CID,Brand,Account No,User Name,Role,SPlan
364,0,342,doc,DOC30199001,ETV-Primary,User,Select
366,364,342,doc,DOC30199002,ETV-FrontOffice,User,Select
395,0,342,doc,DOC30199007,ETV-BDR,User,BDR Appliance
396,0,342,doc,DOC30199008,ETV-email-filtering,User,Email Filtering Appliance
383,0,355,doc,DOC30199006,ETV-Prim,User,Select
`;

describe('the Account List', () => {
  it('is understood by its headings alone', async () => {
    const { issues, customers, counts, errors } = await read(ACCOUNT_LIST);
    expect([issues, errors]).toEqual([[], []]);
    expect(counts).toEqual({ rows: 5, customers: 2, accounts: 5, errors: 0, withoutCustomer: 0, olderRows: 0 });
    expect(customers[0]?.customer).toEqual({ id: '342', name: 'Customer 342', brand: 'doc', active: true });
    expect(
      customers[0]?.accounts.map(({ id, parentId, userName, plan, kind }) => [id, parentId, userName, plan, kind]),
    ).toEqual([
      ['364', undefined, 'ETV-Primary', 'Select', 'unknown'],
      ['366', '364', 'ETV-FrontOffice', 'Select', 'unknown'],
      ['395', undefined, 'ETV-BDR', 'BDR Appliance', 'appliance'],
      ['396', undefined, 'ETV-email-filtering', 'Email Filtering Appliance', 'mailboxes'],
    ]);
    expect(customers[0]?.accounts.every((account) => account.backupsNotReported)).toBe(true);
  });
});

describe('the Raw Customer Data Report', () => {
  const REPORT = `Cust. ID;Company;Account No.;Service Plan;Online (GB);Local (GB);Mailboxes
342;Eddie's TV Repair;DOC30199001;Select;1.234,5;0;
342;Eddie's TV Repair;DOC30199008;Email Archiving;;;17
355;Joe TV Repair;DOC30199006;Select;0,25;10;
`;
  it('has one row for each parent account, and its amounts are measured', async () => {
    const { issues, mapping, customers } = await read(REPORT);
    expect(issues).toEqual([]);
    expect(mapping.columns[4]).toMatchObject({ use: 'onlineBytes', unit: 'GB', decimal: 'comma' });
    expect(customers.map(({ customer }) => customer.name)).toEqual(["Eddie's TV Repair", 'Joe TV Repair']);
    const usage = measure({ accounts: customers[0]?.accounts ?? [] }, DEFAULT_SETTINGS, 0);
    expect(usage).toMatchObject({ 'online-select': 1_234.5, 'email-archiving': 17 });
  });

  it('is asked about where its numbers can be read in two ways', async () => {
    const text = REPORT.replace('1.234,5', '1.234').replace('0,25', '25');
    expect((await read(text)).issues).toEqual([{ code: 'decimal', column: 4 }]);
    const said = await read(text, { 'Online (GB)': { decimal: 'comma' } });
    expect([said.issues, said.customers[0]?.accounts[0]?.onlineBytes]).toEqual([[], 1_234e9]);
  });

  it('counts for its newest month alone', async () => {
    const rows = ['342,A1,2026-04,10', '342,A1,2026-05,20', '355,A2,2026-04,5', '355,A2,2026-05,7'];
    const { customers, counts, month } = await read(`CID,Account,Month,Online GB\n${rows.join('\n')}\n`);
    expect([month, counts.olderRows]).toEqual(['2026-05', 2]);
    expect(customers.map(({ accounts }) => accounts.map(({ onlineBytes }) => onlineBytes))).toEqual([[20e9], [7e9]]);
  });
});

describe('a mapping', () => {
  it('says what is missing', async () => {
    expect((await read('A,B\n1,2\n')).issues).toEqual([{ code: 'no-customer' }, { code: 'no-amounts' }]);
    expect((await read('CID,Online\n342,5\n')).issues).toEqual([{ code: 'unit', column: 1 }]);
    expect((await read('CID,Online\n342,5 GB\n')).issues).toEqual([]);
    const twice = await read('CID,Name,X\n342,a,b\n', { Name: { use: 'accountName' }, X: { use: 'accountName' } });
    expect(twice.issues).toEqual([{ code: 'used-twice', column: 2, other: 'Name' }]);
    const dates = await read('CID,Account,Expires\n342,a,04/02/2009\n');
    expect(dates.issues).toEqual([{ code: 'dates', column: 2 }]);
    const mixed = await read('CID,Account,Online GB\n342,a,1.5\n343,b,"1,5"\n');
    expect(mixed.issues).toEqual([{ code: 'decimal-mixed', column: 2 }]);
  });

  it('fits files of the same headings, whatever their case and blanks', () => {
    const mapping = proposeMapping(['CID', 'User Name']);
    expect(fitsTable(mapping, ['cid', ' USER  NAME'])).toBe(true);
    expect(fitsTable(mapping, ['CID', 'User', 'Name'])).toBe(false);
    expect(signatureOf(['a', 'b'])).not.toBe(signatureOf(['ab']));
  });
});

describe('a row with an error', () => {
  it.each([
    ['342,a,abc,,', 'Line 2, column “Used GB”: “abc” is no number.'],
    ['342,a,-5,,', 'Line 2, column “Used GB”: “-5” is negative.'],
    ['342,a,5 XB,,', 'Line 2, column “Used GB”: “5 XB” has an unknown unit.'],
    ['342,a,,x,', 'Line 2, column “Mailboxes”: “x” is no number.'],
    ['342,a,,1.5,', 'Line 2, column “Mailboxes”: “1.5” is no whole number.'],
    ['342,a,,,soon', 'Line 2, column “Last backup”: “soon” is no date.'],
    ['342,#REF!,,,', 'Line 2, column “Account”: “#REF!” is an error of the spreadsheet.'],
    [',Total,100,,', 'Line 2: it names no customer.'],
    ['342,a,5', 'Line 2: it has 3 cells, but there are 5 headings.'],
  ])('%s is left out: %s', async (row, sentence) => {
    const chosen = { 'Used GB': { use: 'onlineBytes', unit: 'GB' } };
    const { counts, errors, customers } = await read(
      `CID,Account,Used GB,Mailboxes,Last backup\n${row}\n355,b,1,,never\n`,
      chosen,
    );
    expect(errors.map((error) => error.sentence)).toEqual([sentence]);
    expect([counts.errors, counts.accounts]).toEqual([1, 1]);
    // The customer is there with what it lacks, so that nothing is billed by the rest alone.
    const mine = customers.find(({ customer }) => customer.id === '342');
    if (row.startsWith('342')) expect(mine?.skipped).toMatchObject([{ customerId: '342', usage: true, why: sentence }]);
    else expect(mine).toBeUndefined();
  });

  it('is one that contradicts another', async () => {
    const { errors, customers } = await read(
      'CID,Customer,Account,Online GB\n342,Eddie,a,1\n342,EDDIE,b,2\n342,Joe,c,4\n342,Eddie,a,8\n',
    );
    expect(errors.map(({ sentence }) => sentence)).toEqual([
      'Line 4, column “Customer”: “Joe” is not the name of customer 342 in line 2.',
      'Line 5: it is the same account as line 2.',
    ]);
    expect(customers[0]?.accounts.map(({ onlineBytes }) => onlineBytes)).toEqual([1e9, 2e9]);
  });

  it('names no EFS id where the ids have to be some', async () => {
    const { errors, customers } = await read('CID,Account\nEFS-342,a\n355,b\nAcme,c\n', {}, true);
    expect(errors.map(({ sentence }) => sentence)).toEqual(['Line 4, column “CID”: “Acme” is no EFS id.']);
    expect(customers.map(({ customer }) => customer.id)).toEqual(['342', '355']);
  });
});

describe('amounts of a customer as a whole', () => {
  it('are summed over its rows, with their unit', async () => {
    const chosen = {
      Seats: { use: 'figure', unit: 'count' },
      'Archive (GB)': { use: 'figure', unit: 'GB' },
    };
    const { customers, issues } = await read('Customer,Seats,Archive (GB)\nEddie,1.5,1\nEddie,2,0.5\nJoe,,3\n', chosen);
    expect(issues).toEqual([]);
    expect(customers.map(({ accounts, figures }) => [accounts.length, figures])).toEqual([
      [
        0,
        [
          { measure: 'file.seats', amount: 3.5, unit: 'count', path: 'Seats' },
          { measure: 'file.archive-gb', amount: 1.5e9, unit: 'bytes', path: 'Archive (GB)' },
        ],
      ],
      [0, [{ measure: 'file.archive-gb', amount: 3e9, unit: 'bytes', path: 'Archive (GB)' }]],
    ]);
  });
});

describe('a workbook', () => {
  it('is understood by its stored numbers and days', async () => {
    const table = value(
      await openFile(
        workbookOf({
          List: [
            ['CID', 'Account', 'Online (GiB)', 'Last backup'],
            [342, 'a', 1.5, 46_023.25],
            [343, 'b', -1, 5],
          ],
        }),
      ),
    );
    const { mapping, issues } = resolveMapping(table, proposeMapping(table.headers));
    const { customers, errors } = await understand(table, mapping, AT_ONCE);
    expect(issues).toEqual([]);
    expect(customers[0]?.accounts[0]).toMatchObject({
      onlineBytes: 1.5 * 2 ** 30,
      lastBackupAt: '2026-01-01T06:00:00.000Z',
    });
    expect(errors.map(({ sentence }) => sentence)).toEqual(['Line 3, column “Online (GiB)”: “-1” is negative.']);
  });
});

describe('whatever a file holds', () => {
  it('no exception leaves the reader, and every amount is one of the file', async () => {
    const cell = fc.oneof(
      fc.constantFrom('342', '1,5', '1.5', '2026-05-31', '', '12 GB', '-3', 'NaN', 'Infinity', '1e9', '__proto__'),
      fc.string({ maxLength: 12 }),
    );
    const row = fc.tuple(cell, cell, cell, cell);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const quoted = (text: string) => `"${text.replaceAll('\0', '').replaceAll('"', '""')}"`;
        const lines = rows.map((cells) => cells.map(quoted).join(';'));
        const text = `CID;Account;Online GB;Last backup\n1;x;1;2026-01-01\n${lines.join('\n')}\n`;
        const { customers, counts } = await read(text);
        expect(counts.accounts + counts.errors).toBe(counts.rows);
        for (const { accounts } of customers) {
          for (const { onlineBytes } of accounts)
            expect([undefined, 1e9, 1.5e9, 12e9, 342e9].includes(onlineBytes) || Number.isInteger(onlineBytes)).toBe(
              true,
            );
        }
      }),
      { numRuns: 300 },
    );
  });
});
