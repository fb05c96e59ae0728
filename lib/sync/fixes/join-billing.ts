import { type BillingJoin, exactJoins, joinEvidence } from '../../domain/billing-join.ts';
import type { ConnectionPair } from '../../domain/connection-pair.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { literalText } from '../../shared/text-values.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { billedClients } from '../read/billed-clients.ts';
import { billedMonths } from '../read/billed-usage.ts';
import { customersAmong, portalCustomers } from '../read/portal-customers.ts';

type NewJoin = Omit<BillingJoin, keyof ConnectionPair>;

/**
 * A user says that a billed client is a customer: from now on its amounts are the customer's. Nothing is written here. Failures:
 * `not-found` for a client or customer that is not listed; those of reading the customers.
 */
export async function confirmBillingJoin(
  deps: EngineDeps,
  clientId: string,
  customerId: string,
): Promise<Result<null>> {
  const clients = await billedClients(deps, await billedMonths(deps, 'read'));
  const client = clients.find(({ id }) => id === clientId);
  if (!client) return fail(notListed(`billed client ${literalText(clientId)}`));
  const among = await customersAmong(deps, [customerId]);
  if (!among.ok) return among;
  const customer = among.value.customers.find(({ id }) => id === customerId);
  if (!customer) return fail(notListed(`customer ${literalText(customerId)}`));
  await deps.store.putBillingJoins([joinOf(deps, client, customer)]);
  return ok(null);
}

/** Confirms every billed client whose name is exactly one customer's (`exactJoins`). Answers how many. */
export async function confirmExactBillingJoins(deps: EngineDeps): Promise<Result<{ confirmed: number }>> {
  const customers = await portalCustomers(deps);
  if (!customers.ok) return customers;
  const clients = await billedClients(deps, await billedMonths(deps, 'read'));
  const joins = await deps.store.billingJoins();
  const found = exactJoins({ clients, joins, customers: customers.value });
  await deps.store.putBillingJoins(found.map(({ client, customer }) => joinOf(deps, client, customer)));
  return ok({ confirmed: found.length });
}

/** Takes a join back: the client's amounts are nobody's. */
export async function removeBillingJoin(deps: EngineDeps, clientId: string): Promise<Result<null>> {
  await deps.store.deleteBillingJoin(clientId);
  return ok(null);
}

interface Named {
  id: string;
  name: string;
}

function joinOf({ browser, clock }: EngineDeps, client: Named, customer: Named): NewJoin {
  return {
    clientId: client.id,
    customerId: customer.id,
    clientName: client.name,
    customerName: customer.name,
    evidence: joinEvidence(client.name, customer.name),
    confirmedBy: browser,
    confirmedAt: isoTime(clock()),
  };
}

function notListed(what: string) {
  return {
    code: 'not-found',
    message: `The portal does not list ${what}.`,
    nextStep: 'Refresh the list.',
  } as const;
}
