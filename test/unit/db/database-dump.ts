import { openDatabase } from '../../../lib/db/open.ts';

/** Everything in the database, store by store: what must be the same after a transaction that failed. */
export async function dump(name: string): Promise<Record<string, unknown[]>> {
  const database = await openDatabase(name);
  const content: Record<string, unknown[]> = {};
  for (const store of database.objectStoreNames) content[store] = await database.getAll(store);
  database.close();
  return content;
}
