import * as z from 'zod/mini';
import { addressPart } from '../shared/address-part.ts';
import { boundedText } from '../shared/bounded-text.ts';
import type { Failure } from '../shared/errors.ts';
import { type Answer, readJson, send } from '../shared/http.ts';
import type { Redactor } from '../shared/redact.ts';
import { sendAll } from '../shared/request-guard.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { safeParse } from '../shared/safe-parse.ts';
import { literalText } from '../shared/text-values.ts';
import { type ConnectWiseDeps, TIMEOUT } from './connection.ts';
import { failureOf, unavailable } from './errors.ts';
import { hostIn } from './site.ts';
import { readVersion, tooOld } from './versions.ts';

export interface CompanyInfo {
  /** With trailing slash, e.g. `v2025_1/`. */
  codebase: string;
  isCloud: boolean;
  /** As the site writes it, e.g. `v2025.1`. */
  version: string;
  /** E.g. `2025.1`; absent where the site names no release. */
  serverVersion?: string;
  /** The host that `SiteUrl` names for the REST API; absent where it names none that keys may be sent to. */
  apiHost?: string;
}

const optionalText = z.nullish(boundedText);

/**
 * `IsCloud` is the text "True" in the guide's sample, which has no `SiteUrl`
 * (docs/reference/connectwise-rest.md#discovery).
 */
const schema = z.object({
  Codebase: z.string().check(z.maxLength(100)),
  IsCloud: z.nullish(z.union([boundedText, z.boolean()])),
  VersionCode: optionalText,
  VersionNumber: optionalText,
  SiteUrl: optionalText,
  SiteURL: optionalText,
});

/** A codebase becomes part of the address that keys are sent to, so it has to look like one. */
const CODEBASE = /^v[\w.-]+\/?$/;
const PATH = '/login/companyinfo/';

/**
 * Asks the site which release it runs and whether it knows the company id; needs no keys
 * (docs/reference/connectwise-rest.md#discovery). Failures: `unknown-company-id`, `unsupported-version`, `unavailable`,
 * `not-json`, `unexpected-shape`, `too-many-requests`, `server-error` and those of `send`.
 */
export async function discover(
  site: string,
  companyId: string,
  {
    fetch,
    clock,
    guard = sendAll,
    redactor,
  }: Pick<ConnectWiseDeps, 'fetch' | 'clock' | 'guard'> & { redactor: Redactor },
): Promise<Result<CompanyInfo>> {
  const peer = `ConnectWise (${site})`;
  const url = `https://${site}${PATH}${addressPart(companyId)}`;
  const sent = await send(url, () => ({ headers: { accept: 'application/json' } }), {
    fetch,
    guard,
    carries: 'no-keys',
    redactor,
    timeout: TIMEOUT,
    peer,
    whenUnreachable: 'Check the site and the network.',
  });
  if (!sent.ok) return sent;
  const { status } = sent.value;
  const body = readJson(sent.value, peer);
  if (status === 404) {
    return fail(
      deniesCompany(sent.value, body) ? unknownCompany(companyId, site, status) : unavailable(peer, PATH, status),
    );
  }
  if (status === 429 || status === 408 || status >= 500) {
    return fail(failureOf(sent.value, { method: 'GET', path: PATH, peer, now: clock() }));
  }
  if (!body.ok) return body;
  if (sent.value.text.trim() === '') return fail(unavailable(peer, PATH, status));
  if (body.value === null) return fail(unknownCompany(companyId, site, status));
  const info = safeParse(schema, body.value);
  if (!info.success || !CODEBASE.test(info.data.Codebase)) return fail(unlikeConnectWise(peer, site, status));
  const { Codebase, IsCloud, VersionCode, VersionNumber, SiteUrl, SiteURL } = info.data;
  const serverVersion = readVersion(VersionCode) ?? readVersion(Codebase);
  const old = tooOld(serverVersion, peer);
  if (old) return fail(old);
  const apiHost = hostIn(SiteUrl ?? SiteURL ?? '');
  return ok({
    codebase: Codebase.endsWith('/') ? Codebase : `${Codebase}/`,
    isCloud: String(IsCloud).toLowerCase() === 'true',
    version: VersionCode ?? VersionNumber ?? '',
    ...(serverVersion !== undefined && { serverVersion }),
    ...(apiHost !== undefined && { apiHost }),
  });
}

/** A 404 in ConnectWise's own words; an upgrade or a proxy says it in a web page, or in none. */
function deniesCompany({ text }: Answer, body: Result<unknown>): boolean {
  if (!body.ok || text.trim() === '') return false;
  return body.value === null || (typeof body.value === 'object' && 'code' in body.value);
}

function unlikeConnectWise(peer: string, site: string, status: number): Failure {
  return {
    code: 'unexpected-shape',
    message: `${peer} does not answer like ConnectWise when asked for the company ID.`,
    nextStep: 'Check that the site is the address of your ConnectWise.',
    field: 'siteUrl',
    value: site,
    status,
  };
}

function unknownCompany(companyId: string, site: string, status: number): Failure {
  return {
    code: 'unknown-company-id',
    message: `${site} knows no company ID "${literalText(companyId)}".`,
    nextStep: 'Enter the company ID that you sign in to ConnectWise with, and check that the site is right.',
    field: 'companyId',
    value: companyId,
    status,
  };
}
