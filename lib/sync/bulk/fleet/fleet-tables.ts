import type { Agreement, Company } from '../../../domain/connectwise-records.ts';
import { crossReferencedProducts } from '../../../domain/cross-referenced-product.ts';
import { linksByManagedId } from '../../../domain/link.ts';
import type { RecordList } from '../../../domain/record-list.ts';
import type { Failure } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type IsoTime, isoTime } from '../../../shared/time.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { companiesWithSameName, SAME_NAME_LIMIT } from '../../read/companies-with-same-name.ts';
import { customerIdsOf } from '../../read/customer-ids.ts';
import { FOR_EVENT } from '../../read/observe.ts';
import { readSetupTables, type SetupTables } from '../../read/setup-tables.ts';
import { type BulkSyncCustomer, writeChunk } from '../bulk-sync-state.ts';
import { CHUNK, sortedCustomers } from '../list-customers.ts';
import { storeTables, type Table } from './stored-tables.ts';
import { additionOf, entryOf, type HintedAddition, type HintedEntry } from './table-rows.ts';

/*
 * The fleet's tables, read once for all customers: entries and additions through ConnectWise's reports, companies and agreements
 * page by page. They are stored one after the other (`stored-tables.ts`), so that no more than one is in memory.
 */

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
  const customers = await withCandidates(
    deps,
    sortedCustomers(listed.value.customers),
    entries.value,
    companies.value,
    readAt,
  );
  const layout = layOut(customers);
  for (const [index, chunk] of layout.chunks.entries()) await writeChunk(deps, jobId, index, chunk);
  const put = storeTables(deps, jobId, layout.chunkOf);
  await put('entries', entries.value, ({ companyId }) => companyId, readAt);
  await put('companies', companies.value.rows, ({ id }) => id, readAt);
  const agreements = await readAgreements(deps, layout.chunkOf);
  if (!agreements.ok) return agreements;
  const { rows, unsure } = agreements.value;
  const companyOfAgreement = new Map(rows.map(({ id, company }) => [id, company.id]));
  await put('agreements', rows, ({ company }) => company.id, readAt, unsure);
  const additions = await readAdditions(deps, setup.value, companyOfAgreement);
  if (!additions.ok) return additions;
  await put('additions', additions.value, ({ agreementId }) => companyOfAgreement.get(agreementId) ?? 0, readAt);
  return ok({ total: customers.length, chunks: layout.chunks.length });
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
  companies: RecordList<Company>,
  readAt: IsoTime,
): Promise<BulkSyncCustomer[]> {
  if (!linksByManagedId(deps.portal)) {
    for (const customer of customers) customer.candidates = await deps.store.companiesOfCustomer(customer.id);
    return customers;
  }
  const known = new Map(customers.map((customer) => [customer.id, customer]));
  // One that could not be read is looked at by itself: only its own customers meet it.
  const live = new Set([...companies.rows, ...companies.unreadable].map(({ id }) => id));
  for (const entry of entries) {
    const [customerId] = customerIdsOf([entry], deps.settings.prefix);
    const candidates = known.get(customerId ?? '')?.candidates;
    if (candidates && live.has(entry.companyId) && !candidates.includes(entry.companyId))
      candidates.push(entry.companyId);
  }
  const alike = companiesWithSameName(companies.rows);
  for (const customer of customers) {
    Object.assign(customer, { ownersListed: true, listedAt: readAt });
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
): Promise<Result<{ rows: Agreement[]; unsure: number[] }>> {
  const agreements = await connectWise.everyAgreement();
  if (!agreements.ok) return agreements;
  const unsure = agreements.value.unreadable.map(({ companyId }) => companyId);
  // Whose the row is, nobody knows: no company's list would be known whole.
  if (!unsure.every((id) => id !== undefined)) return fail(unreadable('agreements'));
  return ok({ rows: agreements.value.rows.filter(({ company }) => wanted.has(company.id)), unsure });
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

/** As where there is no such report: then each company's own list shows which row it is. */
function unreadable(what: Table): Failure {
  return {
    code: 'not-found',
    message: `A row of ConnectWise’s table of ${what} could not be read.`,
    nextStep: 'The companies are read one by one.',
  };
}
