import type { Agreement, Company } from '../../../domain/connectwise-records.ts';
import { recordList } from '../../../domain/record-list.ts';
import type { IsoTime } from '../../../shared/time.ts';
import type { EngineDeps } from '../../engine-api.ts';
import type { KnownParts } from '../../read/observe.ts';
import type { HintedAddition, HintedEntry } from './table-rows.ts';

/*
 * The tables of a comparison in the database, in the chunks in which the customers are worked on: a company is in every chunk with a
 * customer that may be its own.
 */

interface Tables {
  companies: Company;
  entries: HintedEntry;
  agreements: Agreement;
  additions: HintedAddition;
}
export type Table = keyof Tables;

interface StoredTable<Row> {
  readAt: IsoTime;
  rows: Row[];
  /** Companies of which a row could not be read: their own lists are read instead. */
  unsure: readonly number[];
}

type StoreTable = <Name extends Table>(
  table: Name,
  rows: readonly Tables[Name][],
  companyOf: (row: Tables[Name]) => number,
  readAt: IsoTime,
  unsure?: readonly number[],
) => Promise<void>;

/**
 * Returns what stores a table.
 * @param chunkOf the chunks of each company
 */
export function storeTables(
  { store, clock }: EngineDeps,
  jobId: string,
  chunkOf: ReadonlyMap<number, readonly number[]>,
): StoreTable {
  const chunks = [...new Set([...chunkOf.values()].flat())];
  return async (table, rows, companyOf, readAt, unsure = []) => {
    const byChunk = new Map<number, (typeof rows)[number][]>(chunks.map((chunk) => [chunk, []]));
    for (const row of rows) for (const chunk of chunkOf.get(companyOf(row)) ?? []) byChunk.get(chunk)?.push(row);
    for (const [chunk, ofChunk] of byChunk)
      await store.cache(keyOf(jobId, table, chunk), { readAt, rows: ofChunk, unsure }, clock());
  };
}

/** Of each company of a chunk all that the tables hold, without a request. */
export async function tablesOfChunk(
  { store }: Pick<EngineDeps, 'store'>,
  jobId: string,
  chunk: number,
): Promise<ReadonlyMap<number, KnownParts>> {
  const read = async <Name extends Table>(table: Name) =>
    (await store.cached<StoredTable<Tables[Name]>>(keyOf(jobId, table, chunk)))?.value;
  const companies = await read('companies');
  const agreements = await read('agreements');
  const entriesOf = Map.groupBy((await read('entries'))?.rows ?? [], ({ companyId }) => companyId);
  const agreementsOf = Map.groupBy(agreements?.rows ?? [], ({ company }) => company.id);
  const additionsOf = Map.groupBy((await read('additions'))?.rows ?? [], ({ agreementId }) => agreementId);
  return new Map(
    (companies?.rows ?? []).map((company) => {
      const ofCompany = agreementsOf.get(company.id) ?? [];
      const entries = sure(entriesOf.get(company.id));
      const additions = ofCompany.flatMap(({ id }) => {
        const lines = sure(additionsOf.get(id));
        return lines ? [[id, recordList(lines)] as const] : [];
      });
      return [
        company.id,
        {
          readAt: companies?.readAt ?? '',
          company,
          ...(entries && { entries: recordList(entries) }),
          ...(!agreements?.unsure.includes(company.id) && { agreements: recordList(ofCompany) }),
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

function keyOf(jobId: string, table: Table, chunk: number): string {
  return `bulk-sync:${jobId}:chunk:${chunk}:${table}`;
}
