import type { JsonValue } from '../shared/json.ts';
import { ok, type Result } from '../shared/result.ts';
import { everyPage } from './paging.ts';
import type { Priority } from './request-queue.ts';
import type { ApiRequest } from './send-request.ts';
import type { Session } from './session.ts';

export interface Query {
  conditions?: string;
  fields?: string;
  orderBy?: string;
  pageSize?: number;
  managedIdentifier?: string;
}

export interface PatchStep {
  op: 'replace';
  path: string;
  value: JsonValue;
}

/**
 * Verbs over one connection, at one priority. There is no PUT: it resets every member that is not sent
 * (docs/reference/connectwise-rest.md#writing). Failure `not-found` always means that the record is absent, or the one
 * that the path lies under; any other 404 is `unavailable` (`absence.ts`).
 */
export interface RestClient {
  readonly peer: string;
  /** One record, or one page when the query has a pageSize. */
  get(path: string, query?: Query): Promise<Result<unknown>>;
  /** Every record, by forward-only paging, or a failure: never a part. By id ascending; `fields` must include `id`. */
  list(path: string, query?: Query): Promise<Result<unknown[]>>;
  post(path: string, body: JsonValue): Promise<Result<unknown>>;
  patch(path: string, steps: readonly PatchStep[]): Promise<Result<unknown>>;
  remove(path: string): Promise<Result<unknown>>;
}

/** Creates a client of a session; its calls wait for their turn by `priority`. */
export function createRestClient({ sendRequest, peer, sizes }: Session, priority: Priority): RestClient {
  const bodyOf = async (call: ApiRequest): Promise<Result<unknown>> => {
    const received = await sendRequest(call, priority);
    return received.ok ? ok(received.value.body) : received;
  };
  return {
    peer,
    get: (path, { pageSize, ...query } = {}) => {
      const size = pageSize === undefined ? {} : { pageSize: Math.min(pageSize, sizes.current()) };
      return bodyOf({ method: 'GET', path, query: parameters({ ...query, ...size }) });
    },
    list: (path, query = {}) =>
      everyPage((page, headers) => sendRequest({ method: 'GET', path, query: page, headers }, priority), {
        path,
        peer,
        query: parameters(query),
        sizes,
      }),
    post: (path, body) => bodyOf({ method: 'POST', path, body }),
    patch: (path, steps) => bodyOf({ method: 'PATCH', path, body: steps }),
    remove: (path) => bodyOf({ method: 'DELETE', path }),
  };
}

function parameters(query: Query): Record<string, string> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}
