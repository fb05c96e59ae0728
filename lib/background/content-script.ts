import { mayCallHost } from '../platform/permissions.ts';
import { registerContentScript } from '../platform/scripting.ts';
import type { StoredConnectWise } from '../settings/connection.ts';

/**
 * Brings the registered content script in line with the connection: on an on-premise host it is registered here, on the cloud the
 * manifest does it. Called at each start, because a browser may forget registrations on an update.
 */
export async function alignContentScript(connection: StoredConnectWise | null): Promise<void> {
  const hostname = connection && !MANIFEST_COVERS.test(connection.site) ? connection.site.replace(/:\d+$/, '') : null;
  if (hostname !== null && !(await mayCallHost(hostname))) return;
  await registerContentScript(hostname);
}

/** `host_permissions` in wxt.config.ts. */
const MANIFEST_COVERS = /\.myconnectwise\.net(:\d+)?$/;
