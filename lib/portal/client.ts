import { type Answer, readJson, send } from '../shared/http.ts';
import { createRedactor } from '../shared/redact.ts';
import { sendAll } from '../shared/request-guard.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { PortalConfig, PortalDeps } from './config.ts';
import { failureOf } from './errors.ts';

/** Portals answer slowly under load; a gateway in front gives up after a minute by itself. */
const TIMEOUT = 60_000;

export interface PortalClient {
  /** What a user calls the portal, e.g. `The x360Recover portal (axapi.axcient.com)`. */
  readonly peer: string;
  get(path: string, options?: GetOptions): Promise<Result<unknown>>;
}

interface GetOptions {
  query?: Record<string, string | number | undefined>;
  /** Remembers this answer, and asks only for what changed since (`ETag`, `If-None-Match`). */
  remember?: boolean;
  /** Milliseconds until it is given up; absent: a minute. */
  timeout?: number;
}

/** A read-only client over one portal. It keeps the answers of requests marked `remember`, for as long as it lives. */
export function createPortalClient(
  config: PortalConfig,
  deps: PortalDeps,
  words: { name: string; auth: Record<string, string> },
): PortalClient {
  const { fetch, clock } = deps;
  const peer = `${words.name} (${new URL(config.baseUrl).host})`;
  const remembered = new Map<string, { etag: string; body: unknown }>();
  const sending = {
    fetch,
    guard: deps.guard ?? sendAll,
    carries: 'keys' as const,
    redactor: createRedactor([config.key]),
    peer,
    whenUnreachable: 'Check the address and the network.',
  };

  async function get(
    path: string,
    { query = {}, remember, timeout = TIMEOUT }: GetOptions = {},
  ): Promise<Result<unknown>> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
    const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    const url = `${config.baseUrl}${path}${search ? `?${search}` : ''}`;
    const known = remember ? remembered.get(url) : undefined;
    const headers: Record<string, string> = { accept: 'application/json', ...words.auth };
    if (known) headers['if-none-match'] = known.etag;
    const sent = await send(url, () => ({ headers }), { ...sending, timeout });
    if (!sent.ok) return sent;
    const answer: Answer = sent.value;
    if (answer.status === 304 && known) return ok(known.body);
    if (answer.status < 200 || answer.status >= 300) return fail(failureOf(answer, { peer, path, now: clock() }));
    const body = readJson(answer, peer);
    const etag = answer.headers.get('etag');
    if (body.ok && remember && etag) remembered.set(url, { etag, body: body.value });
    return body;
  }

  return { peer, get };
}
