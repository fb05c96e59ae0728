import { describe, expect, it } from 'vitest';
import type { Addition, Agreement } from '../../../../../lib/domain/connectwise-records.ts';
import type { Finding } from '../../../../../lib/domain/finding.ts';
import {
  type AdditionSubject,
  checkAddition,
  checkAdditions,
} from '../../../../../lib/domain/rules/addition/addition-rules.ts';
import { HOUR } from '../../../../../lib/shared/time.ts';
import {
  ADDITION,
  AGREEMENT,
  addition,
  BDR_PRODUCT,
  entry,
  NOW,
  PAIR_342,
} from '../../../../support/builders/domain-records.ts';

const codes = (subject: AdditionSubject) => checkAddition(subject).map((finding) => finding.code);

function only(subject: AdditionSubject, code: string): Finding {
  const found = checkAddition(subject);
  expect(found.map((finding) => finding.code)).toEqual([code]);
  return found[0] as Finding;
}

const agreement = (more: Partial<Agreement>) => ({ agreement: { ...AGREEMENT, ...more } });

describe('checkAddition', () => {
  it('finds nothing at company 342 done right', () => {
    expect(checkAddition(addition({}))).toEqual([]);
  });

  it('is silent about additions that are unrelated to backup, whatever they contain', () => {
    const other: Partial<Addition> = {
      product: { id: 1, identifier: 'Laptop rental, flat fee' },
      serialNumber: 'SN-0042',
      quantity: 1,
      lessIncluded: 5,
      unitPrice: 0,
      billCustomer: 'Billable',
      cancelledDate: '2020-01-01T00:00:00Z',
      effectiveDate: '2020-01-03T00:00:00Z',
      invoiceDescription: '',
    };
    expect(
      codes(addition(other, { invoiceDescriptionsSynced: false, ...agreement({ agreementStatus: 'Expired' }) })),
    ).toEqual([]);
  });

  it('is silent about missing facts', () => {
    expect(checkAddition({ prefix: 'EFS', addition: {} })).toEqual([]);
    expect(checkAddition({ prefix: 'EFS', addition: { serialNumber: 'EFS-999' } })).toEqual([]);
    expect(checkAddition({ prefix: 'EFS', addition: { product: BDR_PRODUCT, quantity: 4, lessIncluded: 9 } })).toEqual(
      [],
    );
  });
});

describe('the serial number', () => {
  it('ADD-SERIAL-FORMAT corrects a near miss', () => {
    const finding = only(addition({ serialNumber: 'efs-[342]' }), 'ADD-SERIAL-FORMAT');
    expect(finding).toMatchObject({
      severity: 'error',
      where: { resource: 'addition', companyId: 250, agreementId: 77, recordId: 501, field: 'serialNumber' },
      seen: 'efs-[342]',
      expected: 'EFS-342',
      correction: { field: 'serialNumber', value: 'EFS-342', label: 'Use EFS-342' },
      fix: {
        changes: [
          {
            resource: 'addition',
            op: 'update',
            ref: { companyId: 250, agreementId: 77, id: 501 },
            label: 'Addition “ShadowProtect BDR Storage” on “Managed Services”',
            fields: [{ field: 'serialNumber', from: 'efs-[342]', to: 'EFS-342' }],
          },
        ],
      },
    });
    expect(finding.message).toContain('“efs-[342]”');
    expect(codes(addition({ serialNumber: 'EFS-342' }))).toEqual([]);
  });

  it('ADD-SERIAL-FORMAT names what it cannot guess, on a cross-referenced product only', () => {
    expect(only(addition({ serialNumber: 'SN-0042' }), 'ADD-SERIAL-FORMAT')).not.toHaveProperty('correction');
    expect(codes(addition({ serialNumber: 'SN-0042' }, { products: [] }))).toEqual([]);
  });

  it('offers a form a correction, and no fix for what is not stored', () => {
    const { id: _, ...typed } = ADDITION;
    const finding = only(
      addition({}, { addition: { ...typed, serialNumber: 'EFS 342' }, additions: [] }),
      'ADD-SERIAL-FORMAT',
    );
    expect(finding.correction?.value).toBe('EFS-342');
    expect(finding).not.toHaveProperty('fix');
  });

  it('ADD-SERIAL-UNKNOWN names the customer that the portal does not have', () => {
    const subject = addition({ serialNumber: 'EFS-999' }, { entries: undefined });
    expect(only(subject, 'ADD-SERIAL-UNKNOWN').message).toContain('no customer 999');
    expect(codes({ ...subject, customers: undefined })).toEqual([]);
  });

  it('ADD-SERIAL-COMPANY offers the id of the company, where there is one', () => {
    const finding = only(addition({ serialNumber: 'EFS-355' }), 'ADD-SERIAL-COMPANY');
    expect(finding).toMatchObject({ seen: 'EFS-355', expected: ['EFS-342'], correction: { value: 'EFS-342' } });
    expect(finding).not.toHaveProperty('fix');
    const several = [...PAIR_342, entry(13, 'WorkstationsAndServers', 'EFS-7'), entry(14, 'BackupStats', 'EFS-7')];
    expect(only(addition({ serialNumber: 'EFS-355' }, { entries: several }), 'ADD-SERIAL-COMPANY')).not.toHaveProperty(
      'correction',
    );
    expect(only(addition({}, { entries: [] }), 'ADD-SERIAL-COMPANY').message).toContain('no EFS id');
  });

  it('ADD-SERIAL-MISSING enters the id of the company', () => {
    const finding = only(addition({ serialNumber: ' ' }), 'ADD-SERIAL-MISSING');
    expect(finding).toMatchObject({ expected: 'EFS-342', correction: { value: 'EFS-342' } });
    expect(finding.fix?.changes[0]?.fields).toEqual([{ field: 'serialNumber', from: ' ', to: 'EFS-342' }]);
    expect(codes(addition({ serialNumber: '' }, { products: [] }))).toEqual([]);
    expect(only(addition({ serialNumber: '' }, { entries: undefined }), 'ADD-SERIAL-MISSING')).not.toHaveProperty(
      'correction',
    );
  });
});

describe('product and agreement', () => {
  const flat = { product: { id: 901, identifier: 'Online Backup Basic Storage Flat Fee' }, description: '' };

  it('ADD-PRODUCT: an EFS id on a product that no sync updates', () => {
    const finding = only(addition({ product: { id: 902, identifier: 'Old BDR' } }), 'ADD-PRODUCT');
    expect(finding).toMatchObject({ severity: 'warning', seen: 'Old BDR', expected: ['ShadowProtect BDR Storage'] });
    expect(codes(addition({ product: { id: 902, identifier: 'Old BDR' } }, { products: undefined }))).toEqual([]);
  });

  it('ADD-FLAT-FEE: with an EFS id, blanks it', () => {
    const finding = only(addition(flat), 'ADD-FLAT-FEE');
    expect(finding).toMatchObject({
      severity: 'error',
      seen: 'EFS-342',
      correction: { field: 'serialNumber', value: '' },
    });
    expect(finding.fix?.changes[0]?.fields).toEqual([{ field: 'serialNumber', from: 'EFS-342', to: '' }]);
    expect(codes(addition({ ...flat, serialNumber: '' }))).toEqual([]);
  });

  it('ADD-FLAT-FEE: cross-referenced, for a user to fix', () => {
    const products = [
      {
        service: 'online-basic',
        title: 'Basic Online Backup Storage',
        unit: 'GB',
        productId: 901,
        productIdentifier: 'Flat',
        agreementTypeId: null,
        agreementTypeName: null,
        toggledOn: true,
      } as const,
    ];
    const finding = only(addition({ ...flat, serialNumber: '' }, { products }), 'ADD-FLAT-FEE');
    expect(finding).toMatchObject({ where: { field: 'product' } });
    expect(finding).not.toHaveProperty('fix');
  });

  it('ADD-FLAT-FEE follows the user’s marking; a name only proposes, and the finding shows that', () => {
    const decided = (isFlatFee: boolean) => ({ flatFeeProducts: [{ ...BDR_PRODUCT, isFlatFee }] });
    expect(only(addition({}, decided(true)), 'ADD-FLAT-FEE').message).not.toContain('by its name');
    expect(only(addition(flat), 'ADD-FLAT-FEE').message).toContain('by its name: confirm or reject');
    const rejected = { flatFeeProducts: [{ ...ADDITION.product, ...flat.product, isFlatFee: false }] };
    expect(codes(addition(flat, rejected))).not.toContain('ADD-FLAT-FEE');
  });

  it('the guide’s per-unit product “w/25 GB” is no flat fee', () => {
    expect(
      codes(
        addition({
          description: 'Online Backup Basic Storage w/25 GB, $1.50/GB (up to 25 GB free)',
          lessIncluded: 25,
        }),
      ),
    ).toEqual([]);
  });

  it('ADD-AGREEMENT-TYPE compares with the cross-reference; one without a type matches all', () => {
    const finding = only(addition({}, agreement({ type: { id: 6, name: 'Break-fix' } })), 'ADD-AGREEMENT-TYPE');
    expect(finding).toMatchObject({ severity: 'warning', seen: 'Break-fix', expected: ['Managed Service'] });
    const subject = addition({}, agreement({ type: { id: 6, name: 'Break-fix' } }));
    const products = subject.products?.map((product) => ({ ...product, agreementTypeId: null }));
    expect(codes({ ...subject, products })).toEqual([]);
  });

  it.each<[string, Partial<Agreement>]>([
    ['Cancelled', { agreementStatus: 'Cancelled' }],
    ['Cancelled', { cancelledFlag: true }],
    ['Expired', { agreementStatus: 'Expired' }],
    ['Expired', { noEndingDateFlag: false, endDate: '2026-11-01T00:00:00Z' }],
    ['Inactive', { agreementStatus: 'Inactive' }],
  ])('ADD-AGREEMENT-STATE: %s %o', (state, more) => {
    expect(only(addition({}, agreement(more)), 'ADD-AGREEMENT-STATE')).toMatchObject({
      severity: 'warning',
      seen: state,
    });
  });

  it('ADD-AGREEMENT-STATE is silent while the end is in the future', () => {
    expect(codes(addition({}, agreement({ noEndingDateFlag: false, endDate: '2027-11-01T00:00:00Z' })))).toEqual([]);
  });

  it('ADD-DUPLICATE names the other addition; cancelled and other products do not count', () => {
    const duplicate = { ...ADDITION, id: 502 };
    const finding = only(addition({}, { additions: [ADDITION, duplicate] }), 'ADD-DUPLICATE');
    expect(finding).toMatchObject({ severity: 'error', seen: 2, expected: 1 });
    expect(finding.message).toContain(`(${ADDITION.id} and 502)`);
    // In the same words at the other one: rows of a list that show the same are then both marked.
    expect(only(addition({ id: 502 }, { additions: [ADDITION, duplicate] }), 'ADD-DUPLICATE').message).toBe(
      finding.message,
    );
    const third = { ...ADDITION, id: 499 };
    const three = addition({ id: undefined }, { additions: [ADDITION, duplicate, third] });
    expect(only(three, 'ADD-DUPLICATE').message).toContain(
      `4 active additions (this one, 499, ${ADDITION.id} and 502)`,
    );
    const harmless = [
      ADDITION,
      { ...duplicate, cancelledDate: '2026-01-01T00:00:00Z' },
      { ...duplicate, id: 503, product: { id: 1, identifier: 'Other' } },
      { ...duplicate, id: 504, serialNumber: 'EFS-355' },
    ];
    expect(codes(addition({}, { additions: harmless }))).toEqual([]);
  });
});

describe('dates', () => {
  it.each([
    ['2026-11-20', 'Monthly'],
    ['2010-07-20', 'Monthly'],
    ['2026-09-20', 'Quarterly'],
    ['2025-12-20', 'Annually'],
    ['2026-12-06', 'Bi-Weekly'],
    ['2010-07-20', 'Annually'],
    ['2026-11-03', 'Every full moon'],
  ])('ADD-EFFECTIVE is silent for %s, %s', (day, cycle) => {
    expect(
      codes(addition({ effectiveDate: `${day}T00:00:00Z` }, agreement({ billingCycle: { id: 1, name: cycle } }))),
    ).toEqual([]);
  });

  it.each([
    ['2026-11-21', 'Monthly', ['2026-11-20', '2026-12-20']],
    ['2026-10-20', 'Quarterly', ['2026-09-20', '2026-12-20']],
    ['2024-02-29', 'Annually', ['2023-12-20', '2024-12-20']],
    ['2027-01-01', 'Monthly', ['2026-12-20', '2027-01-20']],
  ])('ADD-EFFECTIVE names the cycle around %s, %s', (day, cycle, expected) => {
    const subject = addition(
      { effectiveDate: `${day}T00:00:00Z` },
      agreement({ billingCycle: { id: 1, name: cycle } }),
    );
    expect(only(subject, 'ADD-EFFECTIVE')).toMatchObject({ severity: 'warning', seen: day, expected });
  });

  it('ADD-EFFECTIVE follows the start of the agreement where no invoice is planned, and needs a cycle', () => {
    const late = { effectiveDate: '2026-11-05T00:00:00Z' };
    expect(codes(addition(late, agreement({ nextInvoiceDate: undefined })))).toEqual(['ADD-EFFECTIVE']);
    expect(codes(addition(late, agreement({ nextInvoiceDate: undefined, startDate: undefined })))).toEqual([]);
    expect(codes(addition(late, agreement({ billingCycle: null })))).toEqual([]);
  });

  it('ADD-EFFECTIVE handles a cycle from the 31st that begins on the last day of a short month', () => {
    const end = agreement({ nextInvoiceDate: '2027-01-31T00:00:00Z' });
    expect(codes(addition({ effectiveDate: '2026-11-30T00:00:00Z' }, end))).toEqual([]);
    expect(codes(addition({ effectiveDate: '2026-11-29T00:00:00Z' }, end))).toEqual(['ADD-EFFECTIVE']);
  });

  it.each([
    ['2026-11-01', 'was cancelled on {2026-11-01}'],
    ['2026-12-01', 'ends on {2026-12-01}, within the current billing cycle'],
  ])('ADD-CANCELLED: %s', (day, words) => {
    const finding = only(addition({ cancelledDate: `${day}T00:00:00Z` }), 'ADD-CANCELLED');
    expect(finding).toMatchObject({ severity: 'warning', seen: day, message: expect.stringContaining(words) });
  });

  it('ADD-CANCELLED is silent for a later cycle, and for this one where the cycle is not known', () => {
    expect(codes(addition({ cancelledDate: '2026-12-20T00:00:00Z' }))).toEqual([]);
    expect(codes(addition({ cancelledDate: '2026-12-01T00:00:00Z' }, agreement({ billingCycle: null })))).toEqual([]);
  });
});

describe('money', () => {
  it('ADD-LESS-INCLUDED: setup-guides.md#figure-19, 150 included, nothing used', () => {
    const subject = addition({ quantity: 0, lessIncluded: 150, unitPrice: 0.5 }, { serviceUsage: {} });
    expect(only(subject, 'ADD-LESS-INCLUDED')).toMatchObject({
      severity: 'info',
      seen: 150,
      expected: null,
      message: 'Less included is {150} and the total quantity is {0}: ConnectWise bills 0; the form shows {-150}.',
    });
    expect(codes(addition({ quantity: 150, lessIncluded: 150 }, { serviceUsage: {} }))).toEqual([]);
  });

  it.each(['DoNotBill', 'NoCharge'] as const)('ADD-BILL: %s', (billCustomer) => {
    expect(only(addition({ billCustomer }), 'ADD-BILL')).toMatchObject({
      severity: 'info',
      seen: billCustomer,
      expected: 'Billable',
    });
  });

  it.each<[string, number, number]>([
    ['Online Backup Basic Storage w/25 GB $1.50/GB', 0, 25],
    ['Basic Online Backup w/ 25 GB', 20, 25],
    ['Storage (up to 150 GB free)', 100, 150],
    ['Backup, 5 mailboxes included, per mailbox', 0, 5],
  ])('ADD-ALLOWANCE: “%s” with %s included', (identifier, lessIncluded, included) => {
    const named = { product: { id: BDR_PRODUCT.id, identifier }, description: '' };
    const finding = only(addition({ ...named, lessIncluded }), 'ADD-ALLOWANCE');
    expect(finding).toMatchObject({ severity: 'warning', seen: lessIncluded, expected: included });
    expect(finding.fix?.changes).toMatchObject([
      { fields: [{ field: 'lessIncluded', from: lessIncluded, to: included }] },
    ]);
    expect(codes(addition({ ...named, lessIncluded: included }))).toEqual([]);
  });

  it('ADD-PRICE: 0 while billable', () => {
    expect(only(addition({ unitPrice: 0 }), 'ADD-PRICE')).toMatchObject({ severity: 'warning', seen: 0 });
    expect(codes(addition({ unitPrice: 0, billCustomer: 'NoCharge' }))).toEqual(['ADD-BILL']);
  });

  it('ADD-DESCRIPTION: blank while descriptions are not synced', () => {
    const blank = { invoiceDescription: ' ' };
    expect(only(addition(blank, { invoiceDescriptionsSynced: false }), 'ADD-DESCRIPTION')).toMatchObject({
      severity: 'warning',
    });
    expect(codes(addition(blank))).toEqual([]);
    expect(codes(addition(blank, { invoiceDescriptionsSynced: undefined }))).toEqual([]);
  });

  it('ADD-DRIFT shows both quantities, when, and the money, and plans the quantity alone', () => {
    const finding = only(addition({ quantity: 600 }), 'ADD-DRIFT');
    expect(finding).toMatchObject({ severity: 'warning', seen: 600, expected: 640.5 });
    expect(finding.message).toBe(
      'Billed now 225.00, should be 245.25 a month (+20.25): the quantity is {600}, the portal measures {640.5} for ShadowProtect BDR Storage (measured {2026-11-21T11:00:00.000Z}).',
    );
    const [change] = finding.fix?.changes ?? [];
    expect(change).toMatchObject({ part: 'agreement-parts', money: { from: 225, to: 245.25 } });
    expect(change?.fields).toEqual([{ field: 'quantity', from: 600, to: 640.5 }]);
    expect(change).not.toHaveProperty('guard');
  });

  it('ADD-DRIFT is silent within the tolerance of the service', () => {
    expect(codes(addition({ quantity: 634.1 }))).toEqual([]);
    expect(codes(addition({ quantity: 634.09 }))).toEqual(['ADD-DRIFT']);
    const strict = { driftTolerance: { 'online-bdr': { percent: 0, units: 0 } } };
    expect(codes(addition({ quantity: 640.49 }, strict))).toEqual(['ADD-DRIFT']);
  });

  it('ADD-DRIFT waits for the next automatic sync: in sync, then a backup', () => {
    const sync = { syncedAt: NOW - 2 * HOUR, nextDue: NOW + 10 * HOUR };
    const written = { quantity: 600, _info: { lastUpdated: new Date(NOW - 2 * HOUR).toISOString() } };
    expect(codes(addition(written, { sync }))).toEqual([]);
    expect(codes(addition(written, { sync: { ...sync, nextDue: NOW } }))).toEqual(['ADD-DRIFT']);
    // Changed in ConnectWise since, being typed, or held by a guard: no sync corrects that unseen.
    const edited = { quantity: 600, _info: { lastUpdated: new Date(NOW - HOUR).toISOString() } };
    expect(codes(addition(edited, { sync }))).toEqual(['ADD-DRIFT']);
    expect(codes({ ...addition(written, { sync }), addition: { ...ADDITION, quantity: 610 } })).toEqual(['ADD-DRIFT']);
    expect(codes(addition({ ...written, quantity: 200 }, { sync }))).toEqual(['ADD-DRIFT']);
  });

  it('ADD-DRIFT guards a jump', () => {
    const finding = only(addition({ quantity: 200 }), 'ADD-DRIFT');
    expect(finding.fix?.changes[0]?.guard?.code).toBe('GUARD-JUMP');
  });

  it('ADD-DRIFT skips what a sync skips: its fix must not write it', () => {
    const conflict = { ...ADDITION, quantity: 600 };
    const drifts = (more: Partial<Addition>, facts: Partial<AdditionSubject> = {}) =>
      codes(addition({ ...conflict, ...more }, facts)).includes('ADD-DRIFT');
    expect(drifts({})).toBe(true);
    expect(drifts({}, { additions: [conflict, { ...conflict, id: 502 }] })).toBe(false);
    expect(drifts({}, { additions: [conflict, { ...conflict, id: 502, serialNumber: 'efs-342' }] })).toBe(false);
    expect(drifts({ description: 'Backup, flat fee' })).toBe(false);
    expect(drifts({}, agreement({ agreementStatus: 'Expired' }))).toBe(false);
    expect(drifts({}, agreement({ noEndingDateFlag: false, endDate: '2026-11-01T00:00:00Z' }))).toBe(false);
    expect(drifts({}, agreement({ type: { id: 6, name: 'Other' } }))).toBe(false);
  });

  it('ADD-DRIFT measures by the cross-references of the agreement’s type only', () => {
    const [row] = addition({}).products ?? [];
    if (!row) throw new Error('no product');
    const products = [row, { ...row, service: 'online-select' as const, agreementTypeId: 6 }];
    const serviceUsage = { '342': { 'online-bdr': 640.5, 'online-select': 99 } };
    expect(codes(addition({}, { products, serviceUsage }))).toEqual([]);
  });

  it('ADD-DRIFT ignores binary fractions', () => {
    expect(
      codes(addition({ quantity: 0.1 + 0.2, lessIncluded: 0 }, { serviceUsage: { '342': { 'online-bdr': 0.3 } } })),
    ).toEqual([]);
  });

  it('ADD-DRIFT holds its fix when what it is billed as is in doubt', () => {
    const guard = { code: 'GUARD-SERVICE' as const, message: 'Not chosen.' };
    const finding = only(addition({ quantity: 600 }, { doubts: { '342': { 'online-bdr': guard } } }), 'ADD-DRIFT');
    expect(finding.fix?.changes[0]?.guard).toEqual(guard);
  });

  it('missing data leads to no ADD-DRIFT: facts understood in part, or a day old, or of another time', () => {
    const guard = { code: 'GUARD-INCOMPLETE' as const, message: 'Not understood.' };
    expect(codes(addition({ quantity: 850 }, { doubts: { '342': { 'online-bdr': guard } } }))).toEqual([]);
    const measuredAt = (ago: number) => ({ measuredAt: new Date(NOW - ago).toISOString() });
    expect(codes(addition({ quantity: 850 }, measuredAt(24 * 3_600_000 - 1)))).toEqual(['ADD-DRIFT']);
    expect(codes(addition({ quantity: 850 }, measuredAt(24 * 3_600_000)))).toEqual([]);
    expect(codes(addition({ quantity: 850 }, measuredAt(-2)))).toEqual([]);
  });

  it('ADD-UNCHECKED reports that a switched-off service is not checked, and nothing else', () => {
    const [product] = addition({}).products ?? [];
    if (!product) throw new Error('The sample has a product.');
    const off = { products: [{ ...product, toggledOn: false }] };
    const finding = only(addition({ quantity: 640 }, off), 'ADD-UNCHECKED');
    expect(finding).toMatchObject({
      severity: 'info',
      message: 'Not checked: ShadowProtect BDR Storage is switched off in Services & products.',
    });
    expect(finding).not.toHaveProperty('fix');
    expect(codes(addition({}, { ...off, ...agreement({ agreementStatus: 'Expired' }) }))).toEqual([
      'ADD-AGREEMENT-STATE',
    ]);
    expect(codes(addition({ cancelledDate: '2026-01-01T00:00:00Z' }, off))).toEqual(['ADD-CANCELLED']);
  });

  it('ADD-UNCHECKED reports what the portal does not measure; a reported 0 is compared', () => {
    const at = (serviceUsage: Record<string, Record<string, number>>) => addition({ quantity: 600 }, { serviceUsage });
    expect(only(at({ '342': {} }), 'ADD-UNCHECKED').message).toBe(
      'Not checked: the portal does not report ShadowProtect BDR Storage.',
    );
    const drift = only(at({ '342': { 'online-bdr': 0 } }), 'ADD-DRIFT');
    expect(drift.expected).toBe(0);
    expect(drift.fix?.changes[0]?.guard?.code).toBe('GUARD-ZERO');
    // The portal was not read.
    expect(codes(at({}))).toEqual([]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -5])(
    'usage of %d is no quantity: named, and never compared or written',
    (usage) => {
      const subject = addition({ quantity: 600 }, { serviceUsage: { '342': { 'online-bdr': usage } } });
      const finding = only(subject, 'ADD-UNCHECKED');
      expect(finding.message).toContain(`is no valid quantity (${usage})`);
      expect(finding).not.toHaveProperty('fix');
    },
  );

  it('ADD-DRIFT is silent about a line that is over', () => {
    expect(codes(addition({ quantity: 600, cancelledDate: '2026-11-01T00:00:00Z' }))).toEqual(['ADD-CANCELLED']);
  });

  it('ADD-DRIFT is silent where usage is not measured, or units would mix', () => {
    expect(codes(addition({ quantity: 600 }, { serviceUsage: {} }))).toEqual([]);
    const [product] = addition({}).products ?? [];
    if (!product) throw new Error('The sample has a product.');
    const mixed = [
      product,
      { ...product, service: 'online-servers' as const, title: 'Online Backup # Servers', unit: 'count' as const },
    ];
    expect(
      codes(
        addition(
          { quantity: 600 },
          { products: mixed, serviceUsage: { '342': { 'online-bdr': 1, 'online-servers': 2 } } },
        ),
      ),
    ).toEqual(['ADD-UNCHECKED']);
    // Nothing used of one of them adds nothing to the other.
    const oneUsed = { '342': { 'online-bdr': 0, 'online-servers': 2 } };
    expect(only(addition({ quantity: 600 }, { products: mixed, serviceUsage: oneUsed }), 'ADD-DRIFT').expected).toBe(2);
    const alike = [product, { ...product, service: 'online-basic' as const }];
    expect(
      codes(
        addition(
          { quantity: 600 },
          { products: alike, serviceUsage: { '342': { 'online-bdr': 599.9, 'online-basic': 0.1 } } },
        ),
      ),
    ).toEqual([]);
  });
});

describe('checkAdditions', () => {
  const { addition: _, agreement: __, ...facts } = addition({});
  const company = { ...facts, additions: [ADDITION], agreements: [AGREEMENT] };

  it('finds nothing at company 342 done right', () => {
    expect(checkAdditions(company)).toEqual([]);
  });

  it('checks every addition on its own agreement', () => {
    const other = { ...AGREEMENT, id: 78, agreementStatus: 'Expired' as const };
    const found = checkAdditions({
      ...company,
      additions: [ADDITION, { ...ADDITION, id: 502, agreementId: 78, serialNumber: 'efs342' }],
      agreements: [AGREEMENT, other],
    });
    expect(found.map(({ code, where }) => [code, where.recordId])).toEqual([
      ['ADD-SERIAL-FORMAT', 502],
      ['ADD-AGREEMENT-STATE', 502],
    ]);
  });

  it('ADD-MISSING names usage that nothing bills', () => {
    const found = checkAdditions({ ...company, additions: [] });
    expect(found).toMatchObject([
      {
        code: 'ADD-MISSING',
        severity: 'warning',
        where: { resource: 'company', companyId: 250 },
        expected: { product: 'ShadowProtect BDR Storage', serialNumber: 'EFS-342', quantity: 640.5 },
      },
    ]);
    const cancelled = { ...ADDITION, cancelledDate: '2026-01-01T00:00:00Z' };
    expect(checkAdditions({ ...company, additions: [cancelled] }).map(({ code }) => code)).toEqual([
      'ADD-CANCELLED',
      'ADD-MISSING',
    ]);
  });

  it('ADD-MISSING is silent where another product of the same service bills it, and requests the one that matches', () => {
    const [row] = facts.products ?? [];
    if (!row) throw new Error('no product');
    const other = { ...row, productId: 901, productIdentifier: 'BDR for the other type', agreementTypeId: 6 };
    expect(checkAdditions({ ...company, products: [other, row], additions: [ADDITION] })).toEqual([]);
    const found = checkAdditions({ ...company, products: [other, row], additions: [] });
    expect(found).toMatchObject([{ code: 'ADD-MISSING', expected: { product: row.productIdentifier } }]);
  });

  it('a line on an ended agreement is no duplicate, and bills nothing', () => {
    const old = { ...AGREEMENT, id: 70, agreementStatus: 'Expired' as const };
    const left = { ...ADDITION, id: 400, agreementId: 70, quantity: 1, lessIncluded: 0 };
    const agreements = [AGREEMENT, old];
    const found = (additions: Addition[]) =>
      checkAdditions({ ...company, agreements, additions }).map(({ code, where }) => [code, where.recordId]);
    expect(found([left, ADDITION])).toEqual([['ADD-AGREEMENT-STATE', 400]]);
    expect(found([left])).toEqual([
      ['ADD-AGREEMENT-STATE', 400],
      ['ADD-MISSING', undefined],
    ]);
  });

  it('ADD-MISSING is silent without usage, for services switched off, and for ids that are not this company’s', () => {
    expect(checkAdditions({ ...company, additions: [], serviceUsage: { '342': { 'online-bdr': 0 } } })).toEqual([]);
    expect(
      checkAdditions({
        ...company,
        additions: [],
        products: facts.products?.map((product) => ({ ...product, toggledOn: false })),
      }),
    ).toEqual([]);
    expect(checkAdditions({ ...company, additions: [], serviceUsage: { '355': { 'online-bdr': 9 } } })).toEqual([]);
    expect(checkAdditions({ ...company, additions: [], serviceUsage: { '342': { 'local-storage': 9 } } })).toEqual([]);
  });

  it('missing data requires no line: old facts, incomplete ones, and storage without a chosen service', () => {
    const missing = (more: object) => checkAdditions({ ...company, additions: [], ...more }).map(({ code }) => code);
    expect(missing({})).toEqual(['ADD-MISSING']);
    for (const code of ['GUARD-SERVICE', 'GUARD-INCOMPLETE', 'GUARD-CUSTOMER'] as const)
      expect(missing({ doubts: { '342': { 'online-bdr': { code, message: '' } } } })).toEqual([]);
    expect(missing({ measuredAt: new Date(NOW - 86_400_000).toISOString() })).toEqual([]);
  });

  it('a cancelled date in the future still bills', () => {
    const later = { ...ADDITION, cancelledDate: new Date(NOW + 90 * 86_400_000).toISOString() };
    expect(checkAdditions({ ...company, additions: [later] })).toEqual([]);
  });
});
