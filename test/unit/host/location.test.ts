import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { compressString } from 'lzma1';
import { describe, expect, it } from 'vitest';
import { readLocation } from '../../../lib/host/location.ts';
import { readHash } from '../../../lib/host/state-hash.ts';

const SITE = 'https://na.myconnectwise.net/v2025_1/ConnectWise.aspx?locale=en_US';
const samplesFile = resolve(process.env.CONTRACTS ?? '../shared/contracts', 'location-samples.json');

/** Writes a hash as ConnectWise does (cw-dom §1). */
function hashOf(state: unknown, suffix?: string): string {
  const base64 = Buffer.from(compressString(JSON.stringify(state))).toString('base64');
  // lzma1 writes another dictionary size than ConnectWise; the reader takes only ConnectWise's.
  const bytes = Buffer.from(base64, 'base64');
  bytes.set([0x5d, 0x00, 0x00, 0x08, 0x00]);
  const text = bytes.toString('base64').replaceAll('+', '$').replaceAll('/', '_');
  return `#${text}${suffix ? `??${suffix}` : ''}`;
}

describe.skipIf(!existsSync(samplesFile))('real hashes from public pages', () => {
  const samples: { hash: string; suffix: string | null; state: Record<string, unknown> }[] = existsSync(samplesFile)
    ? JSON.parse(readFileSync(samplesFile, 'utf8'))
    : [];

  it.each(samples)('are decoded: $suffix', ({ hash, suffix, state }) => {
    expect(readHash(hash)).toEqual({ form: 'compressed', suffix, state });
  });

  it('name the setup table and no record where rd is 0 (a new one)', () => {
    const setup = samples.find(({ state }) => state.p === 'setup_tables');
    const location = readLocation(`${SITE}${setup?.hash}`);
    expect(location).toMatchObject({ screenKey: 'setup_tables', setupTable: 'Company Type', recordIds: [] });
  });
});

describe('readLocation', () => {
  it('collects every record id, the deepest last, and the tab keys', () => {
    const state = {
      p: 'company_x',
      s: { p: { rd: 250, idxk: 'agreements', p_0: { p_1: { rd: 57, idxk: 'additions', p_1: { rd: 4711 } } } } },
    };
    expect(readLocation(`${SITE}${hashOf(state, 'CompanyDetail')}`)).toEqual({
      sureness: 'state',
      screen: 'company',
      tab: 'additions',
      screenKey: 'company_x',
      suffix: 'CompanyDetail',
      recordIds: [250, 57, 4711],
      tabKeys: ['agreements', 'additions'],
      setupTable: null,
      routeTo: null,
      locale: 'en_US',
    });
  });

  it('reads the plain form', () => {
    const state = encodeURIComponent('{"p":"sr150","s":{"p":{"pid":184,"rd":26251,"screenid":"sr100"}}}');
    expect(readLocation(`${SITE}#startscreen=sr150&state=${state}`)).toMatchObject({
      sureness: 'state',
      screenKey: 'sr150',
      recordIds: [26251],
    });
    expect(readLocation(`${SITE}#startscreen=sr200`).screenKey).toBe('sr200');
  });

  it('takes the entry link only as a hint, and not at all once the app wrote a hash', () => {
    const entry = `${SITE}&routeTo=CompanyFV&recid=250`;
    expect(readLocation(entry)).toMatchObject({ sureness: 'hint', routeTo: 'CompanyFV', recordIds: [250] });
    const later = readLocation(`${entry}${hashOf({ p: 'x', s: { p: { rd: 7 } } }, 'CompanyDetail')}`);
    expect(later).toMatchObject({ sureness: 'state', recordIds: [7] });
    expect(readLocation(`${entry}${hashOf({ p: 'sr200', s: {} })}`).recordIds).toEqual([]);
  });

  it.each([
    ['no record id', '{"rd":"250"}'],
    ['a fraction', '{"rd":2.5}'],
    ['a negative id', '{"rd":-2}'],
    ['an id beyond 32 bits', '{"rd":99999999999}'],
  ])('does not take %s for a record', (_, state) => {
    expect(readLocation(`${SITE}#startscreen=x&state=${encodeURIComponent(state)}`).recordIds).toEqual([]);
  });
});

describe('hostile hashes', () => {
  const good = hashOf({ p: 'x', rd: 5, filler: 'abc'.repeat(200) });

  it('refuses a declared size beyond the limit, and an undeclared one, before decoding', () => {
    for (const size of [65_537n, 2n ** 40n, 2n ** 64n - 1n]) {
      const bytes = Buffer.from(good.slice(1).replaceAll('$', '+').replaceAll('_', '/'), 'base64');
      bytes.writeBigUInt64LE(size, 5);
      const hash = `#${bytes.toString('base64').replaceAll('+', '$').replaceAll('/', '_')}`;
      expect(readHash(hash).form).toBe('none');
    }
  });

  it('refuses other stream properties: a large dictionary would cost memory', () => {
    const bytes = Buffer.from(good.slice(1).replaceAll('$', '+').replaceAll('_', '/'), 'base64');
    bytes.writeUInt32LE(0x7fffffff, 1);
    expect(readHash(`#${bytes.toString('base64').replaceAll('+', '$').replaceAll('/', '_')}`).form).toBe('none');
  });

  it('refuses truncated streams', () => {
    for (const keep of [8, 20, 40, good.length - 12]) expect(readHash(good.slice(0, keep)).form).toBe('none');
  });

  it('refuses a text longer than any hash of ConnectWise', () => {
    expect(readHash(`#XQAACA${'A'.repeat(40_000)}`)).toEqual({ form: 'none', suffix: null, state: undefined });
  });

  it('stops at the depth and node limits of a deep or wide state', () => {
    const deep = `${'{"a":'.repeat(2_000)}{"rd":9}${'}'.repeat(2_000)}`;
    expect(readLocation(`${SITE}#startscreen=x&state=${encodeURIComponent(deep)}`).recordIds).toEqual([]);
    const wide = { p: 'x', list: Array.from({ length: 3_000 }, () => ({})), s: { s: { rd: 9 } } };
    expect(readLocation(`${SITE}${hashOf(wide)}`).recordIds).toEqual([]);
  });

  it('answers any text without throwing, in bounded time', () => {
    const damaged = fc
      .tuple(fc.integer({ min: 24, max: good.length - 1 }), fc.constantFrom(...'ABCxyz019$_='))
      .map(([at, character]) => good.slice(0, at) + character + good.slice(at + 1));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          damaged,
          fc.base64String().map((b) => `#XQAACA${b}`),
        ),
        (text) => {
          const started = performance.now();
          const location = readLocation(text);
          expect(location.recordIds.length).toBeLessThanOrEqual(8);
          expect(performance.now() - started).toBeLessThan(500);
        },
      ),
      { numRuns: 300 },
    );
  });
});
