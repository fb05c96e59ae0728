import { isYoungerThan } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';
import { readTime, SECOND } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import type { BulkSyncCustomer, Counted } from './bulk-sync-state.ts';
import { concernsAll } from './customer-outcome.ts';
import type { Prefetched } from './prefetch.ts';
import type { Outcome } from './sync-customer.ts';
import type { CompanyQuantities } from './written-quantities.ts';

/** Companies that are read in bulk at a time: few enough to be processed before what was read is 30 seconds old. */
const BATCH = 25;
/** After this long no further company is begun on what was read in bulk. */
const FRESH_FOR = 20 * SECOND;
/** Half as many again as the client keeps requests in flight: some of them ask the portal meanwhile, or store what they did. */
const AT_ONCE = 6;
/** A customer of whom this many syncs failed one after the other needs a user; so many customers in a row do not: it is the other side. */
const TRIES = 3;
const IN_A_ROW = 4;

/** What is done with one customer, on what was read of its companies in bulk. */
export type CustomerWork = (customer: BulkSyncCustomer, prefetched: Prefetched) => Promise<Outcome>;

/** Reads what it can of these companies in bulk. */
export type PrefetchCompanies = (companyIds: readonly number[]) => Promise<Result<Prefetched>>;

/** What the work on a chunk needs of the bulk sync around it. */
export interface ChunkWork {
  customers: readonly BulkSyncCustomer[];
  work: CustomerWork;
  prefetch: PrefetchCompanies;
  /** Milliseconds after which no further company is begun on what `prefetch` read; absent: `FRESH_FOR`. */
  freshFor?: number | undefined;
  /** Stores that a customer is processed. */
  settle(customer: BulkSyncCustomer, counted: Counted, written?: CompanyQuantities): Promise<void>;
  begin(customer: BulkSyncCustomer): void;
  /** Whether a user, or the time, ends the work at the next customer. */
  stopped(): Promise<boolean>;
}

/** Why a chunk was left before its end: a failure, or that the work was stopped. */
export type Left = { failure: Failure } | 'stopped';

/**
 * Works on the customers of a chunk, some companies at a time. Answers undefined when all are processed. Customers with a
 * create that is still unclear come last: only time decides it (`apply/unclear.ts`).
 */
export async function workOnChunk(deps: EngineDeps, work: ChunkWork): Promise<Left | undefined> {
  let left = byCompany(work.customers);
  const tries = new Map<string, number>();
  const unclear = new Map<string, Failure>();
  let inARow = 0;
  while (left.length) {
    const batch = left.slice(0, BATCH);
    const read = await work.prefetch([...new Set(batch.flat().flatMap(({ candidates }) => candidates))]);
    if (!read.ok) return { failure: read.failure };
    const settled = new Set<string>();
    let end: Left | undefined;

    const workOn = async (customer: BulkSyncCustomer): Promise<void> => {
      work.begin(customer);
      const outcome = await work.work(customer, read.value);
      if ('failure' in outcome && outcome.failure.code === 'unclear') {
        unclear.set(customer.id, outcome.failure);
        return;
      }
      const counted = countedOf(outcome, customer, tries);
      inARow = 'failure' in outcome ? inARow + 1 : 0;
      if (counted) {
        settled.add(customer.id);
        await work.settle(customer, counted, outcome.written);
      } else if ('failure' in outcome && (concernsAll(outcome.failure) || inARow >= IN_A_ROW)) {
        end ??= { failure: outcome.failure };
      }
    };
    const queue = [...batch];
    const worker = async (): Promise<void> => {
      for (let group = queue.shift(); group; group = queue.shift()) {
        for (const customer of group) {
          if (end === undefined && (await work.stopped())) end = 'stopped';
          if (end !== undefined || !isFresh(deps, read.value, work.freshFor)) return;
          await workOn(customer);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (end !== undefined) return end;
    // What has to be tried again comes after the others.
    const open = (group: BulkSyncCustomer[]) => group.filter(({ id }) => !settled.has(id) && !unclear.has(id));
    left = [...left.slice(BATCH), ...batch.map(open).filter(({ length }) => length)];
  }
  const [failure] = unclear.values();
  return failure && { failure };
}

/** Customers that may share a company one after the other, so that none finds it taken. */
function byCompany(customers: readonly BulkSyncCustomer[]): BulkSyncCustomer[][] {
  const groups = new Map<number | string, BulkSyncCustomer[]>();
  for (const customer of customers) {
    const key = customer.candidates[0] ?? customer.id;
    const group = groups.get(key);
    if (group) group.push(customer);
    else groups.set(key, [customer]);
  }
  return [...groups.values()];
}

function countedOf(outcome: Outcome, { id }: BulkSyncCustomer, tries: Map<string, number>): Counted | undefined {
  if ('counted' in outcome) return outcome.counted;
  if (concernsAll(outcome.failure)) return undefined;
  tries.set(id, (tries.get(id) ?? 0) + 1);
  return (tries.get(id) ?? 0) >= TRIES ? 'needsUser' : undefined;
}

function isFresh({ clock }: Pick<EngineDeps, 'clock'>, prefetched: Prefetched, freshFor = FRESH_FOR): boolean {
  const [first] = prefetched.values();
  if (freshFor === Number.POSITIVE_INFINITY) return true;
  return first === undefined || isYoungerThan(freshFor, readTime(first.readAt) ?? 0, clock());
}
