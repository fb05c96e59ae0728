import { describe, expect, it } from 'vitest';
import type { AdditionsSubject } from '../../../../../lib/domain/rules/addition/addition-rules.ts';
import { agreement, company, missing, reference } from './missing-addition.ts';

const ANY = { agreementTypeId: null, agreementTypeName: null };
const OTHER_TYPE = { type: { id: 6, name: 'Block Time' } };
const parent = (id: number) => ({ parentAgreement: { id, name: `No. ${id}` } });

describe('the agreement of the new line', () => {
  it.each<[string, Partial<AdditionsSubject>, number | string]>([
    ['the only one of the type', { agreements: [agreement(77), agreement(78, OTHER_TYPE)] }, 77],
    [
      'several of the type',
      { agreements: [agreement(77), agreement(78), agreement(79)] },
      '3 agreements would fit: choose one in ConnectWise.',
    ],
    [
      'none of the type',
      { agreements: [agreement(77, OTHER_TYPE)] },
      'No running agreement of the company is of the type “Managed Service”.',
    ],
    ['no agreement', { agreements: [] }, 'No running agreement of the company is of the type “Managed Service”.'],
    ['any type, one agreement', { products: [reference(ANY)], agreements: [agreement(77, OTHER_TYPE)] }, 77],
    [
      'any type, two agreements',
      { products: [reference(ANY)], agreements: [agreement(77), agreement(78, OTHER_TYPE)] },
      '2 agreements would fit: choose one in ConnectWise.',
    ],
    ['any type, no agreement', { products: [reference(ANY)], agreements: [] }, 'The company has no running agreement.'],
    [
      'the type or any, no agreement',
      { products: [reference({}), reference(ANY)], agreements: [] },
      'The company has no running agreement.',
    ],
    ['an ended one beside', { agreements: [agreement(77), agreement(78, { agreementStatus: 'Expired' })] }, 77],
    ['a cancelled one beside', { agreements: [agreement(77), agreement(78, { cancelledFlag: true })] }, 77],
    [
      'one that ended yesterday beside',
      { agreements: [agreement(77), agreement(78, { noEndingDateFlag: false, endDate: '2026-11-20T00:00:00Z' })] },
      77,
    ],
    [
      'one that begins tomorrow beside',
      { agreements: [agreement(77), agreement(78, { startDate: '2026-11-22T00:00:00Z' })] },
      77,
    ],
    [
      'one that ends before its next cycle',
      { agreements: [agreement(77, { noEndingDateFlag: false, endDate: '2026-12-19T00:00:00Z' })] },
      '“No. 77” ends before its next billing cycle.',
    ],
    [
      'one that ends with the first day of its next cycle',
      { agreements: [agreement(77, { noEndingDateFlag: false, endDate: '2026-12-20T00:00:00Z' })] },
      77,
    ],
    [
      'a child of a parent of the type, which is another company’s',
      {
        agreements: [
          agreement(77, { ...OTHER_TYPE, ...parent(78) }),
          agreement(78, { company: { id: 9, name: 'Head office' } }),
        ],
      },
      77,
    ],
    [
      'a child of the type, whose parent has another one',
      { agreements: [agreement(77, parent(78)), agreement(78, OTHER_TYPE)] },
      77,
    ],
    [
      'parent and child',
      { agreements: [agreement(77, { ...OTHER_TYPE, ...parent(78) }), agreement(78)] },
      '2 agreements would fit: choose one in ConnectWise.',
    ],
    [
      'a child of an ended parent',
      { agreements: [agreement(77, parent(78)), agreement(78, { ...OTHER_TYPE, cancelledFlag: true })] },
      'No running agreement of the company is of the type “Managed Service”.',
    ],
    [
      'another product on an agreement of another type',
      {
        products: [reference({}), reference({ productId: 901, agreementTypeId: 6 })],
        agreements: [agreement(77), agreement(78, OTHER_TYPE)],
      },
      '2 agreements would fit: choose one in ConnectWise.',
    ],
    [
      'another product on an ended agreement',
      {
        products: [reference({ productId: 901, agreementTypeId: 6 }), reference({})],
        agreements: [agreement(78, { ...OTHER_TYPE, cancelledFlag: true }), agreement(77)],
      },
      77,
    ],
    [
      'two products on the same agreement',
      { products: [reference({}), reference({ productId: 901 })] },
      '2 products would fit: choose one in ConnectWise.',
    ],
    ['the same product by type and for any', { products: [reference({}), reference(ANY)] }, 77],
  ])('%s', (_what, more, expected) => {
    const [finding, ...others] = missing(company(more));
    expect(others).toEqual([]);
    if (typeof expected === 'number') {
      expect(finding?.fix?.changes.map(({ ref }) => ref.agreementId)).toEqual([expected]);
      expect(finding?.message).toMatch(/bills it\.$/);
    } else {
      expect(finding).not.toHaveProperty('fix');
      expect(finding?.message.endsWith(`bills it. ${expected}`)).toBe(true);
    }
  });
});
