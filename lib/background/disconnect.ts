import type { Side } from '../domain/connection-state.ts';
import type { Disconnected } from '../messages/protocol.ts';
import { giveBackHost } from '../platform/permissions.ts';
import type { StoredConnectWise, StoredPortal } from '../settings/connection.ts';
import type { Background } from './background.ts';
import { alignContentScript, isCovered } from './content-script.ts';
import { hostOf } from './host-permission.ts';

interface Stored {
  connectWise: StoredConnectWise | null;
  portal: StoredPortal | null;
}

/**
 * Ends the connection of one side: nothing that is going on sends another request to it, its keys are deleted, with the last side also
 * the key that they are sealed with, and optional permissions that nothing else needs are given back. Journal, settings and the
 * work in the outbox stay.
 * @throws StorageError where the keys cannot be deleted now; then they are as they were
 */
export async function disconnect(background: Background, side: Side): Promise<Disconnected> {
  const { connections, engines, keys, pages } = background;
  const before = await readStored(background);
  engines.end(side);
  await keys.remove(side);
  // Again: what was built while the keys were being deleted may hold them.
  engines.end(side);
  if (side === 'portal' && before.portal?.file) await background.files.clear();
  await pages.forgetAll();
  const after = await readStored(background);
  await alignContentScript(await connections.connectWise());
  const needed = hostsOf(after);
  const hostsGivenBack: string[] = [];
  for (const host of hostsOf(before)) if (!needed.has(host) && (await giveBackHost(host))) hostsGivenBack.push(host);
  background.follow(background.setup.refresh());
  return { hostsGivenBack, isLast: !after.connectWise && !after.portal };
}

async function readStored({ connections }: Pick<Background, 'connections'>): Promise<Stored> {
  const [connectWise, portal] = await Promise.all([connections.connectWise(), connections.portal()]);
  return { connectWise, portal };
}

/** Names of the hosts that are called, without port, apart from those that the manifest asks for. */
function hostsOf({ connectWise, portal }: Stored): Set<string> {
  const hosts = [connectWise?.site, connectWise?.apiHost, portal && hostOf(portal.baseUrl)];
  const names = hosts.map((host) => host?.replace(/:\d+$/, '') ?? '');
  return new Set(names.filter((name) => name !== '' && !isCovered(name)));
}
