import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  additionUrl,
  agreementUrl,
  boardStatusUrl,
  boardUrl,
  companyUrl,
  decodeLocation,
  encodeLocation,
  hashOf,
  integrationUrl,
  placeOfHash,
  solutionUrl,
  ticketDeepLinks,
  ticketListUrl,
  ticketUrl,
} from '../../../simulator/pages/address.ts';
import type { ClientLocation } from '../../../simulator/pages/client/location.js';
import type { Place, UnknownNames } from '../../../simulator/pages/client/places.js';

const SAMPLES = join(process.env.CONTRACTS ?? resolve('../shared/contracts'), 'location-samples.json');

describe.skipIf(!existsSync(SAMPLES))(
  'location hash, held against real ones (skipped without the contracts folder)',
  () => {
    const samples: ({ hash: string } & ClientLocation)[] = existsSync(SAMPLES)
      ? JSON.parse(readFileSync(SAMPLES, 'utf8'))
      : [];

    it('has samples', () => expect(samples.length).toBeGreaterThan(0));

    it.each(samples.map((sample) => [sample.state.p, sample] as const))('reads %s', (_, { hash, state, suffix }) => {
      expect(decodeLocation(hash)).toEqual({ state, suffix });
    });

    it.each(samples.map((sample) => [sample.state.p, sample] as const))('writes %s byte by byte', (_, sample) => {
      expect(encodeLocation(sample)).toBe(sample.hash);
    });

    it('assigns the sample of another setup table to its list, though a record was opened before', () => {
      const sample = samples.find(({ state }) => state.p === 'setup_tables');
      expect(placeOfHash(sample?.hash ?? '')).toEqual({ screen: 'integration', table: 'Company Type' });
    });
  },
);

const PLACES: Place[] = [
  { screen: 'search' },
  { screen: 'company', company: 101, tab: 'company', companyTab: 'company' },
  { screen: 'company', company: 101, tab: 'management', companyTab: 'management' },
  { screen: 'company', company: 101, tab: 'management', companyTab: 'management', entry: 0 },
  { screen: 'agreement', agreement: 201, tab: 'additions', agreementTab: 'additions' },
  { screen: 'agreement', agreement: 201, tab: 'additions', agreementTab: 'additions', addition: 3 },
  {
    ...{ screen: 'agreement', company: 101, companyTab: 'agreements' },
    ...{ agreement: 201, tab: 'additions', agreementTab: 'additions', addition: 0 },
  },
  { screen: 'setup' },
  { screen: 'integration', table: 'Managed Devices Integration' },
  { screen: 'integration', table: 'Managed Devices Integration', record: 1, tab: 'companies' },
  { screen: 'integration', table: 'Managed Devices Integration', record: 1, tab: 'companies', company: 101, entry: 2 },
  {
    ...{ screen: 'integration', table: 'Managed Devices Integration', record: 1, tab: 'crossreferences' },
    crossReference: 0,
  },
  { screen: 'solution', table: 'Management IT Solution' },
  { screen: 'solution', table: 'Management IT Solution', record: 0 },
  { screen: 'board', table: 'Service Board' },
  { screen: 'board', table: 'Service Board', record: 1, tab: 'statuses' },
  { screen: 'board', table: 'Service Board', record: 1, tab: 'statuses', status: 11 },
  { screen: 'tickets' },
  { screen: 'ticket', ticket: 26251 },
  { screen: 'ticket', ticket: 26251, fromBoard: true },
];
const FORMS: UnknownNames[] = ['guess', 'absent'];

describe('places', () => {
  const cases = FORMS.flatMap((form) => PLACES.map((place) => [form, place] as const));

  it.each(cases)('are restored from their hash (%s names): %o', (form, place) => {
    const hash = hashOf(place, form);
    expect(hash).toMatch(/^#XQAACA[\w$=]+(\?\?\w+)?$/);
    expect(placeOfHash(hash)).toEqual(place);
  });

  it('keep the child that was closed, as real ones do, without opening it', () => {
    const list: Place = { screen: 'company', company: 101, tab: 'management', companyTab: 'management' };
    const hash = hashOf({ ...list, left: 7 });
    expect(JSON.stringify(decodeLocation(hash)?.state)).toContain('"rd":7');
    expect(placeOfHash(hash)).toEqual(list);
  });

  it('read the uncompressed form, which the client never writes', () => {
    const state = JSON.stringify({ p: 'company_detail', s: { p: { pid: 184, rd: 101 } } });
    const hash = `#startscreen=company_detail&state=${encodeURIComponent(state)}`;
    expect(placeOfHash(hash)).toEqual({ screen: 'company', company: 101, tab: 'company', companyTab: 'company' });
  });

  it('are null for a screen that is not simulated, and for a hash that holds no state', () => {
    expect(placeOfHash('#startscreen=my_calendar')).toBeNull();
    expect(placeOfHash('#XQAACABrubbish??CompanyDetail')).toBeNull();
    expect(placeOfHash('')).toBeNull();
  });
});

describe('addresses', () => {
  const hash = (url: string) => new URL(url, 'https://na.myconnectwise.net').hash;
  const suffix = (url: string) => decodeLocation(hash(url))?.suffix;

  it('name the company screen by its known suffix, and its Management tab by none unless guessing', () => {
    expect(suffix(companyUrl(101))).toBe('CompanyDetail');
    expect(suffix(companyUrl(101, 'management'))).toBeNull();
    expect(suffix(companyUrl(101, 'management', { suffixes: 'guess' }))).toBe('CompanyManagement');
  });

  it('carry the record ids, innermost last', () => {
    const ids = (url: string) =>
      [...JSON.stringify(decodeLocation(hash(url))?.state).matchAll(/"rd":(\d+)/g)].map(([, id]) => id);
    expect(ids(companyUrl(101))).toEqual(['101']);
    expect(ids(agreementUrl(201, 'additions'))).toEqual(['201']);
    expect(ids(additionUrl(201, 7, { companyId: 101 }))).toEqual(['101', '201', '7']);
  });

  it('name a ticket and the board by their known suffixes and screen keys, whatever the form', () => {
    for (const suffixes of FORMS) {
      expect(decodeLocation(hash(ticketUrl(7, { suffixes })))).toMatchObject({
        suffix: 'ServiceTicket',
        state: { p: 'sr150', s: { p: { rd: 7, screenid: 'sr100' } } },
      });
      expect(decodeLocation(hash(ticketListUrl({ suffixes })))).toMatchObject({
        suffix: 'ServiceBoard',
        state: { p: 'sr200', s: { p: { i: 0, p_0: { idxk: 'board' } } } },
      });
      expect(suffix(ticketUrl(7, { suffixes, fromBoard: true }))).toBe('ServiceTicket');
    }
  });

  it.each([
    [integrationUrl(), { screen: 'integration' }],
    [integrationUrl({ record: 1 }), { screen: 'integration', record: 1, tab: 'crossreferences' }],
    [integrationUrl({ tab: 'companies' }), { record: 1, tab: 'companies' }],
    [integrationUrl({ company: 101, entry: 0 }), { record: 1, tab: 'companies', company: 101, entry: 0 }],
    [integrationUrl({ crossReference: 5 }), { record: 1, tab: 'crossreferences', crossReference: 5 }],
    [solutionUrl(), { screen: 'solution' }],
    [solutionUrl(1), { screen: 'solution', record: 1 }],
    [boardUrl(), { screen: 'board' }],
    [boardUrl(1, 'statuses'), { screen: 'board', record: 1, tab: 'statuses' }],
    [boardStatusUrl(1, 11), { screen: 'board', record: 1, tab: 'statuses', status: 11 }],
  ])('lead into the setup tables, whose name is in clear text: %#', (url, place) => {
    expect(placeOfHash(hash(url))).toMatchObject(place);
    expect(decodeLocation(hash(url))).toMatchObject({ suffix: null, state: { p: 'setup_tables', s: { p: { i: 1 } } } });
  });

  it('of a ticket include those that others link to', () => {
    const [route, open, request, plain] = ticketDeepLinks(7);
    expect(route).toMatch(/\?routeTo=ServiceFV&recid=7$/);
    expect(open).toMatch(/openrecord\.rails\?recordType=ServiceFV&recid=7$/);
    expect(request).toMatch(/fv_sr100_request\.rails\?service_recid=7$/);
    expect(placeOfHash(hash(plain ?? ''))).toEqual({ screen: 'ticket', ticket: 7 });
  });

  it('have the locale', () => {
    expect(companyUrl(101, 'company', { locale: 'de_DE' })).toContain('?locale=de_DE&');
  });

  it('have host and codebase', () => {
    const url = companyUrl(101, 'company', { origin: 'https://na.myconnectwise.net', codebase: 'v2025_1' });
    expect(url).toMatch(/^https:\/\/na\.myconnectwise\.net\/v2025_1\/ConnectWise\.aspx\?/);
  });
});
