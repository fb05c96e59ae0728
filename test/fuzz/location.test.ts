import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCREEN_IDS } from '../../lib/domain/page-screens.ts';
import { readLocation } from '../../lib/host/location.ts';
import { packJson } from '../simulator/pages/client/location.js';
import { mutated, mutations } from '../support/json-mutations.ts';
import { RUNS, tryAll } from './support/try-all.ts';

const PAGE = 'https://na.myconnectwise.net/v2025_1/ConnectWise.aspx';

/** As the web client writes them: a company with its agreement and an addition, a ticket, a setup table. */
const STATES = [
  {
    p: 'company_x',
    s: { p: { rd: 250, idxk: 'agreements', p_0: { p_1: { rd: 57, idxk: 'additions', p_1: { rd: 4711 } } } } },
  },
  { p: 'sr150', s: { p: { pid: 184, rd: 26251, screenid: 'sr100' } } },
  { p: 'setup_tables', s: { p: { i: 1, p_1: { i: 1, p_1: { rd: 5 } }, st: 'Managed Devices Integration' } } },
];

const suffix = fc.oneof(
  fc.constantFrom('', '??CompanyDetail', '??CompanyManagement', '??ServiceTicket', '??AgreementDetail'),
  fc.constantFrom('??constructor', '??__proto__', `??${'x'.repeat(90)}`, '????', '??<b>', '??Company Detail'),
  fc.string().map((text) => `??${text}`),
);

/** The state of an address as JSON. Undefined: the address holds none that can be known. */
interface Address {
  href: string;
  state: unknown;
}

const stateOfPage: fc.Arbitrary<unknown> = fc
  .tuple(fc.constantFrom(...STATES), fc.oneof(mutations, fc.constant([])))
  .map(([state, changes]) => mutated(state, changes) ?? null);

/** A hash as ConnectWise writes it, over a state that is nearly one of its own. */
const packed: fc.Arbitrary<Address> = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: stateOfPage }, { weight: 1, arbitrary: fc.jsonValue() }), suffix)
  .map(([state, name]) => ({ href: `${PAGE}?locale=en_US#${packJson(JSON.stringify(state))}${name}`, state }));

const plain: fc.Arbitrary<Address> = stateOfPage.map((state) => ({
  href: `${PAGE}#startscreen=x&state=${encodeURIComponent(JSON.stringify(state).toWellFormed())}`,
  state,
}));

const good = packJson(JSON.stringify(STATES[0]));

/** A hash in which a character is another, or is missing. */
const damaged: fc.Arbitrary<Address> = fc
  .tuple(fc.nat(good.length - 1), fc.constantFrom('', 'A', 'z', '0', '$', '_', '=', '?', '%', '\u0000', '💾'))
  .map(([at, character]) => ({
    href: `${PAGE}#${good.slice(0, at)}${character}${good.slice(at + 1)}`,
    state: undefined,
  }));

const other: fc.Arbitrary<Address> = fc
  .oneof(
    fc.string(),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.base64String().map((text) => `${PAGE}#XQAACA${text}`),
    fc.string().map((text) => `${PAGE}?routeTo=${text}&recid=${text}&srRecID=${text}`),
    fc.constantFrom(
      `${PAGE}?routeTo=CompanyFV&recid=99999999999`,
      `${PAGE}#${'A'.repeat(100_000)}`,
      `${PAGE}?${'recid=1&'.repeat(5_000)}`,
      `${PAGE}#state=${'['.repeat(30_000)}`,
    ),
  )
  .map((href) => ({ href, state: undefined }));

describe('whatever an address of ConnectWise holds', () => {
  it(`is read as a screen that we know and ids that it names, or as nothing (${RUNS} addresses)`, async () => {
    const seen = { screens: 0, ids: 0 };
    await tryAll('location', fc.oneof(packed, packed, plain, damaged, other), ({ href, state }) => {
      const read = readLocation(href);
      expect(read.screen === null || SCREEN_IDS.includes(read.screen)).toBe(true);
      expect(read.recordIds.length).toBeLessThanOrEqual(8);
      for (const id of read.recordIds) expect(Number.isInteger(id) && id > 0 && id < 2 ** 31, String(id)).toBe(true);
      expect(new Set(read.recordIds).size).toBe(read.recordIds.length);
      for (const text of [read.tab, read.screenKey, read.suffix, read.setupTable, read.routeTo, read.locale])
        expect(text === null || (typeof text === 'string' && text.length <= 100), JSON.stringify(text)).toBe(true);
      expect(read.tabKeys.length).toBeLessThanOrEqual(8);
      // It names no record that the state does not.
      if (state !== undefined)
        for (const id of read.recordIds) expect(JSON.stringify(state)).toMatch(new RegExp(`"rd":${id}\\b`));
      seen.screens += Number(read.screen !== null);
      seen.ids += Number(read.recordIds.length > 0);
    });
    expect(seen.screens).toBeGreaterThan(RUNS / 10);
    expect(seen.ids).toBeGreaterThan(RUNS / 5);
  });
});
