import * as z from 'zod/mini';
import type { Company } from '../domain/connectwise-records.ts';
import { mapRecordList, type RecordList } from '../domain/record-list.ts';
import { boundedText } from '../shared/bounded-text.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { and, contains, eq, inIds, or } from './conditions.ts';
import { flag, getOrNull, id, info, joinListed, parseRecord, parseRecords, reference, text, toInfo } from './record.ts';

const PATH = '/company/companies';
const FIELDS = 'id,identifier,name,status/id,status/name,deletedFlag,_info';

const schema = z.object({
  id,
  identifier: text,
  name: boundedText,
  status: reference,
  deletedFlag: flag,
  _info: info,
});

const nameSchema = z.object({ id, name: text });

function toCompany(raw: z.infer<typeof schema>): Company {
  return {
    id: raw.id,
    identifier: raw.identifier ?? '',
    name: raw.name,
    statusName: raw.status?.name ?? '',
    deletedFlag: raw.deletedFlag ?? false,
    _info: toInfo(raw._info),
  };
}

/** One company, or null when there is none with this id. */
export async function readCompany(client: RestClient, id: number): Promise<Result<Company | null>> {
  const found = await getOrNull(client, `${PATH}/${id}`, { fields: FIELDS });
  if (!found.ok) return fail(found.failure);
  if (found.value === null) return ok(null);
  const parsed = parseRecord(schema, found.value, PATH);
  return parsed.ok ? ok(toCompany(parsed.value)) : parsed;
}

/** Many companies, deleted ones too, by id ascending; ids that ConnectWise does not know are absent from the answer. */
export async function readCompanies(client: RestClient, ids: readonly number[]): Promise<Result<RecordList<Company>>> {
  const lists: Result<RecordList<Company>>[] = [];
  for (const conditions of inIds('id', ids)) {
    const found = parseRecords(schema, await client.list(PATH, { conditions, fields: FIELDS }), PATH, toCompany);
    if (!found.ok) return found;
    lists.push(found);
  }
  return mapRecordList(joinListed(lists), (rows) => rows.sort((a, b) => a.id - b.id));
}

/** Companies that are not deleted, by a part of name or identifier, by name; at most `limit` (1 to 1,000). */
export async function searchCompanies(
  client: RestClient,
  text: string,
  limit: number,
): Promise<Result<RecordList<Company>>> {
  const matching = or(contains('name', text), contains('identifier', text));
  const page = await client.get(PATH, {
    conditions: text.trim() === '' ? eq('deletedFlag', false) : and(matching, eq('deletedFlag', false)),
    fields: FIELDS,
    orderBy: 'name asc',
    pageSize: limit,
  });
  return parseRecords(schema, listOf(page), PATH, toCompany);
}

/** Id and name of every company that is not deleted, by id ascending: one request per 1,000. */
export async function listCompanyNames(client: RestClient): Promise<Result<RecordList<Pick<Company, 'id' | 'name'>>>> {
  const rows = await client.list(PATH, { conditions: eq('deletedFlag', false), fields: 'id,name' });
  return parseRecords(nameSchema, rows, PATH, ({ id, name }) => ({ id, name: name ?? '' }));
}

/** Every company that is not deleted, with its status, by id ascending: one request per 1,000. */
export async function listEveryCompany(client: RestClient): Promise<Result<RecordList<Company>>> {
  const rows = await client.list(PATH, { conditions: eq('deletedFlag', false), fields: FIELDS });
  return parseRecords(schema, rows, PATH, toCompany);
}

/** A page that is no list is read as one record, which then fails with its path. */
export function listOf(page: Result<unknown>): Result<unknown[]> {
  return page.ok ? ok(Array.isArray(page.value) ? page.value : [page.value]) : page;
}
