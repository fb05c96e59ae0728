/**
 * What a passphrase is checked against: PBKDF2 with SHA-256. It cannot be turned back into the passphrase, and every guess costs
 * as much as it costs us. It is no key: nothing is encrypted with it (SECURITY.md).
 */
export interface Verifier {
  /** Base64, 16 random bytes. */
  salt: string;
  iterations: number;
  /** Base64, 32 bytes. */
  hash: string;
}

/** Makes and checks verifiers. */
export interface Passphrases {
  verifierOf(passphrase: string): Promise<Verifier>;
  matches(passphrase: string, verifier: Verifier): Promise<boolean>;
}

/** As many as OWASP recommends for PBKDF2 with SHA-256 (Password Storage Cheat Sheet, 2023). */
const ITERATIONS = 600_000;
const SALT_BYTES = 16;
const HASH_BITS = 256;

/** The real ones, by WebCrypto. */
export const webCryptoPassphrases: Passphrases = {
  async verifierOf(passphrase) {
    const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
    const hash = await derive(passphrase, salt, ITERATIONS);
    return { salt: toBase64(salt), iterations: ITERATIONS, hash: toBase64(hash) };
  },
  async matches(passphrase, { salt, iterations, hash }) {
    return isEqual(await derive(passphrase, fromBase64(salt), iterations), fromBase64(hash));
  },
};

/** One keyboard composes what another types as one character: both mean the same passphrase. */
async function derive(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<Uint8Array> {
  const text = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const key = await crypto.subtle.importKey('raw', text, 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, HASH_BITS),
  );
}

/** Looks at every byte, wherever the first difference is. */
function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  let difference = one.length ^ other.length;
  for (const [at, byte] of one.entries()) difference |= byte ^ (other[at] ?? 0);
  return difference === 0;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
