import { describe, expect, it } from 'vitest';
import type { Agreement, Product } from '../../../../../lib/domain/connectwise-records.ts';
import { type AdditionsSubject, checkAdditions } from '../../../../../lib/domain/rules/addition/addition-rules.ts';
import { AGREEMENT, BDR_PRODUCT, COMPANY } from '../../../../support/builders/domain-records.ts';
import {
  agreement,
  company,
  created,
  creations,
  inCatalog,
  memberOf,
  missing,
  only,
  reference,
} from './missing-addition.ts';

const FIRST_OF_CYCLE = '2026-12-20T00:00:00Z';

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
      unitPrice: 0.5,
    });
  });

  it.each<[string, readonly Product[] | undefined]>([
    ['the catalog was not read', undefined],
    ['the catalog lacks the product', [inCatalog({ id: 1 })]],
  ])('is without money where %s', (_what, catalog) => {
    expect(only(company(catalog && { catalog }))).not.toHaveProperty('money');
  });

  it('bills nothing where the catalog gives no price, and says so', () => {
    const change = only(company({ catalog: [inCatalog({ price: 0 })] }));
    expect(change.money).toMatchObject({ from: 0, to: 0 });
    expect(change.reason).toContain('The product has no price there yet, so the line bills nothing.');
  });

  it('includes for free what the product’s name says, and bills the rest', () => {
    const identifier = 'ShadowProtect BDR Storage w/150 GB';
    const product = { productId: BDR_PRODUCT.id, productIdentifier: identifier };
    const subject = company({ products: [reference(product)], catalog: [inCatalog({ identifier, description: '' })] });
    const change = only(subject);
    expect(memberOf(change, 'lessIncluded')).toBe(150);
    expect(change.money).toMatchObject({ to: 245.25 });
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
