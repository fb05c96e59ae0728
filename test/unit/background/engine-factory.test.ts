import { describe, expect, it, vi } from 'vitest';
import type { Adapters } from '../../../lib/background/adapters.ts';
import { createConnectionHealth } from '../../../lib/background/connection-health.ts';
import { createEngineFactory } from '../../../lib/background/engine-factory.ts';
import { createKeys } from '../../../lib/background/keys.ts';
import { createConnectionStore } from '../../../lib/settings/connection.ts';
import { createSettingsStore } from '../../../lib/settings/settings.ts';
import { createVault } from '../../../lib/settings/vault.ts';
import { silentLog } from '../../../lib/shared/log.ts';
import type { Engine } from '../../../lib/sync/engine.ts';
import type { SyncStore } from '../../../lib/sync/store.ts';
import { memoryStorage } from '../../support/memory-storage.ts';

const LOST = new DOMException('Connection to Indexed Database server lost', 'UnknownError');
const STORE = { cursor: async () => 'c', forConnection: () => STORE } as unknown as SyncStore;

/** A factory over connections whose key store and database can be broken. */
async function world(openStore: Adapters['openStore'] = async () => STORE) {
  const storage = memoryStorage();
  const broken = { keys: false };
  const held: { key?: CryptoKey } = {};
  const vault = createVault({
    read: async () => {
      if (broken.keys) throw LOST;
      return held.key;
    },
    readOrStore: async (candidate) => {
      held.key ??= candidate;
      return held.key;
    },
    remove: async () => {},
  });
  const connections = createConnectionStore(storage);
  const keys = createKeys(connections, vault, async () => ({}));
  await keys.saveConnectWise(
    {
      site: 's.myconnectwise.net',
      apiHost: 'api-s.myconnectwise.net',
      isCloud: true,
      companyId: 'c',
      publicKey: 'p',
      privateKey: 'k',
      clientId: 'i',
    },
    's',
  );
  await keys.savePortal({ kind: 'efs-portal', baseUrl: 'https://p.example', key: 'k' });
  const recover = vi.fn(async () => {});
  const factory = createEngineFactory({
    adapters: {
      openStore,
      connectWise: () => ({}) as never,
      portal: () => ({}) as never,
      engine: () => ({ recover }) as unknown as Engine,
    } as unknown as Adapters,
    settings: createSettingsStore(storage),
    policy: async () => ({}),
    connections,
    keys,
    health: createConnectionHealth(storage, () => 0),
    clock: () => 0,
    ids: () => 'x',
    log: silentLog,
    browser: async () => 'b',
    notify: async () => undefined,
  });
  return { factory, broken, recover };
}

describe('a failure of the browser’s storage is not kept', () => {
  it('an unreadable key is reported as unreadable, and the next request works', async () => {
    const { factory, broken } = await world();
    broken.keys = true;
    expect(await factory.engine()).toMatchObject({ ok: false, failure: { code: 'storage' } });
    broken.keys = false;
    expect(await factory.engine()).toMatchObject({ ok: true });
  });

  it('a database that does not open leaves the connections usable, and is opened by the next request', async () => {
    const openStore = vi.fn<Adapters['openStore']>().mockRejectedValueOnce(LOST).mockResolvedValue(STORE);
    const { factory } = await world(openStore);
    expect(await factory.engine()).toMatchObject({ ok: false, failure: { code: 'storage' } });
    expect(await factory.connectWise()).toMatchObject({ ok: true });
    expect(await factory.engine()).toMatchObject({ ok: true });
    expect(openStore).toHaveBeenCalledTimes(2);
  });

  it('a database held open by another version is named at once, opened once, and used when it opens', async () => {
    const opening = Promise.withResolvers<SyncStore>();
    const openStore = vi.fn<Adapters['openStore']>((_, onBlocked) => {
      onBlocked?.();
      return opening.promise;
    });
    const { factory } = await world(openStore);
    for (let at = 0; at < 2; at++) {
      const engine = await factory.engine();
      expect(engine).toMatchObject({ ok: false, failure: { code: 'storage' } });
      if (!engine.ok) expect(engine.failure.message).toContain('Another version');
    }
    opening.resolve(STORE);
    await opening.promise;
    // Wrapped, so that open panels hear of changes.
    expect((await factory.store()).cursor).toBe(STORE.cursor);
    expect(await factory.engine()).toMatchObject({ ok: true });
    expect(openStore).toHaveBeenCalledOnce();
  });

  it('a recovery that a storage failure stopped is repeated before the engine is used', async () => {
    const { factory, recover } = await world();
    recover.mockRejectedValueOnce(LOST);
    expect(await factory.engine()).toMatchObject({ ok: false, failure: { code: 'storage' } });
    expect(await factory.engine()).toMatchObject({ ok: true });
    expect(await factory.engine()).toMatchObject({ ok: true });
    expect(recover).toHaveBeenCalledTimes(2);
  });
});
