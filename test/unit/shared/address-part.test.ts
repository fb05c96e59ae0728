import { describe, expect, it } from 'vitest';
import { addressPart } from '../../../lib/shared/address-part.ts';
import { createRedactor } from '../../../lib/shared/redact.ts';

describe('a part of an address', () => {
  it.each([
    ['Eddie’s TV & Repair', 'Eddie%E2%80%99s%20TV%20%26%20Repair'],
    ['💾', '%F0%9F%92%BE'],
    // A name that was cut in the middle of a character.
    ['Acme 💾'.slice(0, 6), 'Acme%20%EF%BF%BD'],
    ['\ud800', '%EF%BF%BD'],
  ])('is %s as %s', (text, part) => {
    expect(addressPart(text)).toBe(part);
  });

  it('may be a secret with half a character: what is known of it is taken out', () => {
    expect(createRedactor(['secret-\ud800-key']).message('refused secret-\ud800-key')).toBe('refused •••');
  });
});
