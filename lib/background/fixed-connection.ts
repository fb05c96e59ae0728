import { readSite } from '../connectwise/site.ts';
import { isPortalAllowed, type Policy } from '../domain/policy.ts';
import type { SourceKind } from '../domain/portal-facts.ts';
import type { ConnectWiseInput, PortalInput } from '../messages/protocol.ts';
import { readPortalInput } from '../portal/config.ts';
import type { Provisioned } from '../settings/policy-connection.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { withoutBlanks } from '../shared/typed-text.ts';
import { fixedByPolicy, portalRefused } from './policy-failures.ts';

interface Deps {
  policy(): Promise<Policy>;
  provisioned(): Promise<Provisioned>;
}

const NAMES: Record<keyof ConnectWiseInput, string> = {
  siteUrl: 'the site of ConnectWise',
  companyId: 'the company ID',
  publicKey: 'the public key',
  privateKey: 'the private key',
  clientId: 'the client ID',
};

/** Fills in what a policy fixes where nothing was typed; what was typed otherwise is refused. */
export async function withFixedConnectWise(deps: Deps, typed: ConnectWiseInput): Promise<Result<ConnectWiseInput>> {
  const { connectWise: fixed } = await deps.provisioned();
  const filled = { ...typed };
  for (const name of Object.keys(NAMES) as (keyof ConnectWiseInput)[]) {
    const laidDown = fixed[name];
    if (laidDown === undefined) continue;
    const isSame = name === 'siteUrl' ? isSameSite(typed[name], laidDown) : isSameText(typed[name], laidDown);
    if (typed[name] !== '' && !isSame) return fail(fixedByPolicy({ field: name, name: NAMES[name] }));
    filled[name] = laidDown;
  }
  return ok(filled);
}

/** As for ConnectWise. */
export async function withFixedPortal(deps: Deps, typed: PortalInput): Promise<Result<PortalInput>> {
  const { portal: fixed } = await deps.provisioned();
  const { kind, baseUrl, key } = fixed;
  if (kind !== undefined && kind !== typed.kind) return fail(fixedByPolicy({ field: 'kind', name: 'the portal' }));
  const filled = { ...typed };
  if (baseUrl !== undefined) {
    if (typed.baseUrl !== '' && !isSameAddress(typed, baseUrl))
      return fail(fixedByPolicy({ field: 'baseUrl', name: 'the address of the portal' }));
    filled.baseUrl = baseUrl;
  }
  if (key !== undefined) {
    if (typed.key !== '' && !isSameText(typed.key, key))
      return fail(fixedByPolicy({ field: 'key', name: 'the key of the portal' }));
    filled.key = key;
  }
  return ok(filled);
}

/** Refuses a portal that a policy does not allow; undefined: it does. @param portal with its address completed */
export async function refusedPortal({ policy }: Pick<Deps, 'policy'>, portal: { kind: SourceKind; baseUrl: string }) {
  const laidDown = await policy();
  const isOtherKind = laidDown.portal?.kind !== undefined && laidDown.portal.kind !== portal.kind;
  if (isOtherKind) return fixedByPolicy({ field: 'kind', name: 'the portal' });
  return isPortalAllowed(portal, laidDown) ? undefined : portalRefused(portal, 'fixed-by-policy');
}

function isSameText(one: string, other: string): boolean {
  return withoutBlanks(one).text === withoutBlanks(other).text;
}

function isSameSite(one: string, other: string): boolean {
  const [a, b] = [readSite(one), readSite(other)];
  return a.ok && b.ok && a.value.site === b.value.site;
}

function isSameAddress(typed: PortalInput, baseUrl: string): boolean {
  // What a key is does not matter to an address, only that there is one.
  const [a, b] = [typed, { ...typed, baseUrl }].map((input) => readPortalInput({ ...input, key: 'key' }));
  return a?.ok === true && b?.ok === true && a.value.config.baseUrl === b.value.config.baseUrl;
}
