import type { BilledClient } from '../../domain/billed-usage.ts';
import type { BilledMonth, BillingDeps } from './billed-usage.ts';

/**
 * Every client of the months that could be read, by id: of the newest month that lists it, with the products of all of them, so
 * that a product that ended last month is seen.
 */
export async function billedClients(
  { store }: Pick<BillingDeps, 'store'>,
  months: readonly BilledMonth[],
): Promise<BilledClient[]> {
  const byId = new Map<string, BilledClient>();
  for (const { month, failure } of months) {
    if (failure) continue;
    for (const client of await store.billedClients(month)) {
      const before = byId.get(client.id);
      byId.set(client.id, before ? { ...client, amounts: [...before.amounts, ...client.amounts] } : client);
    }
  }
  return [...byId.values()];
}
