import { createRequestGuard } from '../shared/request-guard.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { literalText } from '../shared/text-values.ts';
import type { ConnectWiseDeps } from './connection.ts';
import { cleanCredential } from './credentials.ts';
import { type CompanyInfo, discover } from './discovery.ts';
import { redactorOf } from './send-request.ts';
import { readSite } from './site.ts';

/** The clouds, the likeliest first (docs/reference/connectwise-rest.md#hosts). `aus` is an older name of `au`. */
const CLOUD_SITES = ['na', 'eu', 'au', 'aus', 'za'].map((region) => `${region}.myconnectwise.net`);

/** What a site says of a company ID without keys. */
export interface FoundTenant {
  site: string;
  /** Release of ConnectWise as the site writes it. */
  version: string;
}

interface FindDeps extends Pick<ConnectWiseDeps, 'fetch' | 'clock'> {
  /** Whether the browser lets us call a host, by its name without port. */
  mayCall: (hostname: string) => Promise<boolean>;
}

/**
 * Returns whether a site knows the company ID. Sends no key. Failures: those of `findTenant`, and `bad-input`.
 * @param typed `siteUrl`: '' to look for the company ID in the clouds
 */
export async function checkTenant(
  typed: { siteUrl: string; companyId: string },
  { mayCall, ...deps }: FindDeps,
): Promise<Result<FoundTenant>> {
  const companyId = cleanCredential('companyId', typed.companyId);
  if (!companyId.ok) return companyId;
  const { text } = companyId.value;
  const asking = {
    ...deps,
    guard: createRequestGuard({ origins: [], mayCall }),
    redactor: redactorOf({ companyId: text, publicKey: '', privateKey: '', clientId: '' }),
  };
  const site = typed.siteUrl === '' ? undefined : readSite(typed.siteUrl);
  if (site && !site.ok) return site;
  const found = await findTenant(site?.value.site, text, asking);
  return found.ok ? ok({ site: found.value.site, version: found.value.version }) : found;
}

/**
 * Returns what the site says of the company ID. Where a cloud does not know it, the other clouds are asked too, without keys, and only
 * hosts of ConnectWise. Failures: `wrong-cloud` (`value` is the site that knows it), and those of `discover`.
 * @param site undefined: the clouds are asked
 */
export async function findTenant(
  site: string | undefined,
  companyId: string,
  asking: Parameters<typeof discover>[2],
): Promise<Result<CompanyInfo & { site: string }>> {
  const first = site ?? CLOUD_SITES[0] ?? '';
  const found = await discover(first, companyId, asking);
  if (found.ok) return site === undefined ? fail(wrongCloud(undefined, first)) : ok({ ...found.value, site });
  if (found.failure.code !== 'unknown-company-id' || !first.endsWith('.myconnectwise.net')) return found;
  const others = CLOUD_SITES.filter((other) => other !== first);
  const answers = await Promise.all(others.map((other) => discover(other, companyId, asking)));
  const right = others.find((_, index) => answers[index]?.ok);
  if (right !== undefined) return fail(wrongCloud(site, right, companyId));
  if (site !== undefined) return found;
  return fail({
    ...found.failure,
    message: `No cloud of ConnectWise knows the company ID "${literalText(companyId)}".`,
    nextStep: 'Check the company ID, or enter the site as in the address bar of ConnectWise.',
  });
}

function wrongCloud(site: string | undefined, right: string, companyId = '') {
  const message =
    site === undefined
      ? `Your ConnectWise is at ${right}.`
      : `${site} knows no company ID "${literalText(companyId)}"; ${right} does.`;
  return {
    code: 'wrong-cloud' as const,
    message,
    nextStep: `Enter ${right} as the site.`,
    field: 'siteUrl',
    value: right,
  };
}
