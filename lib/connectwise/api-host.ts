import type { Failure } from '../shared/errors.ts';
import { readJson, send } from '../shared/http.ts';
import type { Redactor } from '../shared/redact.ts';
import { sendAll } from '../shared/request-guard.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type ConnectWiseDeps, TIMEOUT } from './connection.ts';
import { failureOf } from './errors.ts';

/** Asked without keys: what counts is who answers. */
const PATH = '/system/info';
/** ConnectWise refuses a call without keys with one of these; 2xx means that it is served nevertheless. */
const REFUSED: ReadonlySet<number> = new Set([400, 403]);

interface Search extends Pick<ConnectWiseDeps, 'fetch' | 'clock' | 'guard'> {
  redactor: Redactor;
  /** Whether the browser lets us call a host, by its name without port. */
  mayCall: (hostname: string) => Promise<boolean>;
  codebase: string;
}

/**
 * The first of the hosts that serves the REST API. None of them is sent a key, and none is called without the user's permission.
 * Failures: `host-permission` (`value` is the host to ask for) when no permitted host serves it and one was not permitted; else
 * what the first host answered that may have been meant.
 */
export async function findApiHost(hosts: readonly string[], search: Search): Promise<Result<string>> {
  const failed: Failure[] = [];
  let forbidden: string | undefined;
  for (const host of new Set(hosts)) {
    const hostname = host.replace(/:\d+$/, '');
    if (!(await search.mayCall(hostname))) {
      forbidden ??= hostname;
      continue;
    }
    const served = await servesApi(host, search);
    if (served.ok) return ok(host);
    failed.push(served.failure);
  }
  if (forbidden !== undefined) return fail(notPermitted(forbidden));
  // "SSL is required" is how a web client's host says that the API is elsewhere: the host where it should be says more.
  const [first] = failed;
  const meant = failed.find(({ code }) => code !== 'bad-input') ?? first;
  if (!meant) return fail(noHost());
  // A server that is busy or down is the right one: other hosts that were tried would only distract.
  if (meant.code === 'too-many-requests' || meant.code === 'server-error') return fail(meant);
  return fail({ ...meant, message: `${meant.message} Tried for the REST API: ${[...new Set(hosts)].join(', ')}.` });
}

/** Whether a host answers in ConnectWise's manner: JSON that refuses a call without keys, or any 401. */
async function servesApi(
  host: string,
  { fetch, clock, guard = sendAll, redactor, codebase }: Search,
): Promise<Result<null>> {
  const peer = `ConnectWise (${host})`;
  const sent = await send(
    `https://${host}/${codebase}apis/3.0${PATH}`,
    () => ({ headers: { accept: 'application/json' } }),
    {
      fetch,
      guard,
      carries: 'no-keys',
      redactor,
      timeout: TIMEOUT,
      peer,
      whenUnreachable: 'Check the site and the network.',
    },
  );
  if (!sent.ok) return sent;
  const { status } = sent.value;
  if (status === 401) return ok(null);
  const isServed = status >= 200 && status < 300;
  if (isServed || REFUSED.has(status)) {
    const body = readJson(sent.value, peer);
    if (!body.ok) return body;
    if (typeof body.value !== 'object' || body.value === null) return fail(unlikeConnectWise(peer, host, status));
    if (isServed) return ok(null);
  }
  const failure = failureOf(sent.value, { method: 'GET', path: PATH, peer, now: clock() });
  return REFUSED.has(status) && failure.code !== 'bad-input' ? ok(null) : fail(failure);
}

function notPermitted(hostname: string): Failure {
  return {
    code: 'host-permission',
    message: `The REST API of this ConnectWise is at ${hostname}, which the browser does not let Backup Bridge call.`,
    nextStep: `Click again and allow access to ${hostname} when the browser asks.`,
    field: 'siteUrl',
    value: hostname,
  };
}

function unlikeConnectWise(peer: string, host: string, status: number): Failure {
  return {
    code: 'unexpected-shape',
    message: `${peer} does not answer like the REST API of ConnectWise.`,
    nextStep: 'Check that the site is the address of your ConnectWise.',
    field: 'siteUrl',
    value: host,
    status,
  };
}

function noHost(): Failure {
  return {
    code: 'bad-input',
    message: 'There is no host to look for the REST API at.',
    nextStep: 'Enter the site as in the address bar of ConnectWise.',
    field: 'siteUrl',
  };
}
