import type { SimulatorClock } from './clock.ts';
import { carryOut, type Outcome } from './effects.ts';
import type { Faults } from './faults.ts';
import type { Site } from './hosts.ts';
import { siteOf } from './hosts.ts';
import type { LateCommits } from './late-commits.ts';
import type { Exchange, Traffic } from './traffic.ts';
import { DEVIATION_HEADER, readJson } from './traffic.ts';
import { reportRequest } from './watch-requests.ts';

/** The admin endpoint answers under this path on every host, past all faults. */
export const ADMIN_PATH = '/__admin';

export type Handler = (request: Request) => Response | Promise<Response>;

export interface DispatchParts {
  clock: SimulatorClock;
  faults: Faults;
  commits: LateCommits;
  traffic: Traffic;
  /** The handler for a site and path; read at every exchange, because a reset replaces it. */
  handlerOf(site: Site, path: string): Handler;
}

/**
 * One exchange, over a socket or in process: fault, handler, record. The host in `request.url` decides who answers.
 */
export async function dispatch(parts: DispatchParts, request: Request): Promise<Outcome> {
  await parts.commits.settle();
  const url = new URL(request.url);
  url.port = '';
  const site = siteOf(url.hostname);
  const body = request.body ? await request.text() : undefined;
  const inner = new Request(url, { method: request.method, headers: request.headers, body: body || undefined });

  const isAdmin = url.pathname.startsWith(ADMIN_PATH);
  if (!isAdmin) reportRequest(url, inner, body);
  const effects = isAdmin ? [] : parts.faults.take(request.method, url);
  const { clock, commits } = parts;
  const handle = async () => parts.handlerOf(site, url.pathname)(inner);
  // A name that does not resolve: nothing is reached, so nothing goes wrong there either.
  if (site === 'no-such-host' && !isAdmin) return { kind: 'dropped' };
  const outcome = await carryOut(effects, { site, request: inner, handle, clock, commits });
  if (outcome.kind === 'answer' && !isAdmin) {
    outcome.response = withHeader(outcome.response, 'date', new Date(clock.now()).toUTCString());
  }
  if (isRecorded(site, url.pathname)) {
    const exchange: Exchange = {
      method: request.method,
      url: url.href,
      requestHeaders: Object.fromEntries(inner.headers),
      ...(body && parts.traffic.readsBodies ? { requestBody: readJson(body) ?? body } : {}),
      ...(await answerPart(outcome, parts.traffic.readsBodies)),
    };
    if (effects.length > 0 || asksWhoServes(request, url)) exchange.expectError = true;
    parts.traffic.record(exchange);
  }
  if (outcome.kind === 'answer') outcome.response.headers.delete(DEVIATION_HEADER);
  return outcome;
}

/** A client that looks for the host of the API asks without keys, and is refused on purpose. */
function asksWhoServes({ method, headers }: Request, { pathname }: URL): boolean {
  return method === 'GET' && pathname.endsWith('/apis/3.0/system/info') && !headers.has('authorization');
}

/** Pages of the web client and the admin endpoint are no traffic of the extension with an API. */
function isRecorded(site: Site, path: string): boolean {
  if (path.startsWith(ADMIN_PATH)) return false;
  if (site === 'axcient' || site === 'efs-portal' || site === 'rest') return true;
  return isRestPath(path) && site !== 'start-page';
}

/** REST and discovery, wherever the host serves them. */
export function isRestPath(path: string): boolean {
  return /\/apis\/3\.0(\/|$)/i.test(path) || /^\/login\/companyinfo\//i.test(path);
}

async function answerPart(
  outcome: Outcome,
  readsBodies: boolean,
): Promise<Pick<Exchange, 'status' | 'responseBody' | 'deviation'>> {
  if (outcome.kind !== 'answer') return { status: 0 };
  const { response } = outcome;
  const deviation = response.headers.get(DEVIATION_HEADER);
  if (deviation) return { status: response.status, deviation };
  const isJson = readsBodies && /json/i.test(response.headers.get('content-type') ?? '');
  const responseBody = isJson ? readJson(await response.clone().text()) : undefined;
  return responseBody === undefined ? { status: response.status } : { status: response.status, responseBody };
}

function withHeader(response: Response, name: string, value: string): Response {
  const headers = new Headers(response.headers);
  headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
