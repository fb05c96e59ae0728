import { readSite } from '../connectwise/site.ts';
import { readPortalInput } from '../portal/config.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import { withoutBlanks } from '../shared/typed-text.ts';
import type { Background } from './background.ts';
import { saveConnectWise } from './handlers/connectwise-connection.ts';
import { savePortal } from './handlers/portal-connection.ts';
import { createProvisioning, type Provisioning } from './provision.ts';

/** The provisioning of a worker. @param background asked when it runs, since it is a part of it */
export function provisioningOf(background: () => Background, session: StorageArea): Provisioning {
  return createProvisioning({
    provisioned: () => background().provisioned(),
    isStored: {
      async connectWise(wanted) {
        const { connections, keys } = background();
        const [stored, opened] = await Promise.all([connections.connectWise(), keys.connectWise()]);
        const site = readSite(wanted.siteUrl);
        if (!stored || !opened.ok || !site.ok || site.value.site !== stored.site) return false;
        return (['companyId', 'publicKey', 'privateKey', 'clientId'] as const).every(
          (name) => withoutBlanks(wanted[name]).text === opened.value[name],
        );
      },
      async portal(wanted) {
        const opened = await background().keys.portal();
        const read = readPortalInput(wanted);
        if (!opened.ok || !read.ok) return false;
        const { kind, baseUrl, key } = read.value.config;
        return opened.value.kind === kind && opened.value.baseUrl === baseUrl && opened.value.key === key;
      },
    },
    connect: {
      connectWise: (wanted) => saveConnectWise(background(), wanted),
      portal: (wanted) => savePortal(background(), wanted),
    },
    session,
    clock: () => background().clock(),
  });
}
