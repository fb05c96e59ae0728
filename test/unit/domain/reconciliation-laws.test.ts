import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Addition } from '../../../lib/domain/connectwise-records.ts';
import type { CrossReferencedProduct } from '../../../lib/domain/cross-referenced-product.ts';
import { moneyTotals } from '../../../lib/domain/money-sentence.ts';
import type { ServiceUsage } from '../../../lib/domain/quantity.ts';
import { type ReconciliationInput, type ReconciliationRow, reconcile } from '../../../lib/domain/reconciliation.ts';
import type { InvoicedAddition } from '../../../lib/domain/report-rows.ts';
import { SERVICES } from '../../../lib/domain/service.ts';
import { ADDITION, AGREEMENT, NOW } from '../../support/builders/domain-records.ts';
import { invoicedLine } from '../../support/builders/invoiced-line.ts';

const PRODUCTS: CrossReferencedProduct[] = SERVICES.map(({ id, title, unit }, index) => ({
  service: id,
  title,
  unit,
  productId: 900 + index,
  productIdentifier: title,
  agreementTypeId: 5,
  agreementTypeName: 'Managed Service',
  toggledOn: true,
}));
const SINCE = '2026-09-12T12:00:00.000Z';

/** Hundredths, as the portal's quantities are rounded. */
const quantity = fc.integer({ min: 0, max: 200_000 }).map((hundredths) => hundredths / 100);
const customer = fc
  .uniqueArray(fc.constantFrom(...SERVICES.map(({ id }) => id)))
  .chain((ids) =>
    fc
      .array(quantity, { minLength: ids.length, maxLength: ids.length })
      .map((amounts): ServiceUsage => Object.fromEntries(ids.map((id, index) => [id, amounts[index] ?? 0]))),
  );
const line = fc.record({
  product: fc.nat(SERVICES.length - 1),
  customer: fc.constantFrom('342', '355'),
  quantity,
  lessIncluded: fc.oneof(fc.constant(0), quantity),
  unitPrice: fc.integer({ min: 0, max: 10_000 }).map((cents) => cents / 100),
  billCustomer: fc.constantFrom('Billable' as const, 'NoCharge' as const, 'DoNotBill' as const),
  agreementId: fc.constantFrom(77, 78),
});
const company = fc
  .record({
    usage: fc.record({ '342': customer, '355': customer }),
    // Two lines of one product and customer would bill it twice: no quantity of them is written.
    lines: fc.uniqueArray(line, { maxLength: 12, selector: (one) => `${one.product}/${one.customer}` }),
  })
  .map(
    ({ usage, lines }): ReconciliationInput => ({
      companyId: AGREEMENT.company.id,
      customers: Object.fromEntries(Object.entries(usage).map(([id, one]) => [id, { usage: one, doubts: {} }])),
      additions: lines.map(({ product, customer: id, ...members }, index): Addition => {
        const { productId, productIdentifier } = PRODUCTS[product] ?? { productId: 0, productIdentifier: '' };
        return {
          ...ADDITION,
          ...members,
          id: 500 + index,
          product: { id: productId, identifier: productIdentifier },
          serialNumber: `EFS-${id}`,
        };
      }),
      agreements: [AGREEMENT, { ...AGREEMENT, id: 78, name: 'Second' }],
      products: PRODUCTS,
      prefix: 'EFS',
      now: NOW,
      today: '2026-11-21',
    }),
  );

/** The company after its planned quantities were written and its missing additions created. */
function applied(input: ReconciliationInput): ReconciliationInput {
  const rows = reconcile(input);
  const usageOf = new Map(rows.map(({ addition, usage }) => [addition?.id, usage]));
  const created = rows
    .filter(({ addition }) => !addition)
    .map(
      ({ productId, product, efsId, usage }, index): Addition => ({
        ...ADDITION,
        id: 900 + index,
        product: { id: productId, identifier: product },
        serialNumber: efsId,
        quantity: usage ?? 0,
      }),
    );
  const updated = input.additions.map((one) => ({ ...one, quantity: usageOf.get(one.id) ?? one.quantity }));
  return { ...input, additions: [...updated, ...created] };
}

/** What a reconciliation still finds to correct. */
function differences(rows: readonly ReconciliationRow[]): ReconciliationRow[] {
  return rows.filter(
    ({ addition, usage, quantity, difference = 0, money }) =>
      !addition || (usage !== undefined && usage !== quantity) || difference !== 0 || money?.from !== money?.to,
  );
}

describe('the reconciliation of any company', () => {
  it('is empty once it was applied', () => {
    fc.assert(
      fc.property(company, (input) => {
        expect(differences(reconcile(applied(input)))).toEqual([]);
      }),
    );
  });

  it('has no difference to an invoice of what is due', () => {
    fc.assert(
      fc.property(company, (input) => {
        const right = applied(input);
        const lines = reconcile(right).map(({ addition, productId, efsId, dueQuantity, billedQuantity, money }) =>
          invoicedLine({
            agreementId: addition?.agreementId ?? 0,
            productId,
            serialNumber: efsId,
            quantity: dueQuantity ?? billedQuantity,
            extendedPrice: money?.to ?? 0,
          }),
        );
        for (const { invoiced, dueQuantity } of reconcile({ ...right, invoiced: { since: SINCE, lines } })) {
          if (dueQuantity === undefined) continue;
          expect([invoiced?.difference, invoiced?.amountDifference]).toEqual([0, 0]);
        }
      }),
    );
  });

  it('adds up: due is billed and difference, totals are those of the rows, invoiced is the sum of its lines', () => {
    const part = fc.record({ row: fc.nat(11), quantity: fc.integer({ min: -1_000, max: 1_000 }) });
    fc.assert(
      fc.property(company, fc.array(part, { maxLength: 30 }), (input, parts) => {
        const lines = parts.flatMap(({ row, quantity: amount }): InvoicedAddition[] => {
          const addition = input.additions[row];
          if (!addition) return [];
          const { agreementId, product, serialNumber } = addition;
          return [
            invoicedLine({ agreementId, productId: product.id, serialNumber, quantity: amount, extendedPrice: amount }),
          ];
        });
        const rows = reconcile({ ...input, invoiced: { since: SINCE, lines } });
        for (const { billedQuantity, dueQuantity, difference, quantity: held = 0, allowance = 0 } of rows) {
          if (dueQuantity === undefined) continue;
          expect(billedQuantity).toBeGreaterThanOrEqual(0);
          expect(billedQuantity).toBeLessThanOrEqual(Math.max(0, held - allowance) + 1e-6);
          expect(billedQuantity + (difference ?? 0)).toBeCloseTo(dueQuantity, 5);
        }
        const cents = (amount: number) => Math.round(amount * 100);
        const total = moneyTotals(rows.flatMap(({ money }) => money ?? []));
        const sum = (side: 'from' | 'to') => rows.reduce((all, { money }) => all + cents(money?.[side] ?? 0), 0);
        expect([cents(total[0]?.from ?? 0), cents(total[0]?.to ?? 0)]).toEqual([sum('from'), sum('to')]);
        const known = rows.filter(({ invoiced }) => invoiced !== undefined);
        const ofKnown = lines.filter((one) =>
          known.some(({ productId, efsId }) => productId === one.productId && efsId === one.serialNumber),
        );
        const both = [known.map(({ invoiced }) => invoiced?.quantity ?? 0), ofKnown.map((one) => one.quantity)];
        const [shown = 0, read = 0] = both.map((amounts) => amounts.reduce((all, one) => all + one, 0));
        expect(shown).toBe(read);
      }),
    );
  });
});
