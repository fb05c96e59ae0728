import { type Context, Hono } from 'hono';
import type { SimulatorClock } from '../clock.ts';
import { isRegionHost, restHostOf, siteOf } from '../hosts.ts';
import { notFoundPage } from '../html-page.ts';
import { requireKnownVersion } from './accept-version.ts';
import { badRequest, ConnectWiseError, missingClientId, notFound, sslRequired, tooManyRequestsBody } from './errors.ts';
import { type Call, handle, list, type Reply } from './handle.ts';
import { RateLimit } from './rate-limit.ts';
import { reportAnswer } from './reports/answer.ts';
import { activeBoardInfos } from './resources/board-infos.ts';
import { authenticate } from './rights.ts';
import { findTarget } from './routes.ts';
import { type ConnectWiseState, GENERIC_CODEBASE, releaseOf } from './state.ts';
import { systemInfo } from './system-info.ts';
import { ticketAction } from './ticket-actions.ts';

const API_PATH = /^\/(?<codebase>[\w.]+\/)apis\/3\.0(?<path>\/.*)$/i;
const DISCOVERY = /^\/login\/companyinfo\/([^/]+)\/?$/i;

/**
 * The REST API of a simulated ConnectWise, for the web client's host and the API's
 * (docs/reference/connectwise-rest.md#discovery): discovery, and `/{codebase}apis/3.0/…`. Built from the published
 * description and the collected facts. Other paths fall through, so that it can be mounted beside the web pages. The
 * host is that of the `Host` header; its port does not matter.
 */
export function createConnectWiseRest(state: ConnectWiseState, clock: SimulatorClock): Hono {
  const rest = new Hono();
  const limit = new RateLimit(clock);
  rest.use('*', async (context, next) => {
    const { pathname } = new URL(context.req.url);
    const company = DISCOVERY.exec(pathname)?.[1];
    if (company !== undefined && context.req.method === 'GET') {
      return context.json(companyInfo(state, company, publicUrl(context).hostname));
    }
    const { codebase, path } = API_PATH.exec(pathname)?.groups ?? {};
    if (codebase === undefined || path === undefined) return next();
    return answer(context, state, clock, limit, codebase, path);
  });
  return rest;
}

/**
 * The sample of the Developer Guide, and `SiteUrl`, the API's host without scheme
 * (docs/reference/connectwise-rest.md#discovery); JSON `null` for an unknown company id. `IsCloud` is text.
 */
function companyInfo(state: ConnectWiseState, company: string, host: string): Record<string, string> | null {
  if (decoded(company).toLowerCase() !== state.companyId.toLowerCase()) return null;
  if (state.options.knownAt !== undefined && state.options.knownAt !== host) return null;
  const codebase = state.isCloud ? state.codebase : GENERIC_CODEBASE;
  const { siteUrl = restHostOf(host) ?? host } = state.options;
  return {
    CompanyName: state.companyName,
    Codebase: codebase,
    VersionCode: `v${releaseOf(state)}`,
    VersionNumber: `v4.6.${state.version.split('.').at(-1)}`,
    CompanyID: state.companyId,
    IsCloud: state.isCloud ? 'True' : 'False',
    ...(siteUrl !== false && { SiteUrl: siteUrl }),
  };
}

async function answer(
  context: Context,
  state: ConnectWiseState,
  clock: SimulatorClock,
  limit: RateLimit,
  codebase: string,
  path: string,
): Promise<Response> {
  try {
    const url = publicUrl(context);
    if (!servesRest(context, state, url)) return notFoundPage();
    // A codebase of another release: 404 (docs/reference/connectwise-rest.md#discovery). No fact names the body, so
    // there is none.
    if (!servesCodebase(state, codebase)) return context.body(null, 404);
    const waiting = limit.take(state.requestsPerMinute);
    if (waiting !== undefined) return tooManyRequests(context, waiting);
    if (!context.req.header('clientId')?.trim()) throw missingClientId();
    const member = authenticate(state, context.req.header('authorization'));
    requireKnownVersion(state, context.req.header('accept'), url);
    const { method } = context.req;
    const header = (name: string) => context.req.header(name);
    return reply(
      context,
      state,
      await serve({ state, clock, member, method, url, header, json: json(context) }, decoded(path)),
    );
  } catch (error) {
    if (error instanceof ConnectWiseError) return context.json(error.body, error.status);
    throw error;
  }
}

async function serve(call: Call, path: string): Promise<Reply> {
  if (/^\/system\/info\/?$/i.test(path)) return { status: 200, body: systemInfo(call.state) };
  if (call.method === 'GET' && /^\/service\/info\/boards\/active\/?$/i.test(path))
    return list(call, { resource: activeBoardInfos });
  const report = reportAnswer(call, path);
  if (report) return report;
  const acted = await ticketAction(call, path);
  if (acted) return acted;
  const target = findTarget(path);
  if (!target) throw notFound(`Resource ${path}`);
  return handle(call, target);
}

/**
 * Cloud hosts need TLS, and those of a region their `api-` prefix (docs/reference/connectwise-rest.md#hosts). Any other
 * name (an IP address in a test) passes. `false`: this host has the web client only, and its web server knows no such
 * path.
 */
function servesRest(context: Context, state: ConnectWiseState, url: URL): boolean {
  const site = siteOf(url.hostname);
  const asked = new URL(context.req.url);
  const isCloudHost = site === 'web' || site === 'rest' || site === 'sandbox';
  if (isCloudHost && asked.protocol === 'http:' && asked.hostname === url.hostname) throw sslRequired();
  if (!state.isCloud || site !== 'web') return true;
  if (isRegionHost(url.hostname) && state.options.restOnWebHost !== 'html-404') throw sslRequired();
  return false;
}

function servesCodebase(state: ConnectWiseState, codebase: string): boolean {
  const asked = codebase.toLowerCase();
  return asked === GENERIC_CODEBASE || (state.isCloud && asked === state.codebase.toLowerCase());
}

/** Text that is no valid encoding stays as it is, and so names nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address as the client wrote it: `Link` headers repeat it. */
function publicUrl(context: Context): URL {
  const url = new URL(context.req.url);
  const host = context.req.header('host');
  if (host) {
    url.port = '';
    url.host = host;
  }
  return url;
}

function json(context: Context): () => Promise<unknown> {
  return async () => {
    try {
      return await context.req.json();
    } catch {
      throw badRequest('The body is not valid JSON.');
    }
  };
}

function reply(context: Context, state: ConnectWiseState, { status, body, headers = {} }: Reply): Response {
  // `api-current-version` carries the server's release (docs/reference/connectwise-rest.md#versions [PS]).
  const all = { ...headers, 'api-current-version': releaseOf(state) };
  return status === 204 ? context.body(null, 204, all) : context.json(body as object, status, all);
}

function tooManyRequests(context: Context, seconds: number): Response {
  return context.json(tooManyRequestsBody(seconds), 429, { 'Retry-After': String(seconds) });
}
