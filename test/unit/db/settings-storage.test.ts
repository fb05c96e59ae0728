import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hasOtherDatabases, openSettingsStorage } from '../../../lib/db/settings-storage.ts';
import { StorageError } from '../../../lib/shared/storage-failure.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('the database of settings', () => {
  it('keeps items across lives of the worker, and forgets what is removed', async () => {
    const storage = openSettingsStorage();
    await storage.set('a', { n: 1 });
    await storage.setAll({ b: 2, c: [3] });
    await storage.remove('b');
    const next = openSettingsStorage();
    expect([await next.get('a'), await next.get('b'), await next.get('c')]).toEqual([{ n: 1 }, undefined, [3]]);
  });

  it('stores all of several items or none', async () => {
    const storage = openSettingsStorage();
    await expect(storage.setAll({ a: 1, b: () => 'no data' })).rejects.toBeInstanceOf(StorageError);
    expect(await storage.get('a')).toBeUndefined();
  });

  it('fails with a StorageError where it cannot be opened, and is opened again by the next call', async () => {
    const storage = openSettingsStorage();
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
    });
    await expect(storage.get('a')).rejects.toBeInstanceOf(StorageError);
    open.mockRestore();
    await storage.set('a', 1);
    expect(await storage.get('a')).toBe(1);
  });

  it('lets a newer version upgrade it, and says so as a failure of the storage', async () => {
    const storage = openSettingsStorage('settings');
    await storage.set('a', 1);
    const newer = await openDB('settings', 2);
    newer.close();
    await expect(storage.get('a')).rejects.toBeInstanceOf(StorageError);
  });

  it('knows whether the profile holds another database of ours', async () => {
    await openSettingsStorage().set('a', 1);
    expect(await hasOtherDatabases()).toBe(false);
    (await openDB('backup-bridge-vault', 1)).close();
    expect(await hasOtherDatabases()).toBe(true);
  });
});
