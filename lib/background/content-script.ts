import { hostPattern, mayCallHost } from '../platform/permissions.ts';
import { registerContentScript } from '../platform/scripting.ts';
import type { StoredConnectWise } from '../settings/connection.ts';

/**
 * Brings the registered content script in line with the connection: on an on-premise host it is registered here, on the cloud the
 * manifest does it. Called at each start, because a browser may forget registrations on an update.
 */
export async function alignContentScript(connection: StoredConnectWise | null): Promise<void> {
  const hostname = connection && !isCovered(connection.site) ? connection.site.replace(/:\d+$/, '') : null;
  if (hostname !== null && !(await mayCallHost(hostname))) return;
  await registerContentScript(hostname);
}

/** Whether the content script is meant to run on this host (with port, if any): by the manifest, or registered for the connection. */
export function hasContentScript(host: string, connection: StoredConnectWise | null): boolean {
  return isCovered(host) || host === connection?.site;
}

/** Addresses of ConnectWise that we may read now: the cloud's, and the connected host on-premise. */
export function connectWisePatterns(granted: readonly string[], connection: StoredConnectWise | null): string[] {
  const wanted = new Set([CLOUD_PATTERN, ...(connection ? [hostPattern(connection.site.replace(/:\d+$/, ''))] : [])]);
  const everywhere = granted.some((pattern) => ['https://*/*', '*://*/*', '<all_urls>'].includes(pattern));
  return [...wanted].filter((pattern) => everywhere || granted.includes(pattern));
}

const CLOUD_PATTERN = 'https://*.myconnectwise.net/*';

/** Whether the manifest covers a host: `matches` of entrypoints/connectwise.content, `host_permissions` in wxt.config.ts. */
export function isCovered(host: string): boolean {
  return /\.myconnectwise\.net(:\d+)?$/.test(host);
}
