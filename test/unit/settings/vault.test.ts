import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { openVaultKeyStore } from '../../../lib/db/vault-key-store.ts';
import { connectWiseBinding, portalBinding } from '../../../lib/settings/bindings.ts';
import { createVault, type VaultKeyStore } from '../../../lib/settings/vault.ts';

const SECRET = 'pr1v4te-k€y';

const CONNECTWISE = {
  siteUrl: 'na.myconnectwise.net',
  site: 'na.myconnectwise.net',
  apiHost: 'api-na.myconnectwise.net',
  isCloud: true,
  companyId: 'training',
  publicKey: 'public-1',
};
const PORTAL = { kind: 'efs-portal', baseUrl: 'https://portal.example/api' } as const;

const PRIVATE_KEY = connectWiseBinding('connectwise-private-key', CONNECTWISE);
const CLIENT_ID = connectWiseBinding('connectwise-client-id', CONNECTWISE);
const PORTAL_KEY = portalBinding(PORTAL);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('vault', () => {
  it('opens what it sealed, also after the worker was started again', async () => {
    const sealed = await createVault(openVaultKeyStore()).seal(PRIVATE_KEY, SECRET);
    const opened = await createVault(openVaultKeyStore()).open(PRIVATE_KEY, sealed);
    expect(opened).toEqual({ ok: true, value: SECRET });
  });

  it('stores nothing that reads like the secret, and never the same text twice', async () => {
    const vault = createVault(openVaultKeyStore());
    const [one, two] = [await vault.seal(PORTAL_KEY, SECRET), await vault.seal(PORTAL_KEY, SECRET)];
    expect(JSON.stringify([one, two])).not.toContain(SECRET);
    expect(JSON.stringify([one, two])).not.toContain(btoa('pr1v4te'));
    expect(one.text).not.toBe(two.text);
    expect(one.iv).not.toBe(two.iv);
  });

  it('keeps a key that cannot be exported', async () => {
    const keys = openVaultKeyStore();
    await createVault(keys).seal(PORTAL_KEY, SECRET);
    const key = await keys.read();
    if (!key) throw new Error('No key was stored.');
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  it('makes one key, even when two secrets are sealed at once', async () => {
    const vault = createVault(openVaultKeyStore());
    const [one, two] = await Promise.all([vault.seal(PORTAL_KEY, 'a'), vault.seal(CLIENT_ID, 'b')]);
    expect(await vault.open(PORTAL_KEY, one)).toEqual({ ok: true, value: 'a' });
    expect(await vault.open(CLIENT_ID, two)).toEqual({ ok: true, value: 'b' });
  });

  it('says that the keys must be entered again when its key is gone, or was deleted', async () => {
    const vault = createVault(openVaultKeyStore());
    const sealed = await vault.seal(PORTAL_KEY, SECRET);
    await vault.forget();
    const deleted = await vault.open(PORTAL_KEY, sealed);
    globalThis.indexedDB = new IDBFactory();
    for (const opened of [deleted, await createVault(openVaultKeyStore()).open(PORTAL_KEY, sealed)]) {
      expect(opened).toMatchObject({
        ok: false,
        failure: {
          code: 'not-connected',
          message: expect.stringContaining('lost the key'),
          nextStep: expect.stringContaining('Enter the keys again'),
        },
      });
    }
  });

  it('refuses damaged text', async () => {
    const vault = createVault(openVaultKeyStore());
    const sealed = await vault.seal(PORTAL_KEY, SECRET);
    const changed = sealed.text.startsWith('A') ? `B${sealed.text.slice(1)}` : `A${sealed.text.slice(1)}`;
    expect((await vault.open(PORTAL_KEY, { ...sealed, text: changed })).ok).toBe(false);
    expect((await vault.open(PORTAL_KEY, { ...sealed, text: 'not base64!' })).ok).toBe(false);
  });

  it('cannot read now is not gone: a key store that does not open is a failure of the storage', async () => {
    const refuse = () => Promise.reject(new DOMException('gone', 'UnknownError'));
    const broken: VaultKeyStore = { read: refuse, readOrStore: refuse, remove: refuse };
    expect(await createVault(broken).open(PORTAL_KEY, { iv: 'AA==', text: 'AA==', boundTo: '' })).toMatchObject({
      ok: false,
      failure: { code: 'storage', nextStep: expect.not.stringContaining('Enter the keys again') },
    });
  });
});

describe('a sealed key is bound to what it is for', () => {
  const CHANGES: [string, RegExp, ReturnType<typeof portalBinding>, ReturnType<typeof portalBinding>][] = [
    [
      'the site',
      /address of ConnectWise/,
      PRIVATE_KEY,
      connectWiseBinding('connectwise-private-key', { ...CONNECTWISE, site: 'eu.myconnectwise.net' }),
    ],
    [
      'the host of the API',
      /address of its REST API/,
      PRIVATE_KEY,
      connectWiseBinding('connectwise-private-key', { ...CONNECTWISE, apiHost: 'evil.example' }),
    ],
    [
      'the company ID',
      /company ID/,
      CLIENT_ID,
      connectWiseBinding('connectwise-client-id', { ...CONNECTWISE, companyId: 'sandbox' }),
    ],
    [
      'the public key',
      /public key/,
      PRIVATE_KEY,
      connectWiseBinding('connectwise-private-key', { ...CONNECTWISE, publicKey: 'public-2' }),
    ],
    [
      'the origin of the portal',
      /address of the portal/,
      PORTAL_KEY,
      portalBinding({ ...PORTAL, baseUrl: 'https://portal.example:8443/api' }),
    ],
    ['the kind of portal', /kind of portal/, PORTAL_KEY, portalBinding({ ...PORTAL, kind: 'x360recover' })],
  ];

  it.each(CHANGES)('%s changed: unreadable, with the reason', async (_, says, binding, other) => {
    const vault = createVault(openVaultKeyStore());
    const sealed = await vault.seal(binding, SECRET);
    const opened = await vault.open(other, sealed);
    expect(opened).toMatchObject({
      ok: false,
      failure: {
        code: 'not-connected',
        message: expect.stringMatching(says),
        nextStep: expect.stringContaining('enter the keys again'),
      },
    });
    // Who changes the address also changes what stands beside it in the clear: still unreadable.
    const forged = { ...sealed, boundTo: (await vault.seal(other, 'x')).boundTo };
    expect((await vault.open(other, forged)).ok).toBe(false);
    expect(await vault.open(binding, forged)).toEqual({ ok: true, value: SECRET });
  });

  it('one secret cannot stand in the place of another', async () => {
    const vault = createVault(openVaultKeyStore());
    expect((await vault.open(CLIENT_ID, await vault.seal(PRIVATE_KEY, SECRET))).ok).toBe(false);
  });

  it('another path of the same portal is the same origin', async () => {
    const vault = createVault(openVaultKeyStore());
    const sealed = await vault.seal(PORTAL_KEY, SECRET);
    expect((await vault.open(portalBinding({ ...PORTAL, baseUrl: 'https://portal.example' }), sealed)).ok).toBe(true);
  });
});
