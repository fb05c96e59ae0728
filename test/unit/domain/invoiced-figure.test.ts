import { describe, expect, it } from 'vitest';
import { lastInvoiced } from '../../../lib/domain/invoiced-figure.ts';
import type { InvoicedAddition } from '../../../lib/domain/report-rows.ts';
import { ADDITION } from '../../support/builders/domain-records.ts';
import { invoicedLine as line } from '../../support/builders/invoiced-line.ts';

const SINCE = '2026-09-12T12:00:00.000Z';
const NOVEMBER = { invoiceNumber: '1002', invoiceDate: '2026-11-15T00:00:00.000Z' };
const figure = (lines: InvoicedAddition[], additions = [ADDITION]) =>
  lastInvoiced(ADDITION, additions, { lines, since: SINCE }, 'EFS');

describe('what was last invoiced for an addition', () => {
  it('is the one line of the invoice', () => {
    expect(figure([line()])).toEqual({
      numbers: ['1001'],
      date: '2026-10-31T00:00:00.000Z',
      quantity: 450,
      amount: 225,
    });
  });

  it('is the sum of the lines of one invoice, credits too, without the remainders of binary fractions', () => {
    const lines = [
      line({ quantity: 0.1, extendedPrice: 0.05 }),
      line({ quantity: 0.2, extendedPrice: 0.1 }),
      line({ quantity: -0.1, extendedPrice: -0.05 }),
    ];
    expect(figure(lines)).toMatchObject({ quantity: 0.2, amount: 0.1 });
  });

  it('is that of the newest invoice by date, for an old one may be saved again', () => {
    const lines = [line({ ...NOVEMBER, quantity: 490.5, extendedPrice: 245.25 }), line()];
    expect(figure(lines)).toMatchObject({ numbers: ['1002'], quantity: 490.5, amount: 245.25 });
  });

  it('is that of the invoice that was made last where a date is not known', () => {
    const { invoiceDate: _, ...undated } = line({ invoiceNumber: '1002', quantity: 7 });
    const found = figure([line(), undated]);
    expect(found).toMatchObject({ numbers: ['1002'], quantity: 7 });
    expect(found).not.toHaveProperty('date');
  });

  it('has credits taken off that were made after the invoice', () => {
    const credit = line({ ...NOVEMBER, invoiceNumber: 'CM-1', quantity: -50, extendedPrice: -25 });
    expect(figure([line(), credit])).toMatchObject({ numbers: ['1001', 'CM-1'], quantity: 400, amount: 200 });
    expect(figure([credit])).toEqual({ reason: expect.stringContaining('Only credits') });
  });

  it('names a newer invoice of the agreement without a line for it', () => {
    const other = line({ ...NOVEMBER, productId: 901 });
    expect(figure([line(), other])).toMatchObject({ numbers: ['1001'], absentFrom: '1002' });
    const credit = { ...other, quantity: -1, extendedPrice: -1 };
    expect(figure([line(), credit])).not.toHaveProperty('absentFrom');
  });

  it('is matched by a serial number that was corrected since', () => {
    expect(figure([line({ serialNumber: ' efs 342' })])).toMatchObject({ quantity: 450 });
  });

  it.each([
    ['another agreement', { agreementId: 78 }],
    ['another product', { productId: 901 }],
    ['another serial number', { serialNumber: 'EFS-355' }],
  ])('is not that of %s', (_, members) => {
    expect(figure([line(members)])).toEqual({ reason: 'No invoice that was read has a line for it.' });
  });

  it('is not known where a line with the serial number names no product', () => {
    expect(figure([line(), line({ productId: null })])).toEqual({ reason: expect.stringContaining('no product') });
  });

  it.each([
    ['another addition has the same three', {}, false],
    ['it was cancelled while lines were read', { cancelledDate: '2026-10-15T00:00:00Z' }, false],
    ['it was cancelled long before', { cancelledDate: '2026-09-11T00:00:00Z' }, true],
    ['it is on another agreement', { agreementId: 78 }, true],
    ['it has another product', { product: { id: 901, identifier: 'Other' } }, true],
    ['it has another serial number', { serialNumber: 'EFS-355' }, true],
  ])('where %s', (_, members, isKnown) => {
    const found = figure([line()], [ADDITION, { ...ADDITION, id: 502, ...members }]);
    expect('quantity' in found).toBe(isKnown);
  });
});
