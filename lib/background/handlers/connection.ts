import type { ConnectionView } from '../../messages/protocol.ts';
import type { Handlers } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';

/** What is connected, without a single key: only whether each is there and can be opened. */
export function connectionHandlers(background: Background): Pick<Handlers, 'connection.view'> {
  const { connections, keys } = background;
  return {
    'connection.view': async () => {
      const [connectWise, portal] = await Promise.all([connections.connectWise(), connections.portal()]);
      const [connectWiseKeys, portalKey] = await Promise.all([keys.connectWise(), keys.portal()]);
      return ok({
        connectWise: connectWise && {
          siteUrl: connectWise.siteUrl,
          site: connectWise.site,
          companyId: connectWise.companyId,
          publicKey: connectWise.publicKey,
          hasPrivateKey: connectWiseKeys.ok,
          hasClientId: connectWiseKeys.ok,
        },
        portal: portal && { kind: portal.kind, baseUrl: portal.baseUrl, hasKey: portalKey.ok },
      } satisfies ConnectionView);
    },
  };
}
