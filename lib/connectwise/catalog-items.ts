import * as z from 'zod/mini';
import type { CatalogItem } from '../domain/catalog-item.ts';
import type { RecordList } from '../domain/record-list.ts';
import { boundedText } from '../shared/bounded-text.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { eq, or } from './conditions.ts';
import {
  flag,
  id,
  info,
  joinListed,
  number,
  parseRecord,
  parseRecords,
  reference,
  text,
  toInfo,
  toReference,
} from './record.ts';

export const CATALOG_PATH = '/procurement/catalog';
const FIELDS =
  'id,identifier,description,customerDescription,productClass,inactiveFlag,price,cost,category/id,category/name,' +
  'subcategory/id,subcategory/name,type/id,type/name,unitOfMeasure/id,unitOfMeasure/name,_info';
/** An identifier has up to 75 characters, and each may take three in an address, which stays under 2,000. */
const AT_ONCE = 5;

const schema = z.object({
  id,
  identifier: boundedText,
  description: text,
  customerDescription: text,
  productClass: text,
  inactiveFlag: flag,
  price: number,
  cost: number,
  category: reference,
  subcategory: reference,
  type: reference,
  unitOfMeasure: reference,
  _info: info,
});

function toItem(raw: z.infer<typeof schema>): CatalogItem {
  return {
    id: raw.id,
    identifier: raw.identifier,
    description: raw.description ?? '',
    customerDescription: raw.customerDescription ?? '',
    productClass: raw.productClass ?? '',
    inactiveFlag: raw.inactiveFlag ?? false,
    price: raw.price ?? 0,
    cost: raw.cost ?? 0,
    category: toReference(raw.category),
    subcategory: toReference(raw.subcategory),
    type: toReference(raw.type),
    unitOfMeasure: toReference(raw.unitOfMeasure),
    _info: toInfo(raw._info),
  };
}

/** Products with exactly these ids of the catalog (`identifier`), inactive ones too; ConnectWise compares without case. */
export async function listProductsNamed(
  client: RestClient,
  identifiers: readonly string[],
): Promise<Result<RecordList<CatalogItem>>> {
  const lists: Result<RecordList<CatalogItem>>[] = [];
  for (let first = 0; first < identifiers.length; first += AT_ONCE) {
    const conditions = or(...identifiers.slice(first, first + AT_ONCE).map((name) => eq('identifier', name)));
    const rows = await client.list(CATALOG_PATH, { conditions, fields: FIELDS });
    const found = parseRecords(schema, rows, CATALOG_PATH, toItem);
    if (!found.ok) return found;
    lists.push(found);
  }
  return joinListed(lists);
}

export function parseCatalogItem(value: unknown): Result<CatalogItem> {
  const parsed = parseRecord(schema, value, CATALOG_PATH);
  return parsed.ok ? ok(toItem(parsed.value)) : parsed;
}
