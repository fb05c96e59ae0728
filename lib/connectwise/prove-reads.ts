import type { ProvenRead } from '../domain/member-rights.ts';
import type { Failure } from '../shared/errors.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { rightFor } from './rights.ts';

/** The lists that the main job reads. */
export const MAIN_LISTS = [
  '/company/companies',
  '/finance/agreements',
  '/procurement/catalog',
  '/company/configurations',
  '/company/managementItSolutions',
] as const;

interface ReadList {
  path: string;
  /** Which right is missing; absent: the list may be read. */
  lack?: Failure;
}

/**
 * Reads one row of each list, which proves the rights to read it. Add and Edit are proved by no read. The first failure that is no missing
 * right fails it.
 */
export async function readLists(client: RestClient, paths: readonly string[]): Promise<Result<ReadList[]>> {
  const lists: ReadList[] = [];
  const answers = await Promise.all(
    paths.map(async (path) => ({ path, answer: await client.get(path, { fields: 'id', pageSize: 1 }) })),
  );
  for (const { path, answer } of answers) {
    if (answer.ok) lists.push({ path });
    else if (answer.failure.code === 'missing-right') lists.push({ path, lack: answer.failure });
    else return answer;
  }
  return ok(lists);
}

/** Proves every right to read that the product uses. */
export async function proveReads(client: RestClient): Promise<Result<ProvenRead[]>> {
  const lists = await readLists(client, [...MAIN_LISTS, '/service/tickets']);
  if (!lists.ok) return lists;
  return ok(
    lists.value.flatMap(({ path, lack }) => {
      const right = rightFor('GET', path);
      return right ? { name: right.name, isGranted: lack === undefined } : [];
    }),
  );
}
