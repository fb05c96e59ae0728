import type { SourceKind } from '../domain/portal-facts.ts';
import type { Failure } from '../shared/errors.ts';

const ASK = 'Ask your administrator, who lays it down for all browsers.';

/** A message would change what an administrator fixed. */
export function fixedByPolicy({ field, name }: { field: string; name: string }): Failure {
  return {
    code: 'fixed-by-policy',
    message: `Nothing was saved: your administrator’s policy fixes ${name}.`,
    nextStep: ASK,
    field,
  };
}

/** @param code `not-connected` for a tenant that is stored already: then its connection is not used */
export function tenantRefused(
  { site, companyId }: { site: string; companyId: string },
  code: 'fixed-by-policy' | 'not-connected',
): Failure {
  return {
    code,
    message: `Your administrator’s policy does not allow Backup Bridge to connect to ${site} with the company ID ${companyId || '(none)'}.`,
    nextStep: ASK,
    field: 'siteUrl',
  };
}

/** @param code `not-connected` for a portal that is stored already: then its connection is not used */
export function portalRefused(
  { kind, baseUrl }: { kind: SourceKind; baseUrl: string },
  code: 'fixed-by-policy' | 'not-connected',
): Failure {
  const name = kind === 'file' ? 'an imported file' : URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
  return {
    code,
    message: `Your administrator’s policy does not allow Backup Bridge to use ${name} as the portal.`,
    nextStep: ASK,
    field: kind === 'file' ? 'kind' : 'baseUrl',
  };
}
