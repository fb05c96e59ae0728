import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../../lib/domain/change.ts';
import type { Addition, Agreement, Product } from '../../../../../lib/domain/connectwise-records.ts';
import type { CrossReferencedProduct } from '../../../../../lib/domain/cross-referenced-product.ts';
import { type AdditionsSubject, checkAdditions } from '../../../../../lib/domain/rules/addition/addition-rules.ts';
import {
  AGREEMENT,
  addition,
  BDR_PRODUCT,
  COMPANY,
  entry,
  PAIR_342,
} from '../../../../support/builders/domain-records.ts';

const [REFERENCE] = addition({}).products ?? [];
if (!REFERENCE) throw new Error('The builder has no cross-reference.');
const FIRST_OF_CYCLE = '2026-12-20T00:00:00Z';

const { addition: _, agreement: __, ...FACTS } = addition({});
/** Company 250 with one agreement and 640.5 GB of usage that no addition bills. */
function company(more: Partial<AdditionsSubject> = {}): AdditionsSubject {
  return { ...FACTS, additions: [], agreements: [AGREEMENT], ...more };
}

const reference = (more: Partial<CrossReferencedProduct>): CrossReferencedProduct => ({ ...REFERENCE, ...more });
const agreement = (id: number, more: Partial<Agreement> = {}): Agreement => ({
  ...AGREEMENT,
  id,
  name: `No. ${id}`,
  ...more,
});
const ANY = { agreementTypeId: null, agreementTypeName: null };
const OTHER_TYPE = { type: { id: 6, name: 'Block Time' } };
const parent = (id: number) => ({ parentAgreement: { id, name: `No. ${id}` } });

function inCatalog(more: Partial<Product> = {}): Product {
  return {
    ...BDR_PRODUCT,
    description: 'EFS ShadowProtect BDR Storage',
    productClass: 'Service',
    inactiveFlag: false,
    price: 0.5,
    unitOfMeasure: 'Each',
    ...more,
  };
}

const missing = (subject: AdditionsSubject) => checkAdditions(subject).filter(({ code }) => code === 'ADD-MISSING');
const creations = (subject: AdditionsSubject): Change[] => missing(subject).flatMap(({ fix }) => fix?.changes ?? []);

function only(subject: AdditionsSubject): Change {
  const changes = creations(subject);
  expect(changes).toHaveLength(1);
  return changes[0] as Change;
}

const memberOf = ({ fields }: Change, name: string) => fields.find(({ field }) => field === name)?.to;

/** What ConnectWise has once the changes are carried out. */
function created(changes: readonly Change[]): Addition[] {
  return changes.map((change, index) => ({
    ...(Object.fromEntries(change.fields.map(({ field, to }) => [field, to])) as unknown as Addition),
    id: 900 + index,
    agreementId: change.ref.agreementId ?? 0,
    description: '',
    lessIncluded: 0,
    unitPrice: 0.5,
    unitCost: 0,
    invoiceDescription: 'Storage',
    uom: 'Each',
    _info: {},
  }));
}

describe('the fix of ADD-MISSING', () => {
  it('creates the line with what ConnectWise requires and does not fill itself', () => {
    const [finding] = missing(company({ catalog: [inCatalog()] }));
    expect(finding?.fix?.label).toBe('Create the addition “ShadowProtect BDR Storage”');
    expect(only(company({ catalog: [inCatalog()] }))).toEqual({
      id: 'fix/addition/250/77/new/create/900/EFS-342',
      part: 'fix',
      resource: 'addition',
      op: 'create',
      ref: { companyId: COMPANY.id, agreementId: AGREEMENT.id },
      label: 'Addition “ShadowProtect BDR Storage” on “Managed Services”',
      fields: [
        { field: 'product', from: null, to: BDR_PRODUCT },
        { field: 'quantity', from: null, to: 640.5 },
        { field: 'serialNumber', from: null, to: 'EFS-342' },
        { field: 'effectiveDate', from: null, to: FIRST_OF_CYCLE },
        { field: 'billCustomer', from: null, to: 'Billable' },
      ],
      reason: `${finding?.message} It is billed from {2026-12-20}, at the price that ConnectWise sets.`,
      money: { from: 0, to: 320.25, cycle: 'Monthly' },
    });
  });

  it.each<[string, readonly Product[] | undefined]>([
    ['the catalog was not read', undefined],
    ['the catalog lacks the product', [inCatalog({ id: 1 })]],
    ['the catalog gives no price', [inCatalog({ price: 0 })]],
  ])('is without money where %s', (_what, catalog) => {
    expect(only(company(catalog && { catalog }))).not.toHaveProperty('money');
  });

  it('carries what the quantity is made of', () => {
    const trace = { service: 'online-bdr', title: 'BDR' } as never;
    const other = { service: 'local-storage', title: 'Local' } as never;
    expect(only(company({ traces: { '342': [trace, other] } })).measured).toEqual([trace]);
  });

  it('leaves no finding and nothing to create', () => {
    const before = company();
    expect(checkAdditions({ ...before, additions: created(creations(before)) })).toEqual([]);
  });
});

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

describe('the product of the new line', () => {
  it.each<[string, Partial<AdditionsSubject>, string]>([
    ['inactive', { catalog: [inCatalog({ inactiveFlag: true })] }, 'The product is inactive in ConnectWise’s catalog.'],
    [
      'a bundle',
      { catalog: [inCatalog({ productClass: 'Bundle' })] },
      'The product is a bundle, which no addition can have.',
    ],
    [
      'marked as a flat fee',
      { flatFeeProducts: [{ ...BDR_PRODUCT, isFlatFee: true }] },
      'It is a flat fee: no sync writes its quantity.',
    ],
    [
      'a flat fee by its description',
      { catalog: [inCatalog({ description: 'BDR, flat fee' })] },
      'It is taken for a flat fee by its name: confirm or reject that in Options › Services & products.',
    ],
  ])('is not created when it is %s', (_what, more, why) => {
    const [finding] = missing(company(more));
    expect(finding).not.toHaveProperty('fix');
    expect(finding?.message.endsWith(why)).toBe(true);
  });
});

describe('the quantity of the new line', () => {
  const LOCAL = reference({ service: 'local-storage', title: 'Local Backup Storage' });
  const usage = (local: number) => ({ serviceUsage: { '342': { 'online-bdr': 640.5, 'local-storage': local } } });

  it('is the sum of the services that the product bills', () => {
    const change = only(company({ products: [reference({}), LOCAL], ...usage(9.25) }));
    expect(memberOf(change, 'quantity')).toBe(649.75);
  });

  it('is none where the next sync would write another one: one of the services is billed already', () => {
    const other = { ...LOCAL, productId: 901, productIdentifier: 'Local' };
    const billing = created(creations(company({ products: [other], ...usage(9.25) })));
    expect(billing).toMatchObject([{ product: { id: 901 } }]);
    const subject = company({ products: [reference({}), LOCAL, other], additions: billing, ...usage(9.25) });
    const [finding] = missing(subject);
    expect(finding).not.toHaveProperty('fix');
    expect(finding?.message).toContain('the product bills other services too');
  });

  it('is approved by a user where it would be elsewhere', () => {
    const guard = (more: Partial<AdditionsSubject>) => creations(company(more)).map((change) => change.guard?.code);
    const code = 'GUARD-INCOMPLETE' as const;
    expect(guard({ catalog: [inCatalog()] })).toEqual([undefined]);
    expect(guard({ catalog: [inCatalog({ unitOfMeasure: 'Mailbox' })] })).toEqual(['GUARD-UNIT']);
    // A service that is billed, not measured and doubtful.
    const products = [reference({}), LOCAL];
    expect(guard({ products, doubts: { '342': { 'local-storage': { code, message: '' } } } })).toEqual([code]);
  });
});

describe('the effective date of the new line', () => {
  const NO_CYCLE = { billingCycle: null, nextInvoiceDate: '' };

  it.each([
    [undefined, '2026-11-21'],
    ['America/New_York', '2026-11-20'],
    ['Australia/Sydney', '2026-11-21'],
    ['Pacific/Kiritimati', '2026-11-21'],
  ])('is the day in the tenant’s zone where no cycle is known (%s)', (timeZone, day) => {
    const now = Date.parse('2026-11-21T04:30:00Z');
    const zone = timeZone === undefined ? {} : { timeZone };
    const measuredAt = new Date(now).toISOString();
    const change = only(company({ agreements: [agreement(77, NO_CYCLE)], now, measuredAt, ...zone }));
    expect(memberOf(change, 'effectiveDate')).toBe(`${day}T00:00:00Z`);
  });

  it.each([
    ['UTC', '2026-12-20'],
    ['America/New_York', '2026-12-20'],
    ['Australia/Sydney', '2027-01-20'],
  ])('is the first day of a cycle, counted from the day in the tenant’s zone (%s)', (timeZone, day) => {
    const now = Date.parse('2026-12-20T18:00:00Z');
    const change = only(company({ now, measuredAt: new Date(now).toISOString(), timeZone }));
    expect(memberOf(change, 'effectiveDate')).toBe(`${day}T00:00:00Z`);
  });

  it('needs approval where it may reach into an invoice, and only there', () => {
    const guarded = (more: Partial<Agreement>) => only(company({ agreements: [agreement(77, more)] })).guard?.code;
    expect(guarded({ billingCycle: null, nextInvoiceDate: '2026-11-22T00:00:00Z' })).toBe('GUARD-INVOICED');
    expect(guarded({ billingCycle: null, nextInvoiceDate: '2026-11-21T00:00:00Z' })).toBeUndefined();
    expect(guarded({ nextInvoiceDate: '2026-12-20T00:00:00Z' })).toBeUndefined();
  });
});

/** Products with usage, those of them that are billed already, and ids of the company: each in a line of its own. */
const companies = fc.record({
  products: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
  billed: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  ids: fc.uniqueArray(fc.constantFrom('342', '7', '12'), { minLength: 1, maxLength: 3 }),
  used: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }),
});

it('as many lines are created as products are missing, and none is missing after it', () => {
  fc.assert(
    fc.property(companies, ({ products, billed, ids, used }) => {
      const services = products.map((id) => `own-${id}` as CrossReferencedProduct['service']);
      const quantities = Object.fromEntries(services.map((service, index) => [service, used[index] ?? 0]));
      const subject = company({
        entries: ids.flatMap((id) =>
          PAIR_342.map((one, index) => entry(Number(id) * 10 + index, one.deviceType, `EFS-${id}`)),
        ),
        customers: ids.map((id) => ({ id, name: COMPANY.name })),
        products: products.map((id, index) =>
          reference({
            service: services[index] ?? 'online-bdr',
            productId: id,
            productIdentifier: `Product ${id}`,
          }),
        ),
        serviceUsage: Object.fromEntries(ids.map((id) => [id, quantities])),
      });
      const all = created(creations(subject));
      const before = all.filter(({ product }) => billed[products.indexOf(product.id)]);
      const expected = ids.length * products.filter((_id, index) => (used[index] ?? 0) > 0 && !billed[index]).length;
      const changes = creations({ ...subject, additions: before });
      expect(changes).toHaveLength(expected);
      expect(new Set(changes.map(({ id }) => id)).size).toBe(expected);
      const after = [...before, ...created(changes).map((line, index) => ({ ...line, id: 2000 + index }))];
      expect(checkAdditions({ ...subject, additions: after })).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
