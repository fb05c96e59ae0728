import { describe, expect, it, vi } from 'vitest';
import { webCryptoPassphrases } from '../../../lib/settings/passphrase.ts';

const { verifierOf, matches } = webCryptoPassphrases;

describe('a verifier', () => {
  it('is made with 600,000 iterations of PBKDF2-SHA-256 and a random salt of 16 bytes', async () => {
    const derive = vi.spyOn(crypto.subtle, 'deriveBits');
    const verifier = await verifierOf('correct horse');
    const [algorithm, , bits] = derive.mock.calls[0] ?? [];
    expect(algorithm).toMatchObject({ name: 'PBKDF2', hash: 'SHA-256', iterations: 600_000 });
    expect(bits).toBe(256);
    expect(verifier.iterations).toBe(600_000);
    expect(atob(verifier.salt)).toHaveLength(16);
    expect(atob(verifier.hash)).toHaveLength(32);
    const other = await verifierOf('correct horse');
    expect(other.salt).not.toBe(verifier.salt);
    expect(other.hash).not.toBe(verifier.hash);
    expect(JSON.stringify(verifier)).not.toContain('correct');
  });

  it('matches its passphrase and no other', async () => {
    const verifier = await verifierOf('correct horse');
    expect(await matches('correct horse', verifier)).toBe(true);
    for (const wrong of ['correct horsf', 'Correct horse', 'correct horse ', ''])
      expect(await matches(wrong, verifier), wrong).toBe(false);
  });

  it('matches what another keyboard composes differently', async () => {
    expect(await matches('Schlu\u0308ssel', await verifierOf('Schl\u00fcssel'))).toBe(true);
  });

  it('is the published one (RFC 7914, section 11: PBKDF2-HMAC-SHA-256 of "passwd" and "salt")', async () => {
    const hash = Buffer.from('55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc', 'hex');
    const verifier = { salt: btoa('salt'), iterations: 1, hash: hash.toString('base64') };
    expect(await matches('passwd', verifier)).toBe(true);
  });
});
