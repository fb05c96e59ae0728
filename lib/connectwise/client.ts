import type { JsonValue } from '../domain/change.ts';
import type { Problem } from '../shared/errors.ts';
import { type Answer, readJson, send } from '../shared/http.ts';
import { redact } from '../shared/redact.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { MINUTE } from '../shared/time.ts';
import { type ConnectWiseConnection, type ConnectWiseDeps, TIMEOUT } from './connection.ts';
import { discover } from './discovery.ts';
import { type Asked, problemOf } from './errors.ts';
import { atMost } from './in-flight.ts';

/**
 * The release whose model we read and write: the newest whose schemas we have read (cw-api §0). A breaking change keeps
 * an old model alive for twelve months, so pinning it keeps answers as our schemas expect them.
 */
const VERSION = '2025.1';
const PAGE_SIZE = 1_000;
const MAX_URL = 2_000;
const IN_FLIGHT = 4;
/** A 429 that asks for no more than this is waited out once, for reads only; everything longer is the caller's policy. */
const SHORT_WAIT_SECONDS = 5;

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

interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Makes the client. It keeps the codebase it found and a queue of at most four requests in flight, nothing else. */
export function createRestClient(connection: ConnectWiseConnection, deps: ConnectWiseDeps): RestClient {
  const { fetch, clock, onLearned } = deps;
  const wait = deps.wait ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));
  const peer = `ConnectWise (${connection.apiHost})`;
  const inTurn = atMost(IN_FLIGHT);
  const basic = btoa(`${connection.companyId}+${connection.publicKey}:${connection.privateKey}`);
  const secrets = [basic, connection.privateKey, connection.clientId];
  const state: { codebase: string | undefined; checkedAt: number; checking?: Promise<Result<string>> } = {
    codebase: connection.codebase,
    checkedAt: Number.NEGATIVE_INFINITY,
  };

  /** Finds the codebase; calls that come meanwhile share the one request. */
  function refreshCodebase(): Promise<Result<string>> {
    const look = async (): Promise<Result<string>> => {
      const info = await discover(connection.site, connection.companyId, fetch);
      if (!info.ok) return info;
      state.checkedAt = clock();
      if (info.value.codebase !== state.codebase) {
        state.codebase = info.value.codebase;
        onLearned?.({ codebase: info.value.codebase });
      }
      return ok(info.value.codebase);
    };
    state.checking ??= look().finally(() => {
      delete state.checking;
    });
    return state.checking;
  }

  async function sendOnce(codebase: string, call: Call): Promise<Result<Answer>> {
    const search = new URLSearchParams(call.query).toString().replaceAll('+', '%20');
    const url = `https://${connection.apiHost}/${codebase}apis/3.0${call.path}${search ? `?${search}` : ''}`;
    if (url.length >= MAX_URL) return fail(tooLong(call.path, url.length));
    const headers: Record<string, string> = {
      authorization: `Basic ${basic}`,
      clientId: connection.clientId,
      accept: `application/vnd.connectwise.com+json; version=${VERSION}`,
      ...call.headers,
    };
    const init: RequestInit = { method: call.method, headers };
    if (call.body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(call.body);
    }
    return inTurn(() => send(url, init, { fetch, timeout: TIMEOUT, peer, whenUnreachable: WHEN_UNREACHABLE }));
  }

  /**
   * Sends a call; a 404 on a cloud site may mean that an upgrade moved the API, so the codebase is looked up and, where
   * it changed, the call repeated once. A 404 changed nothing, so repeating is safe for writes too.
   */
  async function exchange(call: Call): Promise<Result<Answer>> {
    const codebase = state.codebase ? ok(state.codebase) : await refreshCodebase();
    if (!codebase.ok) return codebase;
    const first = await sendOnce(codebase.value, call);
    if (!first.ok || first.value.status !== 404 || !connection.isCloud) return first;
    if (state.codebase === codebase.value && clock() - state.checkedAt > MINUTE) await refreshCodebase();
    if (!state.codebase || state.codebase === codebase.value) return first;
    return sendOnce(state.codebase, call);
  }

  async function request(
    call: Call,
    mayWait = call.method === 'GET',
  ): Promise<Result<{ body: unknown; answer: Answer }>> {
    const sent = await exchange(call);
    if (!sent.ok) return fail(redact(sent.problem, secrets));
    const answer = sent.value;
    if (answer.status >= 200 && answer.status < 300) {
      const body = readJson(answer, peer);
      return body.ok ? ok({ body: body.value, answer }) : fail(redact(body.problem, secrets));
    }
    const asked: Asked = { method: call.method, path: call.path, peer, now: clock() };
    const problem = redact(problemOf(answer, asked), secrets);
    const seconds = problem.retryAfterSeconds;
    if (mayWait && problem.code === 'too-many-requests' && seconds !== undefined && seconds <= SHORT_WAIT_SECONDS) {
      await wait(seconds * 1000);
      return request(call, false);
    }
    return fail(problem);
  }

  async function bodyOf(call: Call): Promise<Result<unknown>> {
    const done = await request(call);
    return done.ok ? ok(done.value.body) : done;
  }

  async function list(path: string, query: Query = {}): Promise<Result<unknown[]>> {
    const all: unknown[] = [];
    let lastId = 0;
    for (;;) {
      const params = {
        ...parameters(query),
        pageSize: String(PAGE_SIZE),
        ...(lastId > 0 && { pageId: String(lastId) }),
      };
      const page = await bodyOf({ method: 'GET', path, query: params, headers: { 'pagination-type': 'forward-only' } });
      if (!page.ok) return page;
      if (!Array.isArray(page.value)) return fail(noList(peer, path));
      const rows: unknown[] = page.value;
      all.push(...rows);
      if (rows.length < PAGE_SIZE) return ok(all);
      const highest = Math.max(...rows.map(idOf));
      // Without progress the other side does not page forward, and asking again would never end.
      if (!(highest > lastId)) return fail(noList(peer, path));
      lastId = highest;
    }
  }

  const client: RestClient = {
    peer,
    list,
    inBackground: () => client,
    get: (path, query = {}) => bodyOf({ method: 'GET', path, query: parameters(query) }),
    post: (path, body) => bodyOf({ method: 'POST', path, body }),
    patch: (path, steps) => bodyOf({ method: 'PATCH', path, body: steps }),
    remove: (path) => bodyOf({ method: 'DELETE', path }),
  };
  return client;
}

const WHEN_UNREACHABLE =
  'Check the site and the network; a host of your own also needs your permission, asked for on the options page.';

function parameters(query: Query): Record<string, string> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function idOf(row: unknown): number {
  const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
  return typeof id === 'number' ? id : Number.NaN;
}

function noList(peer: string, path: string): Problem {
  return {
    code: 'unexpected-shape',
    message: `${peer} did not answer ${path} with a list in order.`,
    nextStep: 'Test the connection; if it repeats, report it with the version of ConnectWise.',
    field: path,
  };
}

function tooLong(path: string, length: number): Problem {
  return {
    code: 'bad-input',
    message: `The question to ${path} is ${length} characters long, more than ConnectWise takes.`,
    nextStep: 'Search for a shorter text.',
    field: path,
  };
}
