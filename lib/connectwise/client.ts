import type { JsonValue } from '../shared/json.ts';
import { ok, type Result } from '../shared/result.ts';
import { provingAbsence } from './absence.ts';
import type { ConnectWiseConnection, ConnectWiseDeps } from './connection.ts';
import { type Call, createExchange, type Exchange, peerOf } from './exchange.ts';
import { createPageSize, type PageSize } from './page-size.ts';
import { everyPage } from './paging.ts';
import type { Urgency } from './turns.ts';

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
 * Verbs over one connection. There is no PUT: it resets every member that is not sent
 * (docs/reference/connectwise-rest.md#writing). Problem `not-found` always means that the record is absent, or the one
 * that the path lies under; any other 404 is `unavailable` (`absence.ts`).
 */
export interface RestClient {
  readonly peer: string;
  /** The same connection, whose calls wait for their turn behind those of a user. */
  inBackground(): RestClient;
  /** One record, or one page when the query has a pageSize. */
  get(path: string, query?: Query): Promise<Result<unknown>>;
  /** Every record, by forward-only paging, or a problem: never a part. By id ascending; `fields` must include `id`. */
  list(path: string, query?: Query): Promise<Result<unknown[]>>;
  post(path: string, body: JsonValue): Promise<Result<unknown>>;
  patch(path: string, steps: readonly PatchStep[]): Promise<Result<unknown>>;
  remove(path: string): Promise<Result<unknown>>;
}

/** Makes the client, which serves a user. It keeps what it found out about the site and, unless given one, a rate of its own. */
export function createRestClient(connection: ConnectWiseConnection, deps: ConnectWiseDeps): RestClient {
  const peer = peerOf(connection);
  const exchange = provingAbsence(createExchange(connection, deps), peer, deps.clock);
  const sizes = createPageSize(connection.pageSize, deps.onLearned);
  const over = (urgency: Urgency): RestClient => clientOver({ exchange, peer, sizes, urgency }, () => background);
  const background = over('background');
  return over('user');
}

interface Over {
  exchange: Exchange;
  peer: string;
  sizes: PageSize;
  urgency: Urgency;
}

function clientOver({ exchange, peer, sizes, urgency }: Over, inBackground: () => RestClient): RestClient {
  const bodyOf = async (call: Call): Promise<Result<unknown>> => {
    const received = await exchange(call, urgency);
    return received.ok ? ok(received.value.body) : received;
  };
  return {
    peer,
    inBackground,
    get: (path, { pageSize, ...query } = {}) => {
      const size = pageSize === undefined ? {} : { pageSize: Math.min(pageSize, sizes.current()) };
      return bodyOf({ method: 'GET', path, query: parameters({ ...query, ...size }) });
    },
    list: (path, query = {}) =>
      everyPage((page, headers) => exchange({ method: 'GET', path, query: page, headers }, urgency), {
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
