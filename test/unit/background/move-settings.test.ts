import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createKeys } from '../../../lib/background/keys.ts';
import { createMovedStorage } from '../../../lib/background/move-settings.ts';
import { openSettingsStorage, type SettingsStorage } from '../../../lib/db/settings-storage.ts';
import { openVaultKeyStore } from '../../../lib/db/vault-key-store.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { legacyStorage } from '../../../lib/platform/storage.ts';
import { createConnectionStore } from '../../../lib/settings/connection.ts';
import { createPanelMemoryStore } from '../../../lib/settings/panel-memory.ts';
import { createSettingsStore } from '../../../lib/settings/settings.ts';
import { createVault } from '../../../lib/settings/vault.ts';
import type { StorageArea } from '../../../lib/shared/storage-area.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

const SEALED = { iv: 'aXY=', text: 'dGV4dA==' };
const CONNECTWISE = {
  siteUrl: 'na.myconnectwise.net',
  site: 'na.myconnectwise.net',
  apiHost: 'api-na.myconnectwise.net',
  isCloud: true,
  companyId: 'training',
  publicKey: 'public-1',
};
const PORTAL = { kind: 'efs-portal', baseUrl: 'https://portal.example' };
/** As version 0.1 stored it. */
const OLD = {
  settings: { version: 2, value: { ...DEFAULT_SETTINGS, prefix: 'ABC' } },
  panel: { open: { record: true }, width: 420 },
  'browser-id': '3f2a',
  'connection.connectwise': { ...CONNECTWISE, privateKey: SEALED, clientId: SEALED },
  'connection.portal': { ...PORTAL, key: SEALED },
  'connection.connectwise.learned': { site: CONNECTWISE.site, codebase: 'v2025_1/' },
  'connection-health': { portal: { checkedAt: '2026-11-21T19:00:00.000Z' } },
  'connectwise.rate.na.myconnectwise.net': { perMinute: 1 },
};

const local = fakeBrowser.storage.local;

/** A life of the worker. */
function start(storage: SettingsStorage = openSettingsStorage(), hasWorkedBefore = true): StorageArea {
  return createMovedStorage({ storage, legacy: legacyStorage, hasWorkedBefore: async () => hasWorkedBefore });
}

async function expectTaken(storage: StorageArea) {
  expect((await createSettingsStore(storage).read()).prefix).toBe('ABC');
  expect(await createPanelMemoryStore(storage).read()).toEqual(OLD.panel);
  expect(await storage.get('browser-id')).toBe('3f2a');
  const connections = createConnectionStore(storage);
  expect(await connections.connectWise()).toEqual(CONNECTWISE);
  expect(await connections.portal()).toEqual(PORTAL);
  expect(await connections.learned(CONNECTWISE.site)).toEqual({ site: CONNECTWISE.site });
}

describe('the move from storage.local', () => {
  it('takes settings and addresses, none of the sealed keys, and clears what was there', async () => {
    await local.set(OLD);
    await expectTaken(start());
    expect(await local.get(null)).toEqual({});
  });

  it('leaves a connection whose keys are to be entered again, with the reason', async () => {
    await local.set(OLD);
    const storage = start();
    const keys = createKeys(createConnectionStore(storage), createVault(openVaultKeyStore()), async () => ({}));
    for (const opened of [await keys.connectWise(), await keys.portal()]) {
      expect(opened).toMatchObject({
        ok: false,
        failure: {
          code: 'not-connected',
          message: expect.stringContaining('older version'),
          nextStep: expect.stringContaining('enter the keys again'),
        },
      });
    }
  });

  it('happens once: what is planted in storage.local later has no effect, and is not even read', async () => {
    await local.set(OLD);
    await expectTaken(start());
    const evil = { ...OLD['connection.connectwise'], apiHost: 'evil.example' };
    await local.set({ settings: { version: 2, value: { prefix: 'EVIL' } }, 'connection.connectwise': evil });
    const read = vi.spyOn(local, 'get');
    await expectTaken(start());
    expect(read).not.toHaveBeenCalled();
  });

  it('takes nothing in a profile that holds no data of ours: it is new, or its data were cleared', async () => {
    await local.set(OLD);
    const storage = start(openSettingsStorage(), false);
    expect(await createSettingsStore(storage).read()).toEqual(DEFAULT_SETTINGS);
    expect(await createConnectionStore(storage).connectWise()).toBeNull();
    expect(await local.get(null)).toEqual({});
    await local.set(OLD);
    expect(await createConnectionStore(start()).connectWise()).toBeNull();
  });

  /** Calls of the database and of storage.local, in order; each of them may be the last of a worker. */
  const STEPS = ['get', 'read', 'setAll', 'clear', 'set'] as const;

  it.each(STEPS)('goes on after a worker that was killed before “%s”, and after it', async (killedAt) => {
    for (const isAfter of [false, true]) {
      globalThis.indexedDB = new IDBFactory();
      await local.clear();
      await local.set(OLD);
      const dead = () => new Promise<never>(() => {});
      const database = openSettingsStorage();
      const reached = Promise.withResolvers<void>();
      const cut =
        <Input extends unknown[], T>(name: string, call: (...input: Input) => Promise<T>) =>
        async (...input: Input): Promise<T> => {
          if (name !== killedAt) return call(...input);
          if (isAfter) await call(...input);
          reached.resolve();
          return dead();
        };
      const storage = {
        ...database,
        get: cut('get', database.get),
        set: cut('set', database.set),
        setAll: cut('setAll', database.setAll),
      };
      const legacy = { read: cut('read', legacyStorage.read), clear: cut('clear', legacyStorage.clear) };
      void createMovedStorage({ storage, legacy, hasWorkedBefore: async () => true }).get('settings');
      await reached.promise;
      await expectTaken(start());
      expect(await local.get(null)).toEqual({});
    }
  });

  it('that fails is a failure of the storage, not kept, and decides nothing', async () => {
    await local.set(OLD);
    const read = vi.spyOn(local, 'get').mockImplementation((() => Promise.reject(new Error('disk'))) as never);
    const storage = start();
    await expect(storage.get('settings')).rejects.toThrow('storage refused');
    read.mockRestore();
    await expectTaken(storage);
  });

  it('that cannot clear storage.local goes on without it, and clears it at the next start', async () => {
    await local.set(OLD);
    const clear = vi.spyOn(local, 'clear').mockImplementation((() => Promise.reject(new Error('disk'))) as never);
    await expectTaken(start());
    clear.mockRestore();
    await start().get('settings');
    expect(await local.get(null)).toEqual({});
  });
});
