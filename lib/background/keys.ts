import type { ConnectWiseConnection } from '../connectwise/connection.ts';
import type { Side } from '../domain/connection-state.ts';
import { isPortalAllowed, isTenantAllowed, type Policy } from '../domain/policy.ts';
import { connectWiseBinding, portalBinding } from '../settings/bindings.ts';
import type { ConnectionStore } from '../settings/connection.ts';
import type { Vault } from '../settings/vault.ts';
import type { Failure } from '../shared/errors.ts';
import { originOf, originOfHost } from '../shared/request-guard.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { PortalConnection } from './adapters.ts';
import { portalRefused, tenantRefused } from './policy-failures.ts';

/** A connection whose keys were opened, with the origins that they are bound to. */
export type Opened<Connection> = Connection & { keyOrigins: readonly string[] };

/** The connections with their keys opened, or sealed again: the one place where a stored key becomes readable. */
export interface Keys {
  /** `not-connected` when there is none, or when its keys cannot be opened any more; `storage` when they cannot be read now. */
  connectWise(): Promise<Result<Opened<ConnectWiseConnection>>>;
  portal(): Promise<Result<Opened<PortalConnection>>>;
  /** Stores the connection whole, keys sealed, and the typed address for showing it again. */
  saveConnectWise(connection: ConnectWiseConnection, siteUrl: string): Promise<void>;
  savePortal(connection: PortalConnection): Promise<void>;
  /** Deletes a side's connection with its keys; with the last one, the key that they are sealed with. */
  remove(side: Side): Promise<void>;
}

/** @param policy asked once a side is connected, since its first answer takes seconds in a new profile */
export function createKeys(connections: ConnectionStore, vault: Vault, policy: () => Promise<Policy>): Keys {
  // One after the other: a key that is sealed while the vault's key is deleted could never be opened.
  const queue: { tail: Promise<unknown> } = { tail: Promise.resolve() };
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = queue.tail.then(work);
    queue.tail = done.catch(() => {});
    return done;
  };

  return {
    async connectWise() {
      const stored = await connections.connectWise();
      if (!stored) return fail(notConnected('ConnectWise'));
      if (!isTenantAllowed(stored, await policy())) return fail(tenantRefused(stored, 'not-connected'));
      if (!stored.privateKey || !stored.clientId) return fail(NOT_TAKEN);
      const privateKey = await vault.open(connectWiseBinding('connectwise-private-key', stored), stored.privateKey);
      if (!privateKey.ok) return privateKey;
      const clientId = await vault.open(connectWiseBinding('connectwise-client-id', stored), stored.clientId);
      if (!clientId.ok) return clientId;
      const { siteUrl: _, ...plain } = stored;
      const learned = await connections.learned(stored.site);
      return ok({
        ...learned,
        ...plain,
        privateKey: privateKey.value,
        clientId: clientId.value,
        keyOrigins: [originOfHost(stored.apiHost)],
      });
    },

    async portal() {
      const stored = await connections.portal();
      if (!stored) return fail(notConnected('The backup portal'));
      if (!isPortalAllowed(stored, await policy())) return fail(portalRefused(stored, 'not-connected'));
      // A file has no key, and nothing is sent anywhere.
      if (stored.file) return ok({ kind: stored.kind, baseUrl: '', key: '', file: stored.file, keyOrigins: [] });
      if (!stored.key) return fail(NOT_TAKEN);
      const key = await vault.open(portalBinding(stored), stored.key);
      if (!key.ok) return key;
      const { kind, baseUrl } = stored;
      return ok({ kind, baseUrl, key: key.value, keyOrigins: [originOf(baseUrl)] });
    },

    saveConnectWise: (connection, siteUrl) =>
      inTurn(async () => {
        const { site, apiHost, isCloud, companyId, publicKey } = connection;
        const plain = { siteUrl, site, apiHost, isCloud, companyId, publicKey };
        await connections.saveConnectWise({
          ...plain,
          privateKey: await vault.seal(connectWiseBinding('connectwise-private-key', plain), connection.privateKey),
          clientId: await vault.seal(connectWiseBinding('connectwise-client-id', plain), connection.clientId),
        });
        const { codebase, serverVersion, member } = connection;
        const learned = {
          ...(codebase && { codebase }),
          ...(serverVersion && { serverVersion }),
          ...(member && { member }),
        };
        await connections.saveLearned({ site, ...learned });
      }),

    savePortal: ({ kind, baseUrl, key, file }) =>
      inTurn(async () => {
        if (file) return connections.savePortal({ kind, baseUrl, file });
        const plain = { kind, baseUrl };
        await connections.savePortal({ ...plain, key: await vault.seal(portalBinding(plain), key) });
      }),

    remove: (side) =>
      inTurn(async () => {
        if (side === 'connectWise') await connections.removeConnectWise();
        else await connections.removePortal();
        const left = await Promise.all([connections.connectWise(), connections.portal()]);
        if (left.every((connection) => connection === null)) await vault.forget();
      }),
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
