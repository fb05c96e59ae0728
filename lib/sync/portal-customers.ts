import { ok, type Result } from '../shared/result.ts';
import { HOUR, MINUTE } from '../shared/time.ts';
import { cachedRead } from './cached-read.ts';
import type { EngineDeps } from './engine-api.ts';

type Names = { id: string; name: string }[];
type CustomersDeps = Pick<EngineDeps, 'portal' | 'store' | 'clock'>;

const KEY = 'portal-customers';
const AGE = HOUR;
/** A customer that is not in the list may be a new one, but typing must not make a request per key. */
const MISS_AGE = MINUTE;

/** All customers of the portal, id and name, at most an hour old; the last known ones while the portal is down. */
export async function portalCustomers(deps: CustomersDeps, maxAge: number = AGE): Promise<Result<Names>> {
  const read = await cachedRead<Names>(deps, KEY, maxAge, async () => {
    const answer = await deps.portal.customers();
    if (!answer.ok) return answer;
    return ok(answer.value.customers.map(({ id, name }) => ({ id, name })));
  });
  if (read.ok) return read;
  const cached = await deps.store.cached<Names>(KEY);
  return cached ? ok(cached.value) : read;
}

/** The customers as last read, however long ago; none before the first reading. Asks nobody. */
export async function knownCustomers({ store }: Pick<EngineDeps, 'store'>): Promise<Names> {
  return (await store.cached<Names>(KEY))?.value ?? [];
}

/** Whether the portal knows a customer. An unknown one is asked for once more when the list is over a minute old. */
export async function customerKnown(
  deps: CustomersDeps,
  customerId: string,
): Promise<Result<{ known: boolean; name?: string }>> {
  for (const age of [AGE, MISS_AGE]) {
    const customers = await portalCustomers(deps, age);
    if (!customers.ok) return customers;
    const found = customers.value.find((customer) => customer.id === customerId);
    if (found) return ok({ known: true, name: found.name });
  }
  return ok({ known: false });
}
