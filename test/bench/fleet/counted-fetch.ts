import { HOSTS } from '../../simulator/hosts.ts';

/** Requests by the side that was asked. */
export interface RequestCounts {
  connectWise: number;
  portal: number;
  /** ConnectWise's by method and path, ids as `#`. */
  byPath: Map<string, number>;
}

export function noRequests(): RequestCounts {
  return { connectWise: 0, portal: 0, byPath: new Map() };
}

/**
 * A fetch that counts what goes through it, and takes its time.
 * @param latency milliseconds that every request takes, whichever side is asked.
 */
export function countedFetch(inner: typeof fetch, counts: RequestCounts, latency = 0): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.hostname === HOSTS.rest || url.hostname === HOSTS.web) {
      counts.connectWise += 1;
      const path = `${init?.method ?? 'GET'} ${url.pathname.replace(/^.*\/apis\/3\.0/, '').replaceAll(/\/\d+/g, '/#')}`;
      counts.byPath.set(path, (counts.byPath.get(path) ?? 0) + 1);
    } else counts.portal += 1;
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
    return inner(input, init);
  };
}

/** The counts in words, the most frequent first. */
export function inWords({ byPath }: RequestCounts): string {
  const sorted = [...byPath].sort(([, a], [, b]) => b - a);
  return sorted.map(([path, count]) => `${path} ${count}`).join(', ');
}
