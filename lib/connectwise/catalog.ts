import * as z from 'zod/mini';
import type { Product } from '../domain/connectwise-records.ts';
import type { RecordList } from '../domain/record-list.ts';
import { boundedText } from '../shared/bounded-text.ts';
import type { Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { listOf } from './companies.ts';
import { contains, inIds, or } from './conditions.ts';
import { flag, id, joinListed, number, parseRecords, reference, text } from './record.ts';

const PATH = '/procurement/catalog';
const FIELDS = 'id,identifier,description,productClass,inactiveFlag,price,unitOfMeasure/id,unitOfMeasure/name';

const schema = z.object({
  id,
  identifier: boundedText,
  description: text,
  productClass: text,
  inactiveFlag: flag,
  price: number,
  unitOfMeasure: reference,
});

function toProduct(raw: z.infer<typeof schema>): Product {
  return {
    id: raw.id,
    identifier: raw.identifier,
    description: raw.description ?? '',
    productClass: raw.productClass ?? '',
    inactiveFlag: raw.inactiveFlag ?? false,
    price: raw.price ?? 0,
    unitOfMeasure: raw.unitOfMeasure?.name ?? '',
  };
}

/** Products by id, many per request; ids that ConnectWise does not know are absent from the answer. */
export async function readProducts(client: RestClient, ids: readonly number[]): Promise<Result<RecordList<Product>>> {
  const lists: Result<RecordList<Product>>[] = [];
  for (const conditions of inIds('id', ids)) {
    const found = parseRecords(schema, await client.list(PATH, { conditions, fields: FIELDS }), PATH, toProduct);
    if (!found.ok) return found;
    lists.push(found);
  }
  return joinListed(lists);
}

/** Products by a part of identifier or description, by identifier; at most `limit` (1 to 1,000). */
export async function searchProducts(
  client: RestClient,
  text: string,
  limit: number,
): Promise<Result<RecordList<Product>>> {
  const matching = text.trim() === '' ? '' : or(contains('identifier', text), contains('description', text));
  const page = await client.get(PATH, {
    conditions: matching,
    fields: FIELDS,
    orderBy: 'identifier asc',
    pageSize: limit,
  });
  return parseRecords(schema, listOf(page), PATH, toProduct);
}
