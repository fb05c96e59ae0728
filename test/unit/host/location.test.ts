import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLocation } from '../../../lib/host/location.ts';
import { readHash } from '../../../lib/host/state-hash.ts';
import { packJson } from '../../simulator/pages/client/location.js';

const SITE = 'https://na.myconnectwise.net/v2025_1/ConnectWise.aspx?locale=en_US';
const samplesFile = resolve(process.env.CONTRACTS ?? '../shared/contracts', 'location-samples.json');

/** Writes a hash as ConnectWise does (docs/reference/connectwise-pages.md#location-hash). */
function hashOf(state: unknown, suffix?: string): string {
  return hashOfText(JSON.stringify(state), suffix);
}

function hashOfText(json: string, suffix?: string): string {
  return `#${packJson(json)}${suffix ? `??${suffix}` : ''}`;
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

  it('uses the entry link only as a hint, and not at all once the app wrote a hash', () => {
    const entry = `${SITE}&routeTo=CompanyFV&recid=250`;
    expect(readLocation(entry)).toMatchObject({ sureness: 'hint', routeTo: 'CompanyFV', recordIds: [250] });
    const later = readLocation(`${entry}${hashOf({ p: 'x', s: { p: { rd: 7 } } }, 'CompanyDetail')}`);
    expect(later).toMatchObject({ sureness: 'state', recordIds: [7] });
    expect(readLocation(`${entry}${hashOf({ p: 'sr200', s: {} })}`).recordIds).toEqual([]);
  });

  const screenAt = (address: string) => {
    const { screen, tab, sureness } = readLocation(address);
    return [screen, tab, sureness];
  };
  const record = (p: string, rd: number, idxk?: string) => ({ p, s: { p: { rd, ...(idxk && { idxk }) } } });

  it.each([
    ['CompanyDetail', record('x', 250), 'company', 'Detail'],
    ['CompanyServiceList', record('x', 250), 'company', 'ServiceList'],
    ['CompanyDetail', record('x', 250, 'agreements'), 'company', 'agreements'],
    ['CompanyDetail', record('x', 250, 'management'), 'company-management', 'management'],
    ['CompanyManagement', record('x', 250), 'company-management', 'Management'],
    ['CompanyDetail', record('x', 0), null, 'Detail'],
    ['CompanySearchList', record('x', 250), null, null],
    ['ServiceTicket', record('x', 26251), 'service-ticket', null],
    ['ServiceTicketNew', record('x', 0), 'service-ticket', null],
    ['ServiceBoard', record('sr150', 26251), null, null],
    [undefined, record('sr150', 26251), 'service-ticket', null],
    [undefined, record('sr150', 0), null, null],
    [undefined, record('sr200', 2770, 'board'), null, 'board'],
  ])('returns the screen as far as the address names it: %s %o', (suffix, state, screen, tab) => {
    expect(screenAt(`${SITE}${hashOf(state, suffix)}`)).toEqual([screen, tab, 'state']);
  });

  it.each([
    ['Managed Devices Integration', 0, 'integration-list'],
    ['Managed Devices Integration', 5, null],
    ['Management IT Solution', 5, 'management-solution'],
    ['Management IT', 0, null],
    ['Service Board', 5, null],
    ['Company Type', 5, null],
  ])('returns the setup table %s with record %d', (st, rd, screen) => {
    const state = { p: 'setup_tables', s: { p: { i: 1, p_1: { i: 1, p_1: { rd } }, st } } };
    expect(readLocation(`${SITE}${hashOf(state)}`)).toMatchObject({ screen, setupTable: st });
  });

  it.each([
    ['?routeTo=CompanyFV&recid=250', 'company', 250],
    ['?routeTo=AgreementFV&recid=57', 'agreement', 57],
    ['?routeTo=ServiceFV&srRecID=26251', 'service-ticket', 26251],
    ['?srRecID=26251', 'service-ticket', 26251],
    ['?routeTo=ContactFV&recid=3', null, 3],
    ['?routeTo=__proto__&recid=3', null, 3],
    ['?routeTo=constructor&recid=3', null, 3],
  ])('uses an entry link as a hint: %s', (query, screen, id) => {
    const location = readLocation(`https://na.myconnectwise.net/v4_6_release/connectwise.aspx${query}`);
    expect(location).toMatchObject({ sureness: 'hint', screen, recordIds: [id] });
  });

  it('reads the other deep links', () => {
    const system = 'https://cw.msp.example/v4_6_release/services/system_io';
    expect(readLocation(`${system}/router/openrecord.rails?recordType=CompanyFV&recid=250`).screen).toBe('company');
    expect(readLocation(`${system}/Service/fv_sr100_request.rails?service_recid=26251`)).toMatchObject({
      sureness: 'hint',
      screen: 'service-ticket',
      recordIds: [26251],
    });
  });

  it.each(['1e3', '0x10', ' 5', '-5', '99999999999', '2147483648', 'NaN', '٣', '5.0', ''])(
    'does not treat recid=%s as a record',
    (id) => {
      expect(readLocation(`${SITE}&routeTo=CompanyFV&recid=${encodeURIComponent(id)}`).recordIds).toEqual([]);
    },
  );

  it.each([
    ['no record id', '{"rd":"250"}'],
    ['a fraction', '{"rd":2.5}'],
    ['a negative id', '{"rd":-2}'],
    ['an id beyond 32 bits', '{"rd":99999999999}'],
  ])('does not treat %s as a record', (_, state) => {
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

  it.each([
    ['no number', '{"rd":NaN}'],
    ['infinity', '{"rd":1e999}'],
    ['a list', '{"rd":[5]}'],
    ['an object with a value', '{"rd":{"valueOf":5}}'],
    ['a truth', '{"rd":true}'],
  ])('do not treat %s as a record', (_, state) => {
    expect(readLocation(`${SITE}#startscreen=x&state=${encodeURIComponent(state)}`).recordIds).toEqual([]);
  });

  it('do not change any prototype', () => {
    const state = '{"__proto__":{"st":"Service Board","rd":7},"constructor":{"prototype":{"rd":8}},"p":"x"}';
    readLocation(`${SITE}#startscreen=x&state=${encodeURIComponent(state)}`);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('rd' in {} || 'st' in {}).toBe(false);
  });

  it('keep texts short and in any language', () => {
    const names = { p: 'x'.repeat(200), s: { st: 'Gerätekopplung 🛰 ｍａｎａｇｅｄ', idxk: '\u202e'.repeat(200) } };
    expect(readLocation(`${SITE}${hashOf(names)}`)).toMatchObject({
      screenKey: null,
      setupTable: 'Gerätekopplung 🛰 ｍａｎａｇｅｄ',
      tab: null,
    });
  });

  it('are cheap, however expensive they were made to be', () => {
    const dear: Record<string, string> = {
      zeros: hashOfText(`{"p":"${'0'.repeat(65_000)}"}`),
      deep: hashOfText(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
      'deep lists': hashOfText(`${'['.repeat(5_000)}${']'.repeat(5_000)}`),
      wide: hashOfText(JSON.stringify(Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, {}])))),
      'many ids': hashOfText(JSON.stringify(Array.from({ length: 6_000 }, (_, rd) => ({ rd })))),
      'wrong alphabet': `#XQAACA${'+/'.repeat(16_000)}`,
      padding: `#XQAACA${'A'.repeat(16_000)}${'='.repeat(16_000)}`,
      marks: `#${'??'.repeat(16_000)}`,
      percent: `#startscreen=x&state=${'%'.repeat(32_000)}`,
      members: `#startscreen=x${'&state={}'.repeat(3_600)}`,
      'long query': `?${'recid=1&'.repeat(200_000)}`,
      'long path': `/${'a/'.repeat(200_000)}?routeTo=CompanyFV`,
    };
    // A reading that costs more than it should, a thousand times as much, does not end within this test's time limit.
    for (const text of Object.values(dear)) {
      for (let time = 0; time < 20; time++) expect(() => readLocation(SITE + text)).not.toThrow();
    }
  });
});
