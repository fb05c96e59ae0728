import { MOST_PAGES, MOST_ROWS } from '../../shared/bounds.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { nextPage } from '../link-header.ts';
import { type PageSize, refusesPageSize } from '../page-size.ts';
import type { RawRow } from './rows.ts';

/** Which rows are asked for: those after a key, or a numbered page of those with one key. */
export type Range = { after: number } | { only: number; page: number };

export interface RowPage {
  rows: RawRow[];
  /** The `Link` header; null: there is none. */
  link: string | null;
}

interface Reading {
  ask: (range: Range, pageSize: number) => Promise<Result<RowPage>>;
  /** Is given the rows in order; reading goes on when it has ended. */
  take: (rows: readonly RawRow[]) => Promise<void>;
  sizes: PageSize;
  /** False: several rows may have the same key. */
  isKeyUnique: boolean;
  path: string;
  /** The name of the other side in sentences. */
  peer: string;
}

/**
 * Reads every row by the ids in its key column (docs/reference/connectwise-reports.md#paging): a page begins after the last id of
 * the one before, so that a row which is deleted in between moves no other out of sight. Failures: `unexpected-shape` for rows that do
 * not come in order, `too-large` over `MOST_ROWS` rows or `MOST_PAGES` pages, and those of the pages. What was taken before a
 * failure is a part.
 */
export async function readByKey(reading: Reading): Promise<Result<void>> {
  const pages = createPages(reading);
  let last = 0;
  for (;;) {
    const page = await pages.next({ after: last });
    if (!page.ok) return page;
    const { rows, isLast } = page.value;
    if (!isInOrder(rows, last, reading.isKeyUnique)) return fail(notInOrder(reading));
    if (isLast) {
      await reading.take(rows);
      return ok(undefined);
    }
    const whole = wholeRows(rows, reading.isKeyUnique);
    const only = rows.find(({ key }) => key !== undefined)?.key;
    if (only === undefined) return fail(notInOrder(reading));
    if (whole.length > 0) {
      await reading.take(whole);
      last = highest(whole);
    } else {
      const read = await readOneKey(pages, reading, { only, size: rows.length });
      if (!read.ok) return read;
      last = only;
    }
  }
}

/**
 * The rows of one key that are more than a page: there is no second id to page by, so their pages are numbered. They are asked for with the
 * size that was served, so that a page begins where the one before ended, whether a server counts by the size asked for or by its own.
 */
async function readOneKey(
  pages: Pages,
  reading: Reading,
  { only, size }: { only: number; size: number },
): Promise<Result<void>> {
  let before = '';
  for (let page = 1; ; page += 1) {
    const read = await pages.next({ only, page }, size);
    if (!read.ok) return read;
    const { rows, isLast } = read.value;
    const shown = JSON.stringify(rows.map(({ row }) => row));
    const isOther = rows.some(({ key }) => key !== undefined && key !== only);
    // A server that does not number its pages would answer the same one for ever.
    if (isOther || (rows.length > 0 && shown === before)) return fail(notInOrder(reading));
    await reading.take(rows);
    if (isLast) return ok(undefined);
    before = shown;
  }
}

type Pages = ReturnType<typeof createPages>;

/** Asks for pages one after the other, and knows which is the last one. */
function createPages({ ask, sizes, path, peer }: Reading) {
  let size = sizes.current();
  /** Rows of the page before. */
  let served: number | undefined;
  const counts = { rows: 0, pages: 0 };
  const next = async (range: Range, asked = size): Promise<Result<{ rows: RawRow[]; isLast: boolean }>> => {
    const page = await ask(range, asked);
    if (!page.ok) {
      const smaller = refusesPageSize(page.failure) ? sizes.below(asked) : undefined;
      if (smaller === undefined) return page;
      size = smaller;
      return next(range);
    }
    // The size for one key is a count of rows, and says nothing of what the site takes.
    if (asked === size) sizes.served(size);
    const { rows, link } = page.value;
    counts.rows += rows.length;
    counts.pages += 1;
    if (counts.rows > MOST_ROWS || counts.pages > MOST_PAGES) return fail(tooMany(peer, path));
    const isLast = isLastPage(rows.length, { size: asked, served, link });
    served = rows.length;
    return ok({ rows, isLast });
  };
  return { next };
}

/**
 * A page that is smaller than asked may be one that the server capped, so it is the last one only where a `Link` header says so, or
 * where the page before was larger.
 */
function isLastPage(
  rows: number,
  { size, served, link }: { size: number; served: number | undefined; link: string | null },
): boolean {
  if (rows === 0) return true;
  if (rows >= size || nextPage(link)) return false;
  return link !== null || (served !== undefined && rows < served);
}

/** Rows without a readable key have no place of their own. */
function isInOrder(rows: readonly RawRow[], after: number, isKeyUnique: boolean): boolean {
  let last = isKeyUnique ? after : after + 1;
  for (const { key } of rows) {
    if (key === undefined) continue;
    if (isKeyUnique ? key <= last : key < last) return false;
    last = key;
  }
  return true;
}

/**
 * The rows of a page that is not the last one, without those that the next page begins with: the ones after the last readable key, and
 * the ones with a key of which more may follow.
 */
function wholeRows(rows: readonly RawRow[], isKeyUnique: boolean): readonly RawRow[] {
  const end = highest(rows);
  const last = rows.findLastIndex(({ key }) => key !== undefined && (isKeyUnique || key < end));
  return rows.slice(0, last + 1);
}

function highest(rows: readonly RawRow[]): number {
  return rows.findLast(({ key }) => key !== undefined)?.key ?? 0;
}

function notInOrder({ peer, path }: Reading): Failure {
  return {
    code: 'unexpected-shape',
    message: `${peer} did not answer ${path} with rows in order.`,
    nextStep: 'Test the connection; if it repeats, report it with the version of ConnectWise.',
    field: path,
  };
}

function tooMany(peer: string, path: string): Failure {
  return {
    code: 'too-large',
    message: `${peer} answered ${path} with more than ${MOST_ROWS} rows, or ${MOST_PAGES} pages.`,
    nextStep: 'Report this with the version of ConnectWise.',
    field: path,
  };
}
