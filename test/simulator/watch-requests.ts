/** What a client sent, as it came: with its keys, which recorded traffic has not. */
export interface SentRequest {
  method: string;
  /** The public address, without the simulator's port. */
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: string;
}

const watchers = new Set<(request: SentRequest) => void>();

/** Calls for each request to any simulator of this process, until the answer is called. */
export function watchRequests(watcher: (request: SentRequest) => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** For the simulator: hands a request to those who watch. */
export function reportRequest(url: URL, { method, headers }: Request, body = ''): void {
  if (watchers.size === 0) return;
  const request = { method, url, headers: Object.fromEntries(headers), body };
  for (const watcher of watchers) watcher(request);
}
