import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLzma } from '../../../lib/host/lzma.ts';
import { packJson } from '../../simulator/pages/client/location.js';

const LIMIT = 65_536;
const samplesFile = resolve(process.env.CONTRACTS ?? '../shared/contracts', 'location-samples.json');

/** The bytes of the packed part of a hash. */
function bytesOf(packed: string): Uint8Array {
  return new Uint8Array(Buffer.from(packed.replaceAll('$', '+').replaceAll('_', '/'), 'base64'));
}

const pack = (text: string) => bytesOf(packJson(text));
const textOf = (bytes: Uint8Array) => {
  const decoded = decodeLzma(bytes, LIMIT);
  return decoded.ok ? new TextDecoder().decode(decoded.bytes) : decoded.reason;
};

/** An encoder writes an end mark that a reader who knows the size can do without; whatever is cut before it is missed. */
function expectCutsNoticed(bytes: Uint8Array): void {
  const whole = textOf(bytes);
  for (let length = 0; length < bytes.length; length++) {
    const text = textOf(bytes.slice(0, length));
    if (length < bytes.length - 12 || text !== whole) expect(text).toBe('truncated');
  }
}

/** Repeats of several distances and lengths, so that every kind of match is there. */
function repetitive(size: number): string {
  const parts = Array.from({ length: size }, (_, index) => `{"rd":${(index * index) % 97},"idxk":"tab${index % 7}"}`);
  return `[${parts.join(', ')}]${'0'.repeat(700)}${parts.slice(0, 40).join('; ')}`;
}

describe.skipIf(!existsSync(samplesFile))('streams of real hashes', () => {
  const samples: { hash: string; state: unknown }[] = existsSync(samplesFile)
    ? JSON.parse(readFileSync(samplesFile, 'utf8'))
    : [];
  const packedOf = (hash: string) => bytesOf(hash.slice(1).split('??')[0] ?? '');

  it.each(samples)('are decoded: $state', ({ hash, state }) => {
    expect(JSON.parse(textOf(packedOf(hash)))).toEqual(state);
  });

  it.each(samples)('return no other text wherever they are cut: $state', ({ hash }) =>
    expectCutsNoticed(packedOf(hash)),
  );

  it.each(samples)('return bytes or a reason whatever bit is changed: $state', ({ hash }) => {
    const bytes = packedOf(hash);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = bytes.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => decodeLzma(damaged, LIMIT)).not.toThrow();
    }
  });
});

describe('streams of another encoder', () => {
  it.each([
    ['one byte', '0'],
    ['no repeat', '{"p":"sr150"}'],
    ['one repeat', '0'.repeat(LIMIT)],
    ['many repeats', repetitive(1_000)],
    ['other languages', 'Gerätekopplung 🛰 ｍａｎａｇｅｄ'.repeat(9)],
  ])('are decoded: %s', (_, text) => expect(textOf(pack(text))).toBe(text));

  it('are decoded whatever the text is', () => {
    const words = fc.array(fc.oneof(fc.string(), fc.constantFrom('ab', 'abc', '"rd":5, ', '00000000')), {
      minLength: 1,
    });
    fc.assert(
      fc.property(words, (parts) => {
        const text = `.${parts.join('')}`;
        expect(textOf(pack(text))).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('are decoded when they are a part of more bytes', () => {
    const bytes = pack('{"p":"sr150"}');
    const around = new Uint8Array(bytes.length + 20).fill(0xff);
    around.set(bytes, 10);
    expect(textOf(around.subarray(10))).toBe('{"p":"sr150"}');
  });
});

describe('streams that are refused', () => {
  const good = pack(repetitive(20));
  const withHeader = (edit: (view: DataView) => void) => {
    const bytes = good.slice();
    edit(new DataView(bytes.buffer));
    return bytes;
  };

  it('declare more than the limit, or no size', () => {
    for (const size of [65_537n, 2n ** 40n, 2n ** 64n - 1n]) {
      expect(textOf(withHeader((view) => view.setBigUint64(5, size, true)))).toBe('too-large');
    }
    expect(decodeLzma(good, 100)).toEqual({ ok: false, reason: 'too-large' });
  });

  it('have other properties', () => {
    expect(textOf(withHeader((view) => view.setUint8(0, 0x5e)))).toBe('unsupported');
  });

  it('are cut, or declare more than they hold', () => {
    expectCutsNoticed(good);
    expect(['truncated', 'corrupted']).toContain(textOf(withHeader((view) => view.setBigUint64(5, 65_536n, true))));
  });

  it('start as no encoder does, or repeat data from before the start', () => {
    expect(textOf(withHeader((view) => view.setUint8(13, 1)))).toBe('corrupted');
    expect(textOf(withHeader((view) => view.setUint32(14, 0xffffffff)))).toBe('corrupted');
    expect(textOf(withHeader((view) => view.setUint32(14, 0xfffffffe)))).toBe('corrupted');
  });

  it('never throw and never hang, whatever follows the header', () => {
    const header = [...good.slice(0, 5), 0, 0, 1, 0, 0, 0, 0, 0, 0];
    const fills = [0x00, 0x55, 0xff].map((byte) => new Uint8Array(20_000).fill(byte));
    for (const fill of fills) expect(() => decodeLzma(new Uint8Array([...header, ...fill]), LIMIT)).not.toThrow();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), (body) => {
        const decoded = decodeLzma(new Uint8Array([...header, ...body]), LIMIT);
        expect(decoded.ok ? decoded.bytes.length : decoded.reason).toSatisfy((result) =>
          [LIMIT, 'truncated', 'corrupted'].includes(result),
        );
      }),
      { numRuns: 500 },
    );
  });
});
