import type { Failure } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { storageFailure } from '../shared/storage-failure.ts';

/**
 * Secrets at rest. Each is sealed with AES-GCM under a key that the browser made, keeps in a database of its own and never hands out
 * (`extractable: false`). What the secret is bound to is authenticated with it: whoever changes the address, the company ID or the
 * public key beside it makes it unreadable.
 *
 * Protects against: somebody who gets at the stored values alone: a support bundle, a backup of extension storage, a look into the
 * database with a viewer, and against changing them. Does not protect against: whoever can run code as this extension, or copies
 * the whole browser profile and opens it with the same browser: sealed text and key are both in there. A password asked at each
 * start would, and would stop the background sync. Measures against that are a separate API member with few rights, and disk
 * encryption.
 *
 * Only `lib/background` imports this. There is no message that reads a secret.
 */
export interface Vault {
  seal(binding: Binding, secret: string): Promise<Sealed>;
  /**
   * Fails with `not-connected` when the key is gone, or the text was sealed by another one or for something else, and with `storage`
   * when the browser cannot read the key now: then the secret is still there, and nothing has to be entered again.
   */
  open(binding: Binding, sealed: Sealed): Promise<Result<string>>;
  /** Deletes the key: what was sealed with it can never be opened again. */
  forget(): Promise<void>;
}

export type SecretName = 'connectwise-private-key' | 'connectwise-client-id' | 'portal-key';

/** What a secret is for. It can be opened with the very same binding only. */
export interface Binding {
  secret: SecretName;
  /** Pairs of a name that users know, e.g. `company ID`, and its value. In one order. */
  to: readonly (readonly [name: string, value: string])[];
}

/** Base64. `iv` is 96 random bits, new for every sealing (NIST SP 800-38D). */
export interface Sealed {
  iv: string;
  text: string;
  /** What it was bound to, as text: only to say what is another now. What counts is authenticated with `text`. */
  boundTo: string;
}

export interface VaultKeyStore {
  read(): Promise<CryptoKey | undefined>;
  readOrStore(candidate: CryptoKey): Promise<CryptoKey>;
  remove(): Promise<void>;
}

export function createVault(keys: VaultKeyStore): Vault {
  return {
    async seal(binding, secret) {
      const key = (await keys.read()) ?? (await keys.readOrStore(await newKey()));
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt(parameters(binding, iv), key, new TextEncoder().encode(secret));
      return { iv: toBase64(iv), text: toBase64(new Uint8Array(sealed)), boundTo: textOf(binding) };
    },

    async open(binding, sealed) {
      const key = await readKey(keys);
      if (!key.ok) return key;
      try {
        const secret = await crypto.subtle.decrypt(
          parameters(binding, fromBase64(sealed.iv)),
          key.value,
          fromBase64(sealed.text),
        );
        return ok(new TextDecoder().decode(secret));
      } catch {
        const changed = changedParts(binding, sealed);
        // Otherwise another key, or damaged text: for the user it is the same, the secret must be entered again.
        return fail(changed.length > 0 ? boundToOther(changed) : KEY_GONE);
      }
    },

    forget: () => keys.remove(),
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

/** Comes before what is authenticated, so that a later form is never taken for this one. */
const FORMAT = 'backup-bridge 2';

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

function boundToOther(changed: readonly string[]): Failure {
  const names = changed.join(' and the ');
  return {
    code: 'not-connected',
    message: `The stored keys cannot be used: the ${names} changed after they were stored, and keys are sent to no other place.`,
    nextStep: `Check the ${names}, then enter the keys again under Options › Connections.`,
  };
}

/** Returns the names of what the binding says otherwise than the sealed text; all of them where that cannot be read. */
function changedParts(binding: Binding, { boundTo }: Sealed): string[] {
  if (boundTo === textOf(binding)) return [];
  return binding.to.filter((part) => !boundTo.includes(JSON.stringify(part))).map(([name]) => name);
}

function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

function parameters(binding: Binding, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(textOf(binding)) };
}

/** JSON keeps the parts apart: no value can pass for two. */
function textOf({ secret, to }: Binding): string {
  return JSON.stringify([FORMAT, secret, to]);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
