import { addAddition } from '../../simulator/connectwise/seed/agreements.ts';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { ADMIN } from '../../simulator/connectwise/seed/writer.ts';
import type { ConnectWiseState } from '../../simulator/connectwise/state.ts';

/** A service of one's own: what it bills, the product that the story's administrator made for it, and its line at Eddie's TV Repair. */
interface X360Line {
  /** Title of the measure, as the options page offers it. */
  measure: string;
  product: { id: number; identifier: string; description: string; price: number };
  lessIncluded: number;
  /** What was right some weeks ago. */
  stale: number;
}

export const X360_LINES: readonly X360Line[] = [
  {
    measure: 'Direct-to-Cloud servers',
    product: { id: 31, identifier: 'x360-D2C-SRV', description: 'x360Recover Direct-to-Cloud server', price: 35 },
    lessIncluded: 0,
    stale: 2,
  },
  {
    measure: 'Direct-to-Cloud workstations',
    product: { id: 32, identifier: 'x360-D2C-WKS', description: 'x360Recover Direct-to-Cloud workstation', price: 9 },
    lessIncluded: 1,
    stale: 3,
  },
  {
    measure: 'Cloud storage',
    product: { id: 33, identifier: 'x360-CLOUD-GB', description: 'x360Recover cloud storage', price: 0.12 },
    lessIncluded: 100,
    stale: 221.5,
  },
];

/** The products without a cross-reference, and a line of each on the agreement of Eddie's TV Repair. */
export function addX360Lines(state: ConnectWiseState): void {
  const { catalog, agreements } = state.tables;
  const agreement = agreements.get(SEED.agreements.eddiesTvRepair);
  if (!agreement) throw new Error("The simulator has no agreement of Eddie's TV Repair.");
  for (const { product, lessIncluded, stale } of X360_LINES) {
    catalog.insert({ ...catalog.get(1), ...product, customerDescription: product.description }, ADMIN);
    addAddition(state, agreement, product.id, { quantity: stale, lessIncluded, serialNumber: 'EFS-342' });
  }
}
