import { isYoungerThan } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedRead } from './cached-read.ts';

type Names = { id: string; name: string }[];
type CustomersDeps = Pick<EngineDeps, 'portal' | 'store' | 'clock'>;

const KEY = 'portal-customers';
const AGE = HOUR;
/** A customer that is not in the list may be a new one, but typing must not make a request per key. */
const MISS_AGE = MINUTE;
/** The last failure to read the list. Begins as `KEY` does, so that both are forgotten together. */
const FAILED = `${KEY}:failed`;
const FAILED_AGE = 10 * SECOND;

/** All customers of the portal, id and name, at most an hour old; the last known ones while the portal is down. */
export async function portalCustomers(deps: CustomersDeps, maxAge: number = AGE): Promise<Result<Names>> {
  const read = await readCustomers(deps, maxAge);
  if (read.ok) return read;
  const cached = await deps.store.cached<Names>(KEY);
  return cached ? ok(cached.value) : read;
}

/** The customers as last read, however long ago; none before the first reading. Asks nobody. */
export async function knownCustomers({ store }: Pick<EngineDeps, 'store'>): Promise<Names> {
  return (await store.cached<Names>(KEY))?.value ?? [];
}

/** The portal's customers, looked up for some ids. */
export interface CustomersAmong {
  customers: Names;
  /** Asked-for ids that the list lacks while the portal cannot be asked again: nobody may call them unknown. */
  unsure: string[];
  /** Why not. */
  failure?: Failure;
}

/**
 * All customers of the portal, looked up for these ids: where the list lacks one and is over a minute old, it is read once
 * more, since the customer may be a new one (W19). An id in neither list is unknown. Fails only where no list was ever read.
 */
export async function customersAmong(
  deps: CustomersDeps,
  customerIds: readonly string[],
): Promise<Result<CustomersAmong>> {
  const customers = await portalCustomers(deps);
  if (!customers.ok) return customers;
  if (!lacking(customers.value, customerIds).length) return ok({ customers: customers.value, unsure: [] });
  const again = await readCustomers(deps, MISS_AGE);
  if (again.ok) return ok({ customers: again.value, unsure: [] });
  const unsure = lacking(customers.value, customerIds);
  return ok({ customers: customers.value, unsure, failure: again.failure });
}

function lacking(customers: Names, customerIds: readonly string[]): string[] {
  const known = new Set(customers.map(({ id }) => id));
  return [...new Set(customerIds)].filter((id) => !known.has(id));
}

/** A portal that has just failed is not asked again for each key that is typed, where there is a list to go by meanwhile. */
async function readCustomers(deps: CustomersDeps, maxAge: number): Promise<Result<Names>> {
  return cachedRead<Names>(deps, KEY, maxAge, async () => {
    const failed = await deps.store.cached<Failure>(FAILED);
    const isRecent = failed && isYoungerThan(FAILED_AGE, failed.at, deps.clock());
    if (isRecent && (await deps.store.cached(KEY))) return fail(failed.value);
    const answer = await deps.portal.customers();
    if (!answer.ok) {
      await deps.store.cache(FAILED, answer.failure, deps.clock());
      return answer;
    }
    return ok(answer.value.customers.map(({ id, name }) => ({ id, name })));
  });
}
