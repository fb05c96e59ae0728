import type { Run } from '../../domain/change.ts';
import type { EventView, LogAnswer, LogQuery } from '../../domain/event-view.ts';
import { EVENT_FIELDS, NOT_PROCESSED_FIELD } from '../../domain/log-search/event-fields.ts';
import type { SearchContext } from '../../domain/log-search/log-filter.ts';
import { readQuery } from '../../domain/log-search/read-query.ts';
import { RUN_FIELDS } from '../../domain/log-search/run-fields.ts';
import { type Failure, sentence } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { knownCustomers, portalCustomers } from '../read/portal-customers.ts';
import type { SyncStore } from '../store.ts';
import { readWaits, type StoredDeps, viewsOf } from './event-views.ts';

/** Milliseconds for a first answer: with a full page, the total may follow. */
const QUICK = 60;

/** Whether anybody still waits for the answer. */
export type IsCancelled = () => boolean;

/** Events that a query finds. Asks the portal for the customers' names when none are known yet. */
export async function searchEvents(
  deps: EngineDeps,
  query: LogQuery,
  isCancelled: IsCancelled,
): Promise<Result<LogAnswer<EventView>>> {
  await portalCustomers(deps, Number.POSITIVE_INFINITY);
  return searchStoredEvents(deps, query, isCancelled);
}

/** The same from what is stored alone: the log can be searched while a connection is missing. */
export async function searchStoredEvents(
  deps: StoredDeps,
  query: LogQuery,
  isCancelled: IsCancelled,
): Promise<Result<LogAnswer<EventView>>> {
  const names = await knownCustomers(deps);
  const waitsBecause = NOT_PROCESSED_FIELD.test(query.query) ? await reasons(deps) : () => undefined;
  const filter = readQuery(query.query, EVENT_FIELDS, { names, waitsBecause });
  if (!filter.ok) return filter;
  const page = await deps.store.searchEvents({ ...asSearch(query, isCancelled), filter: filter.value });
  if (isCancelled()) return REPLACED;
  return ok({ ...page, rows: await viewsOf(deps, page.rows, names) });
}

/** Runs that a query finds. */
export async function searchRuns(
  { store }: { store: SyncStore },
  query: LogQuery & { changedOnly?: boolean },
  isCancelled: IsCancelled,
): Promise<Result<LogAnswer<Run>>> {
  const filter = readQuery(query.query, RUN_FIELDS, NO_CONTEXT);
  if (!filter.ok) return filter;
  const changed = query.changedOnly ? readQuery('Changed = yes', RUN_FIELDS, NO_CONTEXT) : ok([]);
  if (!changed.ok) return changed;
  const search = asSearch(query, isCancelled);
  const page = await store.searchRuns({
    ...search,
    key: `${search.key}\n${query.changedOnly === true}`,
    filter: [...filter.value, ...changed.value],
  });
  return isCancelled() ? REPLACED : ok(page);
}

const NO_CONTEXT: SearchContext = { names: [], waitsBecause: () => undefined };

const REPLACED = fail<Failure>({
  code: 'interrupted',
  message: 'Another search has begun since.',
  nextStep: 'Its result replaces this one.',
});

function asSearch({ query, offset, limit, all }: LogQuery, isCancelled: IsCancelled) {
  return { key: query, offset, limit, isCancelled, ...(all !== true && { timeLimit: QUICK }) };
}

/** Why each work waits, in a sentence. */
async function reasons(deps: StoredDeps): Promise<SearchContext['waitsBecause']> {
  const waits = await readWaits(deps);
  return (key) => {
    const { waitsBecause } = waits({ waitsFor: [key] });
    return waitsBecause && sentence(waitsBecause);
  };
}
