import type { CONNECTION } from '../../messages/declarations/connection.ts';
import type { ConnectionView } from '../../messages/protocol.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';
import { readConnections } from '../connections.ts';
import { disconnect } from '../disconnect.ts';
import { fromStorage } from '../from-storage.ts';

/**
 * What is connected, without a single key: only whether each is there and can be opened. Answers too where the browser's storage cannot be
 * read: then with that failure in `states`, and as much of the rest as is known.
 */
export function connectionHandlers(background: Background): HandlersOf<typeof CONNECTION> {
  const { connections, keys } = background;
  const readStored = async () => {
    const [connectWise, portal] = await Promise.all([connections.connectWise(), connections.portal()]);
    const [connectWiseKeys, portalKey] = await Promise.all([keys.connectWise(), keys.portal()]);
    return {
      connectWise: connectWise && {
        siteUrl: connectWise.siteUrl,
        site: connectWise.site,
        companyId: connectWise.companyId,
        publicKey: connectWise.publicKey,
        hasPrivateKey: connectWiseKeys.ok,
        hasClientId: connectWiseKeys.ok,
      },
      portal: portal && { kind: portal.kind, baseUrl: portal.baseUrl, hasKey: portalKey.ok, file: portal.file },
    };
  };
  return {
    'connection.states': async () => ok(await readConnections(background)),
    'connection.disconnect': async ({ side }) => ok(await disconnect(background, side)),
    'connection.view': async () => {
      const [stored, states] = await Promise.all([fromStorage(readStored), readConnections(background)]);
      const shown = stored.ok ? stored.value : { connectWise: null, portal: null };
      return ok({ ...shown, states } satisfies ConnectionView);
    },
  };
}
