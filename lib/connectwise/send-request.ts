import type { Failure } from '../shared/errors.ts';
import { type Answer, readJson, send } from '../shared/http.ts';
import { createRedactor, type Redactor } from '../shared/redact.ts';
import { sendAll } from '../shared/request-guard.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type ConnectWiseConnection, type ConnectWiseDeps, TIMEOUT } from './connection.ts';
import { failureOf } from './errors.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { createRelease, type Release } from './release.ts';
import type { Priority } from './request-queue.ts';
import { acceptFor, refusesVersion } from './versions.ts';

const MAX_URL = 2_000;
/** A 429 that asks for no more than this is waited out once, for reads only; everything longer is the caller's policy. */
const SHORT_WAIT_SECONDS = 5;

export interface ApiRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path under `apis/3.0`. */
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface ApiResponse {
  /** Parsed. */
  body: unknown;
  /** The `Link` header; null: there is none. */
  link: string | null;
}

/** Sends one call; anything but a 2xx is a failure, without secrets. */
export type SendRequest = (call: ApiRequest, priority: Priority) => Promise<Result<ApiResponse>>;

/** The name of the other side in sentences. */
export function peerOf({ apiHost }: ConnectWiseConnection): string {
  return `ConnectWise (${apiHost})`;
}

export function createSendRequest(connection: ConnectWiseConnection, deps: ConnectWiseDeps): SendRequest {
  const { fetch, clock } = deps;
  const wait = deps.wait ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));
  const rate = deps.rate?.(connection.site) ?? createRateLimiter({ clock, wait });
  const peer = peerOf(connection);
  const basic = basicToken(connection);
  const redactor = redactorOf(connection);
  const releases = createRelease(connection, { ...deps, redactor });
  const sending = {
    fetch,
    guard: deps.guard ?? sendAll,
    redactor,
    timeout: TIMEOUT,
    peer,
    whenUnreachable: WHEN_UNREACHABLE,
  };

  const failureIn = (answer: Answer, { method, path }: ApiRequest) =>
    failureOf(answer, { method, path, peer, now: clock() });

  async function sendOnce(under: Release, call: ApiRequest, priority: Priority): Promise<Result<Answer>> {
    const url = addressOf(connection.apiHost, under.codebase, call);
    if (url.length >= MAX_URL) return fail(tooLong(call.path, url.length));
    const build = () => requestOf(call, basic, connection.clientId, under);
    const turn = await rate.inTurn(priority, async () => {
      const sent = await send(url, build, { ...sending, carries: 'keys' });
      if (sent.ok && sent.value.status === 429) rate.slowDown(failureIn(sent.value, call).retryAfterSeconds);
      return sent;
    });
    return turn.ok ? turn.value : turn;
  }

  /** A 404 and a refused version changed nothing, so repeating the call as the site wants it now is safe for writes too. */
  async function sendFollowing(call: ApiRequest, priority: Priority): Promise<Result<Answer>> {
    const used = await releases.current();
    if (!used.ok) return used;
    const first = await sendOnce(used.value, call, priority);
    if (!first.ok || (first.value.status !== 404 && !refusesVersion(first.value))) return first;
    const now = await releases.after(used.value);
    if (!now.ok) return now;
    const isOther =
      first.value.status === 404
        ? now.value.codebase !== used.value.codebase
        : acceptFor(now.value.serverVersion) !== acceptFor(used.value.serverVersion);
    return isOther ? sendOnce(now.value, call, priority) : first;
  }

  async function sendRequest(call: ApiRequest, priority: Priority, mayWait: boolean): Promise<Result<ApiResponse>> {
    const sent = await sendFollowing(call, priority);
    if (!sent.ok) return sent;
    const answer = sent.value;
    if (answer.status >= 200 && answer.status < 300) {
      const body = readJson(answer, peer);
      return body.ok ? ok({ body: body.value, link: answer.headers.get('link') }) : body;
    }
    const failure = failureIn(answer, call);
    const { code, retryAfterSeconds: seconds } = failure;
    // The rate tracker holds the second try, like every other call, until the pause is over.
    const isShort = code === 'too-many-requests' && seconds !== undefined && seconds <= SHORT_WAIT_SECONDS;
    return mayWait && isShort ? sendRequest(call, priority, false) : fail(failure);
  }

  return (call, priority) => sendRequest(call, priority, call.method === 'GET');
}

type Credentials = Pick<ConnectWiseConnection, 'companyId' | 'publicKey' | 'privateKey' | 'clientId'>;

function basicToken({ companyId, publicKey, privateKey }: Credentials): string {
  return btoa(`${companyId}+${publicKey}:${privateKey}`);
}

/** Returns what takes a connection's secrets out of ConnectWise's answers. */
export function redactorOf(credentials: Credentials): Redactor {
  return createRedactor([basicToken(credentials), credentials.privateKey, credentials.clientId]);
}

function addressOf(apiHost: string, codebase: string, call: ApiRequest): string {
  const search = new URLSearchParams(call.query).toString().replaceAll('+', '%20');
  return `https://${apiHost}/${codebase}apis/3.0${call.path}${search ? `?${search}` : ''}`;
}

function requestOf(call: ApiRequest, basic: string, clientId: string, { serverVersion }: Release): RequestInit {
  const headers: Record<string, string> = {
    authorization: `Basic ${basic}`,
    clientId,
    accept: acceptFor(serverVersion),
    ...call.headers,
  };
  if (call.body === undefined) return { method: call.method, headers };
  headers['content-type'] = 'application/json';
  return { method: call.method, headers, body: JSON.stringify(call.body) };
}

const WHEN_UNREACHABLE = 'Check the site and the network.';

function tooLong(path: string, length: number): Failure {
  return {
    code: 'bad-input',
    message: `The question to ${path} is ${length} characters long, more than ConnectWise takes.`,
    nextStep: 'Search for a shorter text.',
    field: path,
  };
}
