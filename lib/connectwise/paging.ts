import type { Problem } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';

const PAGE_SIZE = 1_000;

/** Asks for one page: parameters of the query and headers. */
export type AskPage = (query: Record<string, string>, headers: Record<string, string>) => Promise<Result<unknown>>;

/** Every record, by forward-only paging (cw-api §2), by id ascending: pages of 1,000 until a short one. */
export async function everyPage(
  ask: AskPage,
  peer: string,
  path: string,
  query: Record<string, string>,
): Promise<Result<unknown[]>> {
  const all: unknown[] = [];
  let lastId = 0;
  for (;;) {
    const asked = { ...query, pageSize: String(PAGE_SIZE), ...(lastId > 0 && { pageId: String(lastId) }) };
    const page = await ask(asked, { 'pagination-type': 'forward-only' });
    if (!page.ok) return page;
    if (!Array.isArray(page.value)) return fail(noList(peer, path));
    const rows: unknown[] = page.value;
    all.push(...rows);
    if (rows.length < PAGE_SIZE) return ok(all);
    const highest = Math.max(...rows.map(idOf));
    // Without progress the other side does not page forward, and asking again would never end.
    if (!(highest > lastId)) return fail(noList(peer, path));
    lastId = highest;
  }
}

function idOf(row: unknown): number {
  const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
  return typeof id === 'number' ? id : Number.NaN;
}

function noList(peer: string, path: string): Problem {
  return {
    code: 'unexpected-shape',
    message: `${peer} did not answer ${path} with a list in order.`,
    nextStep: 'Test the connection; if it repeats, report it with the version of ConnectWise.',
    field: path,
  };
}
