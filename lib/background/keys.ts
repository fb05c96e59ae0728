import type { ConnectWiseConnection } from '../connectwise/connection.ts';
import type { ConnectionStore, StoredConnectWise, StoredPortal } from '../settings/connection.ts';
import type { Vault } from '../settings/vault.ts';
import type { Failure } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { PortalConnection } from './adapters.ts';

/** The connections with their keys opened, or sealed again: the one place where a stored key becomes readable. */
export interface Keys {
  /** `not-connected` when there is none, or when its keys cannot be opened any more; `storage` when they cannot be read now. */
  connectWise(): Promise<Result<ConnectWiseConnection>>;
  portal(): Promise<Result<PortalConnection>>;
  /** Stores the connection whole, keys sealed, and the typed address for showing it again. */
  saveConnectWise(connection: ConnectWiseConnection, siteUrl: string): Promise<void>;
  savePortal(connection: PortalConnection): Promise<void>;
}

export function createKeys(connections: ConnectionStore, vault: Vault): Keys {
  return {
    async connectWise() {
      const stored = await connections.connectWise();
      if (!stored) return fail(notConnected('ConnectWise'));
      if (!stored.privateKey || !stored.clientId) return fail(NOT_TAKEN);
      const privateKey = await vault.open('connectwise-private-key', stored.privateKey);
      if (!privateKey.ok) return privateKey;
      const clientId = await vault.open('connectwise-client-id', stored.clientId);
      if (!clientId.ok) return clientId;
      const { siteUrl: _, ...plain } = stored;
      const learned = await connections.learned(stored.site);
      return ok({ ...plain, ...learned, privateKey: privateKey.value, clientId: clientId.value });
    },

    async portal() {
      const stored = await connections.portal();
      if (!stored) return fail(notConnected('The backup portal'));
      if (!stored.key) return fail(NOT_TAKEN);
      const key = await vault.open('portal-key', stored.key);
      return key.ok ? ok({ kind: stored.kind, baseUrl: stored.baseUrl, key: key.value }) : key;
    },

    async saveConnectWise(connection, siteUrl) {
      const { site, apiHost, isCloud, companyId, publicKey } = connection;
      const sealed: StoredConnectWise = {
        siteUrl,
        site,
        apiHost,
        isCloud,
        companyId,
        publicKey,
        privateKey: await vault.seal('connectwise-private-key', connection.privateKey),
        clientId: await vault.seal('connectwise-client-id', connection.clientId),
      };
      await connections.saveConnectWise(sealed);
      const { codebase, serverVersion, member } = connection;
      const learned = {
        ...(codebase && { codebase }),
        ...(serverVersion && { serverVersion }),
        ...(member && { member }),
      };
      await connections.saveLearned({ site, ...learned });
    },

    async savePortal({ kind, baseUrl, key }) {
      await connections.savePortal({ kind, baseUrl, key: await vault.seal('portal-key', key) } satisfies StoredPortal);
    },
  };
}

/** After the move from `storage.local` (`move-settings.ts`). */
const NOT_TAKEN: Failure = {
  code: 'not-connected',
  message: 'An older version stored the keys without their address, so this version does not use them.',
  nextStep: 'Check the address, then enter the keys again under Options › Connections.',
};

function notConnected(what: string): Failure {
  return {
    code: 'not-connected',
    message: `${what} is not connected.`,
    nextStep: 'Connect it under Options › Connections.',
  };
}
