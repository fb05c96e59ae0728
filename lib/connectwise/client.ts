import type { JsonValue } from '../domain/change.ts';
import type { Result } from '../shared/result.ts';
import type { ConnectWiseConnection, ConnectWiseDeps } from './connection.ts';
import { createExchange, type Exchange, peerOf } from './exchange.ts';
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

/** Verbs over one connection. There is no PUT: it resets every member that is not sent (cw-api §2). */
export interface RestClient {
  readonly peer: string;
  /** The same connection, whose calls wait for their turn behind those of a person. */
  inBackground(): RestClient;
  /** One record, or one page when the query has a pageSize. */
  get(path: string, query?: Query): Promise<Result<unknown>>;
  /** Every record, by forward-only paging: answers come by id ascending. `fields` must include `id`. */
  list(path: string, query?: Query): Promise<Result<unknown[]>>;
  post(path: string, body: JsonValue): Promise<Result<unknown>>;
  patch(path: string, steps: readonly PatchStep[]): Promise<Result<unknown>>;
  remove(path: string): Promise<Result<unknown>>;
}

/** Makes the client, which serves a person. It keeps the codebase it found and, unless given one, a rate of its own. */
export function createRestClient(connection: ConnectWiseConnection, deps: ConnectWiseDeps): RestClient {
  const exchange = createExchange(connection, deps);
  const peer = peerOf(connection);
  const background: RestClient = clientOver(exchange, peer, 'background', () => background);
  return clientOver(exchange, peer, 'person', () => background);
}

function clientOver(exchange: Exchange, peer: string, urgency: Urgency, inBackground: () => RestClient): RestClient {
  return {
    peer,
    inBackground,
    get: (path, query = {}) => exchange({ method: 'GET', path, query: parameters(query) }, urgency),
    list: (path, query = {}) =>
      everyPage(
        (page, headers) => exchange({ method: 'GET', path, query: page, headers }, urgency),
        peer,
        path,
        parameters(query),
      ),
    post: (path, body) => exchange({ method: 'POST', path, body }, urgency),
    patch: (path, steps) => exchange({ method: 'PATCH', path, body: steps }, urgency),
    remove: (path) => exchange({ method: 'DELETE', path }, urgency),
  };
}

function parameters(query: Query): Record<string, string> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}
