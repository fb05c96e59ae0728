import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CrossReferencedProduct } from '../../../../../lib/domain/cross-referenced-product.ts';
import { checkAdditions } from '../../../../../lib/domain/rules/addition/addition-rules.ts';
import { COMPANY, entry, PAIR_342 } from '../../../../support/builders/domain-records.ts';
import { company, created, creations, reference } from './missing-addition.ts';

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
