import { expect } from 'vitest';
import type { Change } from '../../../../../lib/domain/change.ts';
import type { Addition, Agreement, Product } from '../../../../../lib/domain/connectwise-records.ts';
import type { CrossReferencedProduct } from '../../../../../lib/domain/cross-referenced-product.ts';
import { type AdditionsSubject, checkAdditions } from '../../../../../lib/domain/rules/addition/addition-rules.ts';
import { AGREEMENT, addition, BDR_PRODUCT } from '../../../../support/builders/domain-records.ts';

const [REFERENCE] = addition({}).products ?? [];
if (!REFERENCE) throw new Error('The builder has no cross-reference.');

const { addition: _, agreement: __, ...FACTS } = addition({});
/** Company 250 with one agreement and 640.5 GB of usage that no addition bills. */
export function company(more: Partial<AdditionsSubject> = {}): AdditionsSubject {
  return { ...FACTS, additions: [], agreements: [AGREEMENT], ...more };
}

export const reference = (more: Partial<CrossReferencedProduct>): CrossReferencedProduct => ({ ...REFERENCE, ...more });
export const agreement = (id: number, more: Partial<Agreement> = {}): Agreement => ({
  ...AGREEMENT,
  id,
  name: `No. ${id}`,
  ...more,
});

export function inCatalog(more: Partial<Product> = {}): Product {
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

export const missing = (subject: AdditionsSubject) =>
  checkAdditions(subject).filter(({ code }) => code === 'ADD-MISSING');
export const creations = (subject: AdditionsSubject): Change[] =>
  missing(subject).flatMap(({ fix }) => fix?.changes ?? []);

export function only(subject: AdditionsSubject): Change {
  const changes = creations(subject);
  expect(changes).toHaveLength(1);
  return changes[0] as Change;
}

export const memberOf = ({ fields }: Change, name: string) => fields.find(({ field }) => field === name)?.to;

/** What ConnectWise has once the changes are carried out. */
export function created(changes: readonly Change[]): Addition[] {
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
