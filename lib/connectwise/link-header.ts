/**
 * Whether a `Link` header (RFC 8288) names a next page, and the `pageId` in its address where that is a whole number.
 * The address itself is never followed: it is the other side's word, and keys would go with the call. Linear.
 * @param link null: there is no such header.
 */
export function nextPage(link: string | null): { pageId?: number } | undefined {
  if (link === null) return undefined;
  for (let start = link.indexOf('<'); start >= 0; ) {
    const end = link.indexOf('>', start);
    if (end < 0) return undefined;
    const following = link.indexOf('<', end);
    if (isNext(link.slice(end + 1, following < 0 ? undefined : following))) return pageOf(link.slice(start + 1, end));
    start = following;
  }
  return undefined;
}

/** `; rel="next"`, also among other relations, and without quotation marks. */
function isNext(parameters: string): boolean {
  return parameters.split(/[;,]/).some((parameter) => {
    const [name = '', value = ''] = parameter.split('=', 2);
    if (name.trim().toLowerCase() !== 'rel') return false;
    return value.replaceAll('"', '').toLowerCase().split(/\s/).includes('next');
  });
}

function pageOf(address: string): { pageId?: number } {
  if (!URL.canParse(address, 'https://localhost')) return {};
  const given = new URL(address, 'https://localhost').searchParams.get('pageId');
  const pageId = given && /^\d{1,15}$/.test(given) ? Number(given) : undefined;
  return pageId === undefined ? {} : { pageId };
}
