import { originOf, originOfHost } from '../shared/request-guard.ts';
import type { StoredConnectWise, StoredPortal } from './connection.ts';
import type { Binding, SecretName } from './vault.ts';

/** What ConnectWise's secrets are bound to: its tenant, the hosts that they may be sent to, and the key pair that they are of. */
export function connectWiseBinding(
  secret: Exclude<SecretName, 'portal-key'>,
  { site, apiHost, companyId, publicKey }: Omit<StoredConnectWise, 'privateKey' | 'clientId'>,
): Binding {
  return {
    secret,
    to: [
      ['address of ConnectWise', originOfHost(site)],
      ['address of its REST API', originOfHost(apiHost)],
      ['company ID', companyId],
      ['public key', publicKey],
    ],
  };
}

/** What the portal's key is bound to: its kind and the origin that it may be sent to. */
export function portalBinding({ kind, baseUrl }: Omit<StoredPortal, 'key'>): Binding {
  return {
    secret: 'portal-key',
    to: [
      ['kind of portal', kind],
      ['address of the portal', originOf(baseUrl)],
    ],
  };
}
