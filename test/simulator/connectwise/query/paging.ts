import { badRequest, pageSizeTooLarge } from '../errors.ts';
import type { ConnectWiseOptions } from '../options.ts';

const DEFAULT_PAGE_SIZE = 25;
const MAX_PAGE_SIZE = 1000;

export interface Page<T> {
  records: T[];
  /** Value of the `Link` header; undefined: no header. */
  link: string | undefined;
}

/**
 * Navigable paging: page from 1, `Link` with first, prev, next, last; next and prev left out when none
 * (docs/reference/connectwise-rest.md#paging).
 */
export function navigablePage<T>(records: readonly T[], url: URL, options: ConnectWiseOptions = {}): Page<T> {
  const { page, size } = pageOf(url, options);
  const last = Math.max(1, Math.ceil(records.length / size));
  const links: string[] = [];
  if (page > 1) links.push(linkTo(url, { page: 1 }, 'first'), linkTo(url, { page: Math.min(page - 1, last) }, 'prev'));
  if (page < last) links.push(linkTo(url, { page: page + 1 }, 'next'), linkTo(url, { page: last }, 'last'));
  return {
    records: records.slice((page - 1) * size, page * size),
    link: links.length > 0 ? links.join(', ') : undefined,
  };
}

/**
 * Forward-only paging: rows with an id above `pageId`, by id; `page` is ignored; `Link` is always present, and empty on
 * the last page (docs/reference/connectwise-rest.md#paging). A full page always names a next one, which may be empty,
 * as the server does not count ahead.
 */
export function forwardPage<T extends { id: number }>(
  recordsById: readonly T[],
  url: URL,
  options: ConnectWiseOptions = {},
): Page<T> {
  const size = pageSizeOf(url, options);
  const after = wholeNumber(url, 'pageId') ?? 0;
  const records: T[] = [];
  for (const record of recordsById) {
    if (record.id > after) records.push(record);
    if (records.length === size) break;
  }
  const last = records.at(-1);
  return { records, link: last && records.length === size ? linkTo(url, { pageId: last.id }, 'next') : '' };
}

/** The page that an address asks for. */
export function pageOf(url: URL, options: ConnectWiseOptions): { page: number; size: number } {
  const size = pageSizeOf(url, options);
  return { page: Math.max(1, wholeNumber(url, 'page') ?? 1), size };
}

/**
 * More than 1,000 is cut to 1,000 (INFERRED: the guide names the maximum, not what happens beyond), unless this server
 * returns smaller pages or refuses such a size (docs/reference/connectwise-rest.md#paging).
 */
function pageSizeOf(url: URL, { pageCap, largestPageSize }: ConnectWiseOptions): number {
  const size = wholeNumber(url, 'pageSize') ?? DEFAULT_PAGE_SIZE;
  if (size < 1) throw badRequest('pageSize must be 1 to 1000.');
  const most = largestPageSize ?? Number.POSITIVE_INFINITY;
  if (size > most) throw pageSizeTooLarge(size, most);
  return Math.min(size, MAX_PAGE_SIZE, pageCap ?? MAX_PAGE_SIZE);
}

function wholeNumber(url: URL, name: string): number | undefined {
  const text = url.searchParams.get(name);
  if (text === null || text === '') return undefined;
  if (!/^\d{1,10}$/.test(text)) throw badRequest(`${name} '${text}' is not a whole number.`);
  return Number(text);
}

function linkTo(url: URL, parameters: Record<string, number>, relation: string): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, String(value));
  return `<${target.href}>; rel="${relation}"`;
}
