import type { ConnectWiseState } from '../state.ts';
import { addAddition, addAgreement } from './agreements.ts';
import { addCompany, addManagedIdEntries } from './companies.ts';
import { addOtherProducts } from './products.ts';

/** What the agreement of each generated company holds. */
export interface GeneratedAdditions {
  /** Lines of ours, 1 to 12, each for another of our services, with the EFS id as serial number and quantity 0; default 1. */
  ourAdditions?: number;
  /** Lines for products of others, such as Microsoft 365, without a serial number; default 0. */
  otherAdditions?: number;
}

/** Products of ours in the order in which agreements get them: a fleet with four bills GB, servers, desktops, local GB. */
const OUR_PRODUCTS = [1, 4, 5, 6, 2, 3, 7, 8, 9, 10, 11, 12];

/**
 * A company, its two managed-ID entries and an agreement for each customer, with ids from `firstId` on.
 * @param additions `no-lines`: company and agreement alone, without entries and additions.
 */
export function seedGenerated(
  state: ConnectWiseState,
  customers: readonly { id: number; name: string }[],
  firstId: number,
  now: number,
  additions: GeneratedAdditions | 'no-lines' = {},
): void {
  const bare = additions === 'no-lines';
  const { ourAdditions = 1, otherAdditions = 0 } = bare ? { ourAdditions: 0 } : additions;
  const ours = OUR_PRODUCTS.slice(0, ourAdditions);
  const others = otherAdditions > 0 && customers.length > 0 ? addOtherProducts(state) : [];
  for (const [index, customer] of customers.entries()) {
    const id = firstId + index;
    const serialNumber = `EFS-${customer.id}`;
    const company = addCompany(state, id, `C${customer.id}`, customer.name.slice(0, 50));
    if (!bare) addManagedIdEntries(state, company, serialNumber);
    const agreement = addAgreement(state, id, company, now);
    for (const product of ours) addAddition(state, agreement, product, { quantity: 0, serialNumber });
    for (let line = 0; line < otherAdditions; line += 1) {
      const product = others[line % others.length];
      // Figures differ from company to company, as users and devices do.
      if (product) addAddition(state, agreement, product, { quantity: 1 + ((id + line * 7) % 40), serialNumber: '' });
    }
  }
}
