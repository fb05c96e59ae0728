import fc from 'fast-check';
import { compress } from 'lzma1';
import { describe, expect, it } from 'vitest';
import { decodeLzma } from '../../../lib/host/lzma.ts';

const HEADER = 13;
const roundTrip = (bytes: Uint8Array) => {
  const packed = new Uint8Array(compress(bytes));
  return decodeLzma(packed, HEADER, bytes.length);
};

describe('decodeLzma', () => {
  it('undoes another author’s encoder on any bytes', () => {
    const repeating = fc
      .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 60 })), {
        maxLength: 12,
      })
      .map((parts) =>
        Uint8Array.from(parts.flatMap(([bytes, times]) => Array.from({ length: times }, () => [...bytes]).flat())),
      );
    const text = fc.json({ maxDepth: 6 }).map((json) => new TextEncoder().encode(json.repeat(3)));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), repeating, text), (bytes) => {
        if (bytes.length === 0) return;
        expect(roundTrip(bytes)).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('follows far matches', () => {
    const noise = Uint8Array.from({ length: 12_000 }, (_, i) => (Math.imul(i + 1, 2_654_435_761) >>> 13) & 0xff);
    const bytes = new Uint8Array([...noise, ...noise.slice(0, 6_000)]);
    expect(roundTrip(bytes)).toEqual(bytes);
  }, 60_000);

  it('refuses what ends early or is damaged, and never throws', () => {
    const bytes = new TextEncoder().encode(JSON.stringify(Array.from({ length: 80 }, (_, i) => ({ p: `k${i}` }))));
    const packed = new Uint8Array(compress(bytes));
    for (const keep of [0, 4, 13, 17, 18, 40, packed.length - 20]) {
      expect(decodeLzma(packed.slice(0, keep), HEADER, bytes.length)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 65_536 }), (garbage, size) => {
        const answer = decodeLzma(garbage, 0, size);
        expect(answer === undefined || answer.length === size).toBe(true);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
