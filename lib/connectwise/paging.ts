import { MOST_PAGES, MOST_ROWS } from '../shared/bounds.ts';
import type { Failure } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { unavailable } from './errors.ts';
import { nextPage } from './link-header.ts';
import { type PageSize, refusesPageSize } from './page-size.ts';

/** Asks for one page: parameters of the query and headers. */
export type AskPage = (
  query: Record<string, string>,
  headers: Record<string, string>,
) => Promise<Result<{ body: unknown; link: string | null }>>;

interface Listing {
  path: string;
  /** The name of the other side in sentences. */
  peer: string;
  query: Record<string, string>;
  sizes: PageSize;
}

/** Sizes that servers cap a page at are multiples of this one, the default (25, 100 and 250 have been reported). */
const SMALLEST_CAP = 25;

/**
 * Every record, by forward-only paging (docs/reference/connectwise-rest.md#paging), each once. The `Link` header
 * decides: as long as it names a next page, there is one. Where the header is missing, a proxy may have taken it away,
 * so a page that could be a capped one is followed by one more question, as is every full page; any other is the last.
 * A list that cannot be read to its end is a failure, never a part of it. Failures: `unexpected-shape`, also for a page on
 * which two records have one id, `unavailable` for an answer without a body, `too-large` over `MOST_ROWS` rows or
 * `MOST_PAGES` pages, and those of the pages.
 */
export async function everyPage(ask: AskPage, { path, peer, query, sizes }: Listing): Promise<Result<unknown[]>> {
  const rows = createRows();
  let size = sizes.current();
  let lastId = 0;
  for (let pages = 1; ; pages += 1) {
    const asked = { ...query, pageSize: String(size), ...(lastId > 0 && { pageId: String(lastId) }) };
    const page = await ask(asked, { 'pagination-type': 'forward-only' });
    if (!page.ok) {
      const smaller = refusesPageSize(page.failure) ? sizes.below(size) : undefined;
      if (smaller === undefined) return page;
      size = smaller;
      continue;
    }
    sizes.served(size);
    const { body, link } = page.value;
    if (!Array.isArray(body)) return fail(body === null ? unavailable(peer, path, 200) : noList(peer, path));
    const { added, highest, twice } = rows.add(body);
    if (twice !== undefined) return fail(oneIdTwice(peer, path, twice));
    if (rows.all.length > MOST_ROWS || pages > MOST_PAGES) return fail(tooMany(peer, path));
    const next = nextPage(link);
    const isFull = body.length >= size;
    const mayBeCapped = link === null && body.length % SMALLEST_CAP === 0;
    if (!next && (body.length === 0 || !(isFull || mayBeCapped))) return ok(rows.all);
    const after = [next?.pageId, highest].find((id) => id !== undefined && id > lastId);
    // Without progress the other side does not page forward: asking again would never end, and the rest is not known.
    if (added === 0 || after === undefined) return fail(noList(peer, path));
    lastId = after;
  }
}

interface AddedPage {
  /** How many of its rows are new. */
  added: number;
  highest: number | undefined;
  /** An id that two different rows of the page have. */
  twice: number | undefined;
}

/** The rows so far. One that comes twice, because pages overlap, is kept once. */
function createRows() {
  const all: unknown[] = [];
  const ids = new Set<number>();
  return {
    all,
    add(page: readonly unknown[]): AddedPage {
      const before = all.length;
      const here = new Map<number, unknown>();
      let highest: number | undefined;
      let twice: number | undefined;
      for (const row of page) {
        const id = idOf(row);
        if (id !== undefined && here.has(id) && JSON.stringify(here.get(id)) !== JSON.stringify(row)) twice = id;
        if (id !== undefined && ids.has(id)) continue;
        if (id !== undefined) {
          here.set(id, row);
          ids.add(id);
          if (highest === undefined || id > highest) highest = id;
        }
        all.push(row);
      }
      return { added: all.length - before, highest, twice };
    },
  };
}

function idOf(row: unknown): number | undefined {
  const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
  return typeof id === 'number' ? id : undefined;
}

function noList(peer: string, path: string): Failure {
  return {
    code: 'unexpected-shape',
    message: `${peer} did not answer ${path} with a list in order.`,
    nextStep: 'Test the connection; if it repeats, report it with the version of ConnectWise.',
    field: path,
  };
}

/** Which of the two is the record cannot be known, and leaving one out would make what it is about look absent. */
function oneIdTwice(peer: string, path: string, id: number): Failure {
  return {
    code: 'unexpected-shape',
    message: `${peer} answered ${path} with two different records that have the number ${id}.`,
    nextStep: 'Nothing was written that depends on it. If it repeats, report it with the version of ConnectWise.',
    field: 'id',
    value: String(id),
  };
}

function tooMany(peer: string, path: string): Failure {
  return {
    code: 'too-large',
    message: `${peer} answered ${path} with more than ${MOST_ROWS} rows, or ${MOST_PAGES} pages. None were used.`,
    nextStep: 'Report this with the version of ConnectWise.',
    field: path,
  };
}
