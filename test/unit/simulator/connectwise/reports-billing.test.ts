import { beforeEach, describe, expect, it } from 'vitest';
import { runBilling } from '../../../simulator/connectwise/billing.ts';
import { createRig, type Rig } from './harness.ts';
import { columnOf, readReport } from './report-reader.ts';

const NOW = Date.UTC(2027, 2, 10, 12);
let rig: Rig;
beforeEach(() => {
  rig = createRig({ variant: 'clean', now: NOW });
});

const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];
const linesOf = (invoice: number) =>
  readReport(rig, 'InvoiceAgreementAdditions', { conditions: `Billing_Log_RecID = ${invoice}`, pageSize: '1000' });

describe('the seed', () => {
  it('has the invoices of last month for the guides’ customers', async () => {
    const rows = await readReport(rig, 'AgreementInvoice');
    expect(rows.map((row) => [row.Billing_Log_RecID, row.AGR_Header_RecID, row.Company_RecID])).toEqual([
      [1, 201, 101],
      [2, 202, 102],
      [3, 203, 103],
    ]);
    expect(rows[0]).toMatchObject({
      Invoice_Number: '1001',
      AGR_Name: "Managed Services for Eddie's TV Repair",
      Date_Invoice: '2027-02-28T00:00:00',
      Run_Year: 2027,
      Run_Month: 2,
      Last_Update: '2027-02-28T18:00:00',
      Created_By: 'Admin1',
    });
  });

  it('goes by the month of the site, where a day begins five hours later', async () => {
    rig = createRig({ now: Date.UTC(2027, 2, 1, 3) });
    expect(await columnOf(rig, 'AgreementInvoice', 'Date_Invoice', { pageSize: '1' })).toEqual(['2027-01-31T00:00:00']);
  });

  it('invoiced what the additions have, but for one line', async () => {
    const additions = await readReport(rig, 'AgreementAdditions', { conditions: 'AGR_RecID = 201' });
    const lines = await linesOf(1);
    expect(lines.map(({ Quantity }) => Quantity)).toEqual([221.31, 490.5, 1, 3, 910.25, 12]);
    expect(additions.map(({ QuantityToBill }) => QuantityToBill)).toEqual([221.31, 490.5, 1, 3, 910.25, 14]);
    expect(lines[1]).toMatchObject({
      Invoice_Number: '1001',
      AGR_Header_RecID: 201,
      // 442.62 + 245.25 + 20 + 12 + 227.56 + 18.
      AGR_Amount: 965.43,
      IV_Item_RecID: 3,
      Item_ID: 'ShadowProtect BDR Storage',
      Serial_Number: 'EFS-342',
      Unit_Price: 0.5,
      Extended_Price: 245.25,
      Last_Update_UTC: '2027-02-28T23:00:00',
      Currency_Symbol: '$',
    });
  });
});

describe('a run', () => {
  const run = (options: Parameters<typeof runBilling>[2]) =>
    rig.clock.at(NOW, () => runBilling(rig.state, rig.clock, options));

  it('invoices every active agreement of a month once', async () => {
    await rig.call('PATCH', '/finance/agreements/202', replace('cancelledFlag', true));
    expect(run({ date: '2027-03-31' })).toEqual([4, 5, 6]);
    expect(run({ date: '2027-03-01' })).toEqual([]);
    const conditions = 'Run_Month = 3 and Run_Year = 2027';
    expect(await columnOf(rig, 'AgreementInvoice', 'AGR_Header_RecID', { conditions })).toEqual([201, 203, 204]);
    expect(run({ date: '2027-04-30', agreementId: 204 })).toEqual([7]);
  });

  it('takes today where no day is given', async () => {
    const [invoice] = run({ agreementId: 204 });
    const conditions = `Billing_Log_RecID = ${invoice}`;
    expect(await columnOf(rig, 'AgreementInvoice', 'Date_Invoice', { conditions })).toEqual(['2027-03-10T00:00:00']);
  });

  it('copies the additions as they are, and keeps them so', async () => {
    const additions = '/finance/agreements/202/additions';
    await rig.call('PATCH', `${additions}/7`, [...replace('quantity', 10), ...replace('lessIncluded', 25)]);
    await rig.call('PATCH', `${additions}/8`, replace('billCustomer', 'NoCharge'));
    const other = { product: { id: 13 }, effectiveDate: '2027-03-31T00:00:00Z' };
    await rig.call('POST', additions, { ...other, quantity: 2, billCustomer: 'Billable' });
    await rig.call('POST', additions, { ...other, quantity: 3, billCustomer: 'DoNotBill' });
    await rig.call('POST', additions, {
      ...{ product: { id: 13 }, quantity: 4, billCustomer: 'Billable' },
      ...{ effectiveDate: '2027-01-01T00:00:00Z', cancelledDate: '2027-03-30T00:00:00Z' },
    });
    const [invoice = 0] = run({ agreementId: 202, date: '2027-03-31' });
    await rig.call('PATCH', `${additions}/7`, replace('quantity', 99));
    const lines = await linesOf(invoice);
    expect(lines.map((line) => [line.IV_Item_RecID, line.Quantity, line.Unit_Price, line.Extended_Price])).toEqual([
      [1, 0, 2, 0],
      [4, 1, 0, 0],
      [13, 2, 37.5, 75],
    ]);
    expect(lines[0]).toMatchObject({ AGR_Amount: 75 });
  });

  it('moves the next invoice date on, never back', async () => {
    const next = async () => (await rig.call('GET', '/finance/agreements/202')).body.nextInvoiceDate;
    expect(await next()).toBe('2027-04-01T00:00:00Z');
    run({ agreementId: 202, date: '2027-01-31' });
    expect(await next()).toBe('2027-04-01T00:00:00Z');
    run({ agreementId: 202, date: '2027-12-05' });
    expect(await next()).toBe('2028-01-01T00:00:00Z');
  });

  it('refuses an agreement that does not exist', () => {
    expect(() => run({ agreementId: 999 })).toThrow('ConnectWise has no agreement 999.');
  });
});
