import { describe, expect, it } from 'vitest';
import type { Addition } from '../../../lib/domain/connectwise-records.ts';
import type { Finding } from '../../../lib/domain/finding.ts';
import { checkAdditions } from '../../../lib/domain/rules/addition/addition-rules.ts';
import { additionsShown, byAddition, findingsOfRow } from '../../../lib/features/additions-list-check/match.ts';
import { drift } from '../../support/builders/company-views.ts';

const addition = (id: number, more: Partial<Addition> = {}): Addition => ({
  id,
  agreementId: 201,
  product: { id: 31, identifier: 'Online Backup Select Storage' },
  description: '',
  quantity: 1412.5,
  lessIncluded: 150,
  unitPrice: 0.25,
  unitCost: 0,
  billCustomer: 'Billable',
  effectiveDate: '2026-01-05T00:00:00Z',
  serialNumber: 'EFS-342',
  invoiceDescription: '',
  uom: 'GB',
  _info: {},
  ...more,
});
const cells = { product: 'Online Backup Select Storage', serialNumber: 'EFS-342', quantity: '1,412.50' };
const shown = (row: Record<string, string>, ...additions: Addition[]) =>
  additionsShown(row, additions, 'en_US').map(({ id }) => id);

describe('additionsShown', () => {
  it('finds the only addition that matches what the row shows', () => {
    expect(shown(cells, addition(7), addition(8, { serialNumber: 'EFS-355' }))).toEqual([7]);
  });

  it.each([
    ['another product', { product: 'Email Filtering' }],
    ['another serial number', { serialNumber: 'efs-342' }],
    ['another quantity', { quantity: '1,412.51' }],
    ['another day', { effectiveDate: 'Tue 01/06/2026' }],
    ['no effective date', { effectiveDate: '' }],
    ['a cancelled date', { cancelledDate: '02/28/2026' }],
    ['another price', { unitPrice: '0.50' }],
    ['a quantity that is not filled yet', { quantity: '' }],
    ['a row that is not filled yet', { product: '', serialNumber: '', quantity: '' }],
  ])('treats %s as another row', (_, change) => {
    expect(shown(cells, addition(7))).toEqual([7]);
    expect(shown({ ...cells, ...change }, addition(7))).toEqual([]);
  });

  it('uses every column that exists, and rounds as the list does', () => {
    const duplicates = [
      addition(7),
      addition(8, { unitPrice: 0.5 }),
      addition(9, { cancelledDate: '2026-02-28T00:00:00Z' }),
    ];
    expect(shown(cells, ...duplicates)).toEqual([7, 8, 9]);
    expect(shown({ ...cells, cancelledDate: '' }, ...duplicates)).toEqual([7, 8]);
    expect(shown({ ...cells, cancelledDate: '', unitPrice: '$0.25' }, ...duplicates)).toEqual([7]);
    expect(shown({ ...cells, quantity: '0.33' }, addition(7, { quantity: 1 / 3 }))).toEqual([7]);
  });

  it('ignores a text that could mean two values', () => {
    const row = { ...cells, quantity: '1,412', effectiveDate: '01/05/2026' };
    const two = [
      addition(7, { quantity: 1412 }),
      addition(8, { quantity: 1.412, effectiveDate: '2026-05-01T00:00:00Z' }),
    ];
    expect(additionsShown(row, two, null).map(({ id }) => id)).toEqual([7, 8]);
  });
});

describe('findingsOfRow', () => {
  const finding = (recordId: number, more: Partial<Finding> = {}): Finding => ({
    ...drift,
    id: `${drift.code}/${recordId}`,
    where: { resource: 'addition', companyId: 101, agreementId: 201, recordId, field: 'quantity' },
    fix: { label: 'Write 1,412.5', changes: [] },
    ...more,
  });
  const rowFindings = (additions: Addition[], findings: Finding[]) =>
    findingsOfRow(cells, additions, byAddition(findings, 201), 'en_US');

  it('are those of the only addition, with their fix', () => {
    expect(rowFindings([addition(7), addition(8, { quantity: 1 })], [finding(7), finding(8)])).toEqual([finding(7)]);
  });

  it('report identical duplicates once, without a fix that may fix the wrong one', () => {
    const [reported, ...more] = rowFindings([addition(7), addition(8)], [finding(7), finding(8)]);
    expect(more).toEqual([]);
    expect(reported).toMatchObject({ code: 'ADD-DRIFT', message: drift.message });
    expect(reported?.fix).toBeUndefined();
  });

  it('are empty where duplicates differ', () => {
    expect(rowFindings([addition(7)], [finding(7)])).toHaveLength(1);
    expect(rowFindings([addition(7), addition(8)], [finding(7)])).toEqual([]);
    expect(rowFindings([addition(7), addition(8)], [finding(7), finding(8, { message: 'Other.' })])).toEqual([]);
  });

  it('are those that all duplicates share, where one has more', () => {
    const more = finding(8, { code: 'ADD-BILL', message: 'Not billed.' });
    const [shared, ...rest] = rowFindings([addition(7), addition(8)], [finding(7), finding(8), more]);
    expect(shared).toMatchObject({ code: 'ADD-DRIFT' });
    expect(rest).toEqual([]);
  });

  it('are ADD-DUPLICATE at both of two lines that overlap, identical or not', () => {
    const duplicates = (...additions: Addition[]) =>
      checkAdditions({ additions, prefix: 'EFS', companyId: 101 }).filter(({ code }) => code === 'ADD-DUPLICATE');
    const alike = [addition(7), addition(8)];
    expect(rowFindings(alike, duplicates(...alike))).toMatchObject([{ code: 'ADD-DUPLICATE' }]);
    const apart = [addition(7), addition(8, { quantity: 1 })];
    const shown = (quantity: string) =>
      findingsOfRow({ ...cells, quantity }, apart, byAddition(duplicates(...apart), 201), 'en_US');
    for (const quantity of ['1,412.50', '1.00']) expect(shown(quantity)).toMatchObject([{ code: 'ADD-DUPLICATE' }]);
  });

  it('exclude those of another agreement, of another resource, or of no record', () => {
    const others = [
      finding(7, { where: { ...drift.where, recordId: 7, agreementId: 202 } }),
      finding(7, { where: { resource: 'managed-id-entry', companyId: 101, agreementId: 201, recordId: 7 } }),
      finding(7, { where: { resource: 'addition', companyId: 101, agreementId: 201 } }),
    ];
    expect(rowFindings([addition(7)], others)).toEqual([]);
    expect(rowFindings([addition(7)], [...others, finding(7)])).toEqual([finding(7)]);
  });
});
