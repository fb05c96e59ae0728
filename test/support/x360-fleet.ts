import { serviceOfMeasure } from '../../components/options/own-service-draft.ts';
import { measureOf } from '../../lib/domain/measures.ts';
import type { OwnService } from '../../lib/domain/own-service.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import type { EngineDeps } from '../../lib/sync/engine-api.ts';
import { addAddition } from '../simulator/connectwise/seed/agreements.ts';
import { ADMIN } from '../simulator/connectwise/seed/writer.ts';
import type { Simulator } from '../simulator/server.ts';
import { confirmLink } from './confirm-link.ts';

const FIRST_PRODUCT = 41;
/** What is billed of every client, in the order of their products. */
const BILLED = ['x360.d2c.server', 'x360.d2c.workstation', 'cloud-bytes'] as const;

/** Three services of one's own, each with a product that no cross-reference names. */
function x360Services(): Pick<Settings, 'ownServices' | 'products'> {
  const ownServices: OwnService[] = [];
  for (const id of BILLED) ownServices.push(serviceOfMeasure(measureOf(id), ownServices));
  const products = ownServices.map(({ id }, nth) => [
    id,
    { id: FIRST_PRODUCT + nth, identifier: `x360-${FIRST_PRODUCT + nth}` },
  ]);
  return { ownServices, products: Object.fromEntries(products) };
}

/**
 * Bills every client of the simulated x360Recover: products, an addition of each on every agreement, a link that a user confirmed.
 * Answers what the engine then works with.
 */
export async function billX360({ simulator, deps }: { simulator: Simulator; deps: EngineDeps }): Promise<EngineDeps> {
  const { catalog, agreements, managementSummaryReports } = simulator.connectWise.tables;
  const bills = x360Services();
  for (const product of Object.values(bills.products))
    if (product) catalog.insert({ ...catalog.get(1), ...product, description: product.identifier }, ADMIN);
  const linked = new Map<number, string>();
  for (const entry of managementSummaryReports.all()) {
    const serialNumber = String(entry.groupIdentifier);
    linked.set((entry.company as { id: number }).id, serialNumber.replace(/^EFS-/, ''));
  }
  for (const agreement of agreements.all()) {
    const companyId = (agreement.company as { id: number }).id;
    const customerId = linked.get(companyId);
    if (customerId === undefined) continue;
    for (const product of Object.values(bills.products))
      if (product) addAddition(simulator.connectWise, agreement, product.id, serialOf(customerId));
  }
  for (const [companyId, customerId] of linked) {
    const customerName = simulator.portal.customers.get(Number(customerId))?.name ?? '';
    await confirmLink(deps.store, customerId, companyId, { customerName });
  }
  return { ...deps, settings: { ...deps.settings, ...bills, x360Storage: 'online-select' } };
}

function serialOf(customerId: string) {
  return { quantity: 1, serialNumber: `EFS-${customerId}` };
}
