import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { openVaultKeyStore } from '../../../lib/db/vault-key-store.ts';
import { createVault, type VaultKeyStore } from '../../../lib/settings/vault.ts';

describe('vault', () => {
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
  });

  const SECRET = 'pr1v4te-k€y';

  it('opens what it sealed, also after the worker was started again', async () => {
    const sealed = await createVault(openVaultKeyStore()).seal('connectwise-private-key', SECRET);
    const opened = await createVault(openVaultKeyStore()).open('connectwise-private-key', sealed);
    expect(opened).toEqual({ ok: true, value: SECRET });
  });

  it('stores nothing that reads like the secret, and never the same text twice', async () => {
    const vault = createVault(openVaultKeyStore());
    const [one, two] = [await vault.seal('portal-key', SECRET), await vault.seal('portal-key', SECRET)];
    expect(JSON.stringify([one, two])).not.toContain(SECRET);
    expect(JSON.stringify([one, two])).not.toContain(btoa('pr1v4te'));
    expect(one.text).not.toBe(two.text);
    expect(one.iv).not.toBe(two.iv);
  });

  it('keeps a key that cannot be exported', async () => {
    const keys = openVaultKeyStore();
    await createVault(keys).seal('portal-key', SECRET);
    const key = await keys.read();
    if (!key) throw new Error('No key was stored.');
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  it('makes one key, even when two secrets are sealed at once', async () => {
    const vault = createVault(openVaultKeyStore());
    const [one, two] = await Promise.all([vault.seal('portal-key', 'a'), vault.seal('connectwise-client-id', 'b')]);
    expect(await vault.open('portal-key', one)).toEqual({ ok: true, value: 'a' });
    expect(await vault.open('connectwise-client-id', two)).toEqual({ ok: true, value: 'b' });
  });

  it('reports that the keys must be entered again when its key is missing', async () => {
    const sealed = await createVault(openVaultKeyStore()).seal('portal-key', SECRET);
    globalThis.indexedDB = new IDBFactory();
    const opened = await createVault(openVaultKeyStore()).open('portal-key', sealed);
    expect(opened).toMatchObject({ ok: false, failure: { code: 'not-connected' } });
    if (!opened.ok) expect(opened.failure.nextStep).toContain('Enter the keys again');
  });

  it('refuses a secret that was sealed under another name, and damaged text', async () => {
    const vault = createVault(openVaultKeyStore());
    const sealed = await vault.seal('portal-key', SECRET);
    expect((await vault.open('connectwise-private-key', sealed)).ok).toBe(false);
    const changed = sealed.text.startsWith('A') ? `B${sealed.text.slice(1)}` : `A${sealed.text.slice(1)}`;
    expect((await vault.open('portal-key', { ...sealed, text: changed })).ok).toBe(false);
    expect((await vault.open('portal-key', { ...sealed, text: 'not base64!' })).ok).toBe(false);
  });

  it('reports an unreadable key store as a failure of the storage, not as a missing key', async () => {
    const broken: VaultKeyStore = {
      read: () => Promise.reject(new DOMException('gone', 'UnknownError')),
      readOrStore: () => Promise.reject(new DOMException('gone', 'UnknownError')),
    };
    expect(await createVault(broken).open('portal-key', { iv: 'AA==', text: 'AA==' })).toMatchObject({
      ok: false,
      failure: { code: 'storage', nextStep: expect.not.stringContaining('Enter the keys again') },
    });
  });
});
