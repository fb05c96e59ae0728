import * as z from 'zod/mini';
import type { Problem } from '../shared/errors.ts';
import { type Fetch, readJson, send } from '../shared/http.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { TIMEOUT } from './connection.ts';

interface CompanyInfo {
  /** With trailing slash, e.g. `v2025_1/`. */
  codebase: string;
  isCloud: boolean;
  version: string;
}

/** `IsCloud` is the text "True" in the guide's sample (cw-api §1). */
const schema = z.object({
  Codebase: z.string(),
  IsCloud: z.optional(z.nullable(z.union([z.string(), z.boolean()]))),
  VersionCode: z.optional(z.nullable(z.string())),
  VersionNumber: z.optional(z.nullable(z.string())),
});

/** A codebase becomes part of the address that keys are sent to, so it has to look like one. */
const CODEBASE = /^v[\w.-]+\/?$/;

/**
 * Asks the site which release it runs and whether it knows the company id; needs no keys (cw-api §1, "Discovery").
 * Problems: `unknown-company-id`, `not-json`, `unexpected-shape`, `server-error` and those of `send`.
 */
export async function discover(site: string, companyId: string, fetch: Fetch): Promise<Result<CompanyInfo>> {
  const peer = `ConnectWise (${site})`;
  const url = `https://${site}/login/companyinfo/${encodeURIComponent(companyId)}`;
  const sent = await send(
    url,
    { headers: { accept: 'application/json' } },
    {
      fetch,
      timeout: TIMEOUT,
      peer,
      whenUnreachable: 'Check the site and the network; a host of your own also needs your permission in the options.',
    },
  );
  if (!sent.ok) return sent;
  const { status } = sent.value;
  if (status === 404) return fail(unknownCompany(companyId, site, status));
  if (status >= 500) {
    return fail({
      code: 'server-error',
      message: `${peer} answered with error ${status}.`,
      nextStep: 'Try again in a few minutes.',
      status,
    });
  }
  const body = readJson(sent.value, peer);
  if (!body.ok) return body;
  if (body.value === null) return fail(unknownCompany(companyId, site, status));
  const info = z.safeParse(schema, body.value);
  if (!info.success || !CODEBASE.test(info.data.Codebase)) {
    return fail({
      code: 'unexpected-shape',
      message: `${peer} does not answer like ConnectWise when asked for the company ID.`,
      nextStep: 'Check that the site is the address of your ConnectWise.',
      field: 'siteUrl',
      value: site,
      status,
    });
  }
  const { Codebase, IsCloud, VersionCode, VersionNumber } = info.data;
  return ok({
    codebase: Codebase.endsWith('/') ? Codebase : `${Codebase}/`,
    isCloud: String(IsCloud).toLowerCase() === 'true',
    version: VersionCode ?? VersionNumber ?? '',
  });
}

function unknownCompany(companyId: string, site: string, status: number): Problem {
  return {
    code: 'unknown-company-id',
    message: `${site} knows no company ID "${companyId}".`,
    nextStep: 'Enter the company ID that you sign in to ConnectWise with, and check that the site is right.',
    field: 'companyId',
    value: companyId,
    status,
  };
}
