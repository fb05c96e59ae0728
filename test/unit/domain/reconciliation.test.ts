import { describe, expect, it } from 'vitest';
import type { Addition } from '../../../lib/domain/connectwise-records.ts';
import type { CrossReferencedProduct } from '../../../lib/domain/cross-referenced-product.ts';
import { type ReconciliationInput, reconcile } from '../../../lib/domain/reconciliation.ts';
import { ADDITION, AGREEMENT, BDR_PRODUCT, NOW } from '../../support/builders/domain-records.ts';
import { invoicedLine } from '../../support/builders/invoiced-line.ts';

const BDR: CrossReferencedProduct = {
  service: 'online-bdr',
  title: 'ShadowProtect BDR Storage',
  unit: 'GB',
  productId: BDR_PRODUCT.id,
  productIdentifier: BDR_PRODUCT.identifier,
  agreementTypeId: 5,
  agreementTypeName: 'Managed Service',
  toggledOn: true,
};
const MAIL: CrossReferencedProduct = {
  ...BDR,
  service: 'email-filtering',
  title: 'Email Filtering',
  unit: 'mailboxes',
  productId: 901,
  productIdentifier: 'Email Filtering',
};
const SINCE = '2026-09-12T12:00:00.000Z';

function rows(usage: number | undefined, changed: Partial<Addition> = {}, more: Partial<ReconciliationInput> = {}) {
  return reconcile({
    companyId: AGREEMENT.company.id,
    customers: { '342': { usage: usage === undefined ? {} : { 'online-bdr': usage }, doubts: {} } },
    additions: [{ ...ADDITION, ...changed }],
    agreements: [{ ...AGREEMENT, currency: { symbol: '$', code: 'USD' } }],
    products: [BDR, MAIL],
    prefix: 'EFS',
    now: NOW,
    today: '2026-11-21',
    ...more,
  });
}
const DOLLARS = { currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly' };

describe('an addition', () => {
  it('setup-guides.md#figure-19: nothing used, 150 included, 0.50 each: bills 0, and should bill 490.5 of 640.5', () => {
    expect(rows(0, { quantity: 0 })).toMatchObject([
      { usage: 0, quantity: 0, allowance: 150, billedQuantity: 0, dueQuantity: 0, difference: 0 },
    ]);
    expect(rows(0, { quantity: 0 })[0]?.money).toEqual({ ...DOLLARS, from: 0, to: 0 });
    expect(rows(640.5, { quantity: 0 })).toEqual([
      {
        services: ['ShadowProtect BDR Storage'],
        efsId: 'EFS-342',
        productId: 900,
        product: 'ShadowProtect BDR Storage',
        addition: { id: 501, agreementId: 77, agreement: 'Managed Services' },
        usage: 640.5,
        quantity: 0,
        allowance: 150,
        billedQuantity: 0,
        dueQuantity: 490.5,
        difference: 490.5,
        money: { ...DOLLARS, from: 0, to: 245.25 },
      },
    ]);
  });

  it.each<[string, number, Partial<Addition>, [number, number, number], [number, number]]>([
    ['within the allowance: another quantity, nothing more to bill', 100, { quantity: 0 }, [0, 0, 0], [0, 0]],
    ['billed too much', 600, {}, [490.5, 450, -40.5], [245.25, 225]],
    [
      'free of charge: quantities differ, money does not',
      600,
      { billCustomer: 'NoCharge' },
      [490.5, 450, -40.5],
      [0, 0],
    ],
    ['not billed at all', 600, { billCustomer: 'DoNotBill' }, [0, 0, 0], [0, 0]],
    ['31 GB with 25 included at 1.50', 31, { quantity: 25, lessIncluded: 25, unitPrice: 1.5 }, [0, 6, 6], [0, 9]],
  ])('%s', (_name, usage, changed, [billedQuantity, dueQuantity, difference], [from, to]) => {
    expect(rows(usage, changed)).toMatchObject([{ billedQuantity, dueQuantity, difference, money: { from, to } }]);
  });

  it.each<[string, Partial<Addition>, Partial<ReconciliationInput>, RegExp]>([
    ['that is not measured', {}, { customers: { '342': { usage: {}, doubts: {} } } }, /does not report Shadow/],
    ['of a customer that is not compared', {}, { customers: { '342': { reason: 'Shared.' } } }, /^Shared\.$/],
    ['whose service is switched off', {}, { products: [{ ...BDR, toggledOn: false }] }, /switched off/],
    ['that is a flat fee', {}, { flatFeeProducts: [{ id: 900, identifier: '', isFlatFee: true }] }, /flat fee/],
    ['of another agreement type', {}, { products: [{ ...BDR, agreementTypeId: 6 }] }, /agreements of the type/],
    ['that another one repeats', {}, { additions: [ADDITION, { ...ADDITION, id: 502 }] }, /billed twice/],
  ])('%s has no due quantity and claims no difference', (_name, changed, more, reason) => {
    const [row] = rows(640.5, changed, more);
    expect(row).toMatchObject({ billedQuantity: 490.5, money: { from: 245.25, to: 245.25 } });
    expect(row?.reason).toMatch(reason);
    expect(row).not.toHaveProperty('usage');
    expect(row).not.toHaveProperty('dueQuantity');
    expect(row).not.toHaveProperty('difference');
    expect(row?.services).toEqual(['ShadowProtect BDR Storage']);
  });

  it('that begins later is not billed yet', () => {
    const [row] = rows(640.5, { effectiveDate: '2026-12-01T00:00:00Z' });
    expect(row).toMatchObject({ quantity: 640.5, billedQuantity: 0, money: { from: 0, to: 0 } });
    expect(row?.reason).toMatch(/not effective yet/);
    expect(row?.usage, 'a line that was just created is for a usage that is known').toBe(640.5);
    expect(row).not.toHaveProperty('dueQuantity');
    expect(rows(undefined, { effectiveDate: '2026-12-01T00:00:00Z' })[0]).not.toHaveProperty('usage');
  });

  it('whose usage is in doubt says so beside the figures', () => {
    const doubts = { 'online-bdr': { code: 'GUARD-INCOMPLETE' as const, message: 'Not all was understood.' } };
    const customers = { '342': { usage: { 'online-bdr': 640.5 }, doubts } };
    expect(rows(0, {}, { customers })).toMatchObject([{ dueQuantity: 490.5, reason: 'Not all was understood.' }]);
    expect(rows(0, {}, { customers, additions: [] })).toMatchObject([
      { usage: 640.5, reason: 'Not all was understood.' },
    ]);
    expect(rows(0, {}, { customers, additions: [] })[0]).not.toHaveProperty('dueQuantity');
  });

  it.each<[string, Partial<Addition>, Partial<ReconciliationInput>]>([
    ['with another serial number', { serialNumber: 'EFS-355' }, {}],
    ['with a serial number to be corrected', { serialNumber: 'efs342' }, {}],
    ['that is cancelled', { cancelledDate: '2026-11-20T00:00:00Z' }, {}],
    ['on an agreement that has ended', {}, { agreements: [{ ...AGREEMENT, agreementStatus: 'Cancelled' }] }],
    ['with a product that no cross-reference names', { product: { id: 5, identifier: 'Server' } }, {}],
  ])('%s is left out', (_name, changed, more) => {
    expect(rows(undefined, changed, more)).toEqual([]);
  });
});

describe('a measured service that no addition bills', () => {
  const customers = { '342': { usage: { 'online-bdr': 640.5, 'email-filtering': 14 }, doubts: {} } };

  it('is a row with its product, without money, whose price nobody knows', () => {
    expect(rows(0, {}, { customers })[1]).toEqual({
      services: ['Email Filtering'],
      efsId: 'EFS-342',
      productId: 901,
      product: 'Email Filtering',
      usage: 14,
      billedQuantity: 0,
      dueQuantity: 14,
      difference: 14,
    });
  });

  it.each<[string, Partial<ReconciliationInput>]>([
    [
      'nothing of it is used',
      { customers: { '342': { usage: { 'online-bdr': 640.5, 'email-filtering': 0 }, doubts: {} } } },
    ],
    ['it is switched off', { customers, products: [BDR, { ...MAIL, toggledOn: false }] }],
    ['an addition could not be read', { customers, incomplete: { additions: true } }],
    ['a cross-reference could not be read', { customers, incomplete: { crossReferences: true } }],
    ['its customer is not compared', { customers: { '342': { reason: 'Shared.' } } }],
  ])('is no row where %s', (_name, more) => {
    expect(rows(0, {}, more).filter(({ addition }) => !addition)).toEqual([]);
  });
});

describe('what was invoiced', () => {
  const invoiced = { since: SINCE, lines: [invoicedLine()] };

  it('is compared with what is due now: setup-guides.md#figure-19, 450 invoiced, 490.5 due', () => {
    expect(rows(640.5, {}, { invoiced })[0]?.invoiced).toEqual({
      numbers: ['1001'],
      date: '2026-10-31T00:00:00.000Z',
      quantity: 450,
      amount: 225,
      difference: 40.5,
      amountDifference: 20.25,
    });
  });

  it('is shown without a difference where what is due is not known', () => {
    const figure = rows(undefined, {}, { invoiced })[0]?.invoiced;
    expect(figure).toMatchObject({ quantity: 450 });
    expect(figure).not.toHaveProperty('difference');
    expect(figure).not.toHaveProperty('amountDifference');
  });

  it('has a reason where there is no figure, and none where invoices were not read', () => {
    expect(rows(0, {}, { invoiced: { since: SINCE, lines: [] } })[0]?.invoicedReason).toMatch(/No invoice/);
    expect(rows(0)[0]).not.toHaveProperty('invoicedReason');
  });
});
