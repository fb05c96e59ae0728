import { type ConnectionPair, tenantOf } from '../domain/connection-pair.ts';
import { sourceOf } from '../portal/config.ts';
import type { ConnectionStore, StoredConnectWise, StoredPortal } from '../settings/connection.ts';

/** Returns which ConnectWise and which portal are stored; null unless both are. Needs no key. */
export function pairOf(connectWise: StoredConnectWise | null, portal: StoredPortal | null): ConnectionPair | null {
  if (!connectWise || !portal) return null;
  return { tenant: tenantOf(connectWise.site, connectWise.companyId), portal: sourceOf(portal) };
}

export async function readConnectionPair(connections: ConnectionStore): Promise<ConnectionPair | null> {
  const [connectWise, portal] = await Promise.all([connections.connectWise(), connections.portal()]);
  return pairOf(connectWise, portal);
}
