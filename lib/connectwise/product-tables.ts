import * as z from 'zod/mini';
import type { ProductSubcategory, ProductTables } from '../domain/catalog-item.ts';
import { readableRows } from '../domain/record-list.ts';
import { boundedText } from '../shared/bounded-text.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { flag, id, parseRecords, reference, toReference } from './record.ts';

/** Only subcategories have a category. */
const schema = z.object({ id, name: boundedText, inactiveFlag: flag, category: reference });

/** The tables that products are filed under (docs/reference/connectwise-rest.md#products); rows that cannot be read are no choice. */
export async function readProductTables(client: RestClient): Promise<Result<ProductTables>> {
  const [subcategories, types, units] = await Promise.all([
    activeRows(client, '/procurement/subcategories'),
    activeRows(client, '/procurement/types'),
    activeRows(client, '/procurement/unitOfMeasures'),
  ]);
  if (!subcategories.ok) return subcategories;
  if (!types.ok) return types;
  if (!units.ok) return units;
  const named = ({ id, name }: ProductSubcategory) => ({ id, name });
  return ok({ subcategories: subcategories.value, types: types.value.map(named), units: units.value.map(named) });
}

async function activeRows(client: RestClient, path: string): Promise<Result<ProductSubcategory[]>> {
  const rows = readableRows(parseRecords(schema, await client.list(path), path, (raw) => raw));
  if (!rows.ok) return rows;
  const active = rows.value.filter(({ inactiveFlag }) => !inactiveFlag);
  const choices = active.map(({ id, name, category }) => ({ id, name, category: toReference(category) }));
  return ok(choices.sort((a, b) => a.name.localeCompare(b.name)));
}
