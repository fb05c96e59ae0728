import type { Failure } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { storageFailure } from '../shared/storage-failure.ts';

/**
 * Secrets at rest. Each is sealed with AES-GCM under a key that the browser made, keeps in a database of its own and never hands out
 * (`extractable: false`); the sealed text lies in extension storage beside the rest of its connection.
 *
 * Protects against: somebody who gets at the storage values alone: a settings export, a support bundle, a sync or backup of
 * extension storage, a content script in Firefox (where storage cannot be closed to it), a look into the database with a viewer.
 * Does not protect against: whoever can run code as this extension, or copies the whole browser profile and opens
 * it with the same browser: sealed text and key are both in there. A password asked at each start would, and would stop
 * the background sync. Measures against that are a separate API member with few rights, and disk encryption.
 *
 * Only `lib/background` imports this. There is no message that reads a secret.
 */
export interface Vault {
  seal(name: SecretName, secret: string): Promise<Sealed>;
  /**
   * Fails with `not-connected` when the key is gone or the text was sealed by another one, and with `storage` when the browser cannot
   * read the key now: then the secret is still there, and nothing has to be entered again.
   */
  open(name: SecretName, sealed: Sealed): Promise<Result<string>>;
}

type SecretName = 'connectwise-private-key' | 'connectwise-client-id' | 'portal-key';

/** Base64. `iv` is 96 random bits, new for every sealing (NIST SP 800-38D). */
export interface Sealed {
  iv: string;
  text: string;
}

export interface VaultKeyStore {
  read(): Promise<CryptoKey | undefined>;
  readOrStore(candidate: CryptoKey): Promise<CryptoKey>;
}

export function createVault(keys: VaultKeyStore): Vault {
  return {
    async seal(name, secret) {
      const key = (await keys.read()) ?? (await keys.readOrStore(await newKey()));
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt(parameters(name, iv), key, new TextEncoder().encode(secret));
      return { iv: toBase64(iv), text: toBase64(new Uint8Array(sealed)) };
    },

    async open(name, sealed) {
      const key = await readKey(keys);
      if (!key.ok) return key;
      try {
        const secret = await crypto.subtle.decrypt(
          parameters(name, fromBase64(sealed.iv)),
          key.value,
          fromBase64(sealed.text),
        );
        return ok(new TextDecoder().decode(secret));
      } catch {
        // Another key, another name, or damaged text: for the user it is the same, the secret must be entered again.
        return fail(KEY_GONE);
      }
    },
  };
}

async function readKey(keys: VaultKeyStore): Promise<Result<CryptoKey>> {
  try {
    const key = await keys.read();
    return key ? ok(key) : fail(KEY_GONE);
  } catch (error) {
    return fail(storageFailure(error) ?? NOT_NOW);
  }
}

const NOT_NOW: Failure = {
  code: 'storage',
  message: 'The stored keys cannot be read now.',
  nextStep: 'They are read again by themselves. If this message stays, restart the browser.',
};

const KEY_GONE: Failure = {
  code: 'not-connected',
  message: 'The stored keys can no longer be read: the browser has lost the key that they were sealed with.',
  nextStep: 'Enter the keys again under Options › Connections.',
};

function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** The name is authenticated with the text, so that one sealed secret cannot be put in another's place. */
function parameters(name: SecretName, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) };
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
