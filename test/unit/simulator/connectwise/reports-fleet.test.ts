import { describe, expect, it } from 'vitest';
import { createRig } from './harness.ts';
import { readReport } from './report-reader.ts';

const customers = [
  { id: 7001, name: 'Hilltop Cafe' },
  { id: 7002, name: 'Harbor Dental' },
];

describe('agreements of generated customers', () => {
  it('hold one addition of ours by default', async () => {
    const rig = createRig({ customers });
    expect(await readReport(rig, 'AgreementAdditions', { conditions: 'AGR_RecID > 1000' })).toMatchObject([
      { AGR_RecID: 1001, Product_RecId: 1, Serial_Number: 'EFS-7001', Total_Quantity: 0 },
      { AGR_RecID: 1002, Product_RecId: 1, Serial_Number: 'EFS-7002', Total_Quantity: 0 },
    ]);
    expect((await rig.call('GET', '/procurement/catalog/count')).body).toEqual({ count: 14 });
  });

  it('hold as many of ours and of others as is asked', async () => {
    const rig = createRig({ customers, generated: { ourAdditions: 4, otherAdditions: 7 } });
    const rows = await readReport(rig, 'AgreementAdditions', { conditions: 'AGR_RecID = 1002' });
    expect(rows.map(({ Product_RecId, Serial_Number }) => [Product_RecId, Serial_Number])).toEqual([
      ...[1, 4, 5, 6].map((product) => [product, 'EFS-7002']),
      ...[101, 102, 103, 104, 105, 106, 101].map((product) => [product, '']),
    ]);
    expect(rows.slice(4).every(({ Total_Quantity }) => Number(Total_Quantity) > 0)).toBe(true);
    expect((await rig.call('GET', '/procurement/catalog/count')).body).toEqual({ count: 20 });
    const entries = await readReport(rig, 'CompanyMgmt', { conditions: 'Company_RecID = 1002' });
    expect(entries.map(({ Group_ID }) => Group_ID)).toEqual(['EFS-7002', 'EFS-7002']);
  });
});
