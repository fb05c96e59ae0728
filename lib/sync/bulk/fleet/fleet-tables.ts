import type { Agreement, Company } from '../../../domain/connectwise-records.ts';
import { linksByManagedId } from '../../../domain/link.ts';
import { recordList } from '../../../domain/record-list.ts';
import type { Failure } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type IsoTime, isoTime } from '../../../shared/time.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { companiesWithSameName, SAME_NAME_LIMIT } from '../../read/companies-with-same-name.ts';
import { crossReferencedProducts } from '../../read/cross-referenced-products.ts';
import { customerIdsOf } from '../../read/customer-ids.ts';
import { FOR_EVENT, type KnownParts } from '../../read/observe.ts';
import { readSetupTables, type SetupTables } from '../../read/setup-tables.ts';
import { type BulkSyncCustomer, writeChunk } from '../bulk-sync-state.ts';
import { CHUNK, sortedCustomers } from '../list-customers.ts';
import { additionOf, entryOf, type HintedAddition, type HintedEntry } from './table-rows.ts';

/*
 * The fleet's tables, read once for all customers: entries and additions through ConnectWise's reports, companies and agreements
 * page by page. They are stored in the chunks in which the customers are worked on, one table after the other, so that no
 * more than one table is in memory.
 */

/** What is stored for the companies of a chunk. */
interface StoredParts {
  readAt: IsoTime;
  companies: Company[];
  entries: HintedEntry[];
  agreements: Agreement[];
  additions: HintedAddition[];
}

type Table = 'companies' | 'entries' | 'agreements' | 'additions';

/** Reads the tables and stores customers and companies in chunks. Failures `missing-right`, `not-found`: there are no such reports. */
export async function readFleetTables(
  deps: EngineDeps,
  jobId: string,
): Promise<Result<{ total: number; chunks: number }>> {
  const { connectWise } = deps;
  const readAt = isoTime(deps.clock());
  const setup = await readSetupTables(deps, FOR_EVENT.setupAge);
  if (!setup.ok) return setup;
  const entries = await readEntriesOfCustomers(deps, setup.value);
  if (!entries.ok) return entries;
  const listed = await deps.portal.customers();
  if (!listed.ok) return listed;
  const companies = await connectWise.everyCompany();
  if (!companies.ok) return companies;
  if (companies.value.unreadable.length) return fail(unreadable('companies'));
  const customers = await withCandidates(
    deps,
    sortedCustomers(listed.value.customers),
    entries.value,
    companies.value.rows,
  );
  const layout = layOut(customers);
  for (const [index, chunk] of layout.chunks.entries()) await writeChunk(deps, jobId, index, chunk);
  const put = storeIn(deps, jobId, layout.chunkOf);
  await put('entries', entries.value, ({ companyId }) => companyId, readAt);
  await put('companies', companies.value.rows, ({ id }) => id, readAt);
  const agreements = await readAgreements(deps, layout.chunkOf);
  if (!agreements.ok) return agreements;
  const companyOfAgreement = new Map(agreements.value.map(({ id, company }) => [id, company.id]));
  await put('agreements', agreements.value, ({ company }) => company.id, readAt);
  const additions = await readAdditions(deps, setup.value, companyOfAgreement);
  if (!additions.ok) return additions;
  await put('additions', additions.value, ({ agreementId }) => companyOfAgreement.get(agreementId) ?? 0, readAt);
  return ok({ total: customers.length, chunks: layout.chunks.length });
}

/** Of each company of a chunk all that the tables hold, without a request. */
export async function tablesOfChunk(
  { store }: Pick<EngineDeps, 'store'>,
  jobId: string,
  chunk: number,
): Promise<ReadonlyMap<number, KnownParts>> {
  const parts: StoredParts = { readAt: isoTime(0), companies: [], entries: [], agreements: [], additions: [] };
  for (const table of ['companies', 'entries', 'agreements', 'additions'] as const) {
    const stored = await store.cached<{ readAt: IsoTime; rows: never[] }>(keyOf(jobId, table, chunk));
    if (stored) Object.assign(parts, { readAt: stored.value.readAt, [table]: stored.value.rows });
  }
  const entriesOf = Map.groupBy(parts.entries, ({ companyId }) => companyId);
  const agreementsOf = Map.groupBy(parts.agreements, ({ company }) => company.id);
  const additionsOf = Map.groupBy(parts.additions, ({ agreementId }) => agreementId);
  return new Map(
    parts.companies.map((company) => {
      const agreements = agreementsOf.get(company.id) ?? [];
      const entries = sure(entriesOf.get(company.id));
      const additions = agreements.flatMap(({ id }) => {
        const lines = sure(additionsOf.get(id));
        return lines ? [[id, recordList(lines)] as const] : [];
      });
      return [
        company.id,
        {
          readAt: parts.readAt,
          company,
          ...(entries && { entries: recordList(entries) }),
          agreements: recordList(agreements),
          additions: new Map(additions),
          configurations: recordList([]),
        },
      ];
    }),
  );
}

/** What the report does not say in full is left to the company's own list. */
function sure<Row extends { isUnsure?: true }>(rows: Row[] = []): Row[] | undefined {
  return rows.some(({ isUnsure }) => isUnsure) ? undefined : rows;
}

/** Entries of every company that has one with an id of ours: MID-ORDER and the like look at all of a company. */
async function readEntriesOfCustomers(deps: EngineDeps, setup: SetupTables): Promise<Result<HintedEntry[]>> {
  const byCompany = new Map<number, HintedEntry[]>();
  const read = await deps.connectWise.reportedEntries((rows) => {
    for (const row of rows) {
      const group = byCompany.get(row.companyId) ?? [];
      group.push(entryOf(row, setup));
      byCompany.set(row.companyId, group);
    }
  });
  if (!read.ok) return read;
  // Whose the unreadable row is, nobody knows: no company would be known whole.
  if (read.value.unreadable.length) return fail(unreadable('entries'));
  const { prefix } = deps.settings;
  const links = linksByManagedId(deps.portal) ? undefined : await deps.store.links();
  const linked = new Set(links?.map(({ companyId }) => companyId));
  return ok(
    [...byCompany]
      .filter(([companyId, entries]) => linked.has(companyId) || customerIdsOf(entries, prefix).length > 0)
      .flatMap(([, entries]) => entries.sort((a, b) => a.id - b.id)),
  );
}

/** Customers with the companies that carry their ids, or with those of a like name. */
async function withCandidates(
  deps: EngineDeps,
  customers: BulkSyncCustomer[],
  entries: readonly HintedEntry[],
  companies: readonly Company[],
): Promise<BulkSyncCustomer[]> {
  if (!linksByManagedId(deps.portal)) {
    for (const customer of customers) customer.candidates = await deps.store.companiesOfCustomer(customer.id);
    return customers;
  }
  const known = new Map(customers.map((customer) => [customer.id, customer]));
  const live = new Set(companies.map(({ id }) => id));
  for (const entry of entries) {
    const [customerId] = customerIdsOf([entry], deps.settings.prefix);
    const candidates = known.get(customerId ?? '')?.candidates;
    if (candidates && live.has(entry.companyId) && !candidates.includes(entry.companyId))
      candidates.push(entry.companyId);
  }
  const alike = companiesWithSameName(companies);
  for (const customer of customers) {
    customer.ownersListed = true;
    if (customer.candidates.length > 0) continue;
    customer.candidates = alike(customer.name, SAME_NAME_LIMIT);
    customer.onlyByName = true;
  }
  return customers;
}

/** Customers in chunks, and for each company the chunks that work on it. */
function layOut(customers: readonly BulkSyncCustomer[]): {
  chunks: BulkSyncCustomer[][];
  chunkOf: ReadonlyMap<number, readonly number[]>;
} {
  const chunks: BulkSyncCustomer[][] = [];
  const chunkOf = new Map<number, number[]>();
  for (let from = 0; from < customers.length; from += CHUNK) {
    const chunk = customers.slice(from, from + CHUNK);
    for (const companyId of new Set(chunk.flatMap(({ candidates }) => candidates)))
      chunkOf.set(companyId, [...(chunkOf.get(companyId) ?? []), chunks.length]);
    chunks.push(chunk);
  }
  return { chunks, chunkOf };
}

async function readAgreements(
  { connectWise }: EngineDeps,
  wanted: ReadonlyMap<number, unknown>,
): Promise<Result<Agreement[]>> {
  const agreements = await connectWise.everyAgreement();
  if (!agreements.ok) return agreements;
  if (agreements.value.unreadable.length) return fail(unreadable('agreements'));
  return ok(agreements.value.rows.filter(({ company }) => wanted.has(company.id)));
}

/** Lines with a product that a cross-reference names, or with a serial number that may be meant as an id of ours. */
async function readAdditions(
  deps: EngineDeps,
  setup: SetupTables,
  companyOfAgreement: ReadonlyMap<number, number>,
): Promise<Result<HintedAddition[]>> {
  const products = crossReferencedProducts(setup, deps.settings).map(({ productId }) => productId);
  const additions: HintedAddition[] = [];
  const filter = { productIds: [...new Set(products)], serialPrefix: deps.settings.prefix };
  const read = await deps.connectWise.reportedAdditions(filter, (rows) => {
    for (const row of rows) {
      if (companyOfAgreement.has(row.agreementId)) additions.push(additionOf(row, setup));
    }
  });
  if (!read.ok) return read;
  return read.value.unreadable.length === 0 ? ok(additions) : fail(unreadable('additions'));
}

type Put = <Row>(table: Table, rows: readonly Row[], companyOf: (row: Row) => number, readAt: IsoTime) => Promise<void>;

function storeIn({ store, clock }: EngineDeps, jobId: string, chunkOf: ReadonlyMap<number, readonly number[]>): Put {
  return async (table, rows, companyOf, readAt) => {
    const byChunk = new Map<number, (typeof rows)[number][]>();
    for (const row of rows) {
      for (const chunk of chunkOf.get(companyOf(row)) ?? []) {
        const group = byChunk.get(chunk);
        if (group) group.push(row);
        else byChunk.set(chunk, [row]);
      }
    }
    for (const [chunk, stored] of byChunk)
      await store.cache(keyOf(jobId, table, chunk), { readAt, rows: stored }, clock());
  };
}

function keyOf(jobId: string, table: Table, chunk: number): string {
  return `bulk-sync:${jobId}:chunk:${chunk}:${table}`;
}

/** As where there is no such report: then each company's own list shows which row it is. */
function unreadable(what: Table): Failure {
  return {
    code: 'not-found',
    message: `A row of ConnectWise’s table of ${what} could not be read.`,
    nextStep: 'The companies are read one by one.',
  };
}
