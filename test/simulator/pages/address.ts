import { decodeLocation, encodeLocation } from './client/location.js';
import type { AgreementTab, BoardTab, CompanyTab, Place, UnknownNames } from './client/places.js';
import { placeOf, stateOf, suffixOf } from './client/places.js';

export { decodeLocation, encodeLocation };

export interface AddressOptions {
  /** e.g. `https://na.myconnectwise.net`; without it the address starts at the path. */
  origin?: string;
  /** Codebase without slashes; `v4_6_release` is the alias that every installation answers to. */
  codebase?: string;
  suffixes?: UnknownNames;
  /** Of the query; default `en_US`. */
  locale?: string;
}

/** The hash of a place, with its `#`, as the client itself writes it. */
export function hashOf(place: Place, suffixes: UnknownNames = 'absent'): string {
  return encodeLocation({ state: stateOf(place, suffixes), suffix: suffixOf(place, suffixes) });
}

/** The place that a hash stands for; null for screens that this simulator does not have. */
export function placeOfHash(hash: string): Place | null {
  const location = decodeLocation(hash);
  return location ? placeOf(location.state) : null;
}

export function addressOf(place: Place, options: AddressOptions = {}): string {
  const { origin = '', codebase = 'v4_6_release', suffixes, locale = 'en_US' } = options;
  return `${origin}/${codebase}/ConnectWise.aspx?locale=${locale}&fullscreen=false${hashOf(place, suffixes)}`;
}

export function companyUrl(id: number, tab: CompanyTab = 'company', options?: AddressOptions): string {
  return addressOf({ screen: 'company', company: id, tab, companyTab: tab }, options);
}

/** With `companyId` the address is the one that a user gets by way of the company; without, of an opened record. */
export function agreementUrl(
  id: number,
  tab: AgreementTab = 'agreement',
  options: AddressOptions & { companyId?: number } = {},
): string {
  return addressOf({ screen: 'agreement', agreement: id, tab, agreementTab: tab, ...viaCompany(options) }, options);
}

/** `additionId` 0 is the form for a new addition. */
export function additionUrl(
  agreementId: number,
  additionId: number,
  options: AddressOptions & { companyId?: number } = {},
): string {
  const place: Place = {
    screen: 'agreement',
    agreement: agreementId,
    tab: 'additions',
    agreementTab: 'additions',
    addition: additionId,
    ...viaCompany(options),
  };
  return addressOf(place, options);
}

function viaCompany({ companyId }: { companyId?: number }) {
  return companyId === undefined ? {} : { company: companyId, companyTab: 'agreements' };
}

/** A service ticket; with `fromBoard` the address that a user gets by way of the service board. */
export function ticketUrl(id: number, options: AddressOptions & { fromBoard?: boolean } = {}): string {
  const place: Place = { screen: 'ticket', ticket: id, ...(options.fromBoard ? { fromBoard: true } : {}) };
  return addressOf(place, options);
}

/** The list of tickets, Service Desk > Service Board. */
export function ticketListUrl(options?: AddressOptions): string {
  return addressOf({ screen: 'tickets' }, options);
}

/**
 * Forms in which others link to a ticket (docs/reference/connectwise-pages.md#deep-links); all lead to the same screen.
 */
export function ticketDeepLinks(id: number, { origin = '', codebase = 'v4_6_release' }: AddressOptions = {}): string[] {
  const root = `${origin}/${codebase}`;
  const state = JSON.stringify({ p: 'sr150', s: { p: { pid: 184, rd: id, screenid: 'sr100' } } });
  return [
    `${root}/ConnectWise.aspx?routeTo=ServiceFV&recid=${id}`,
    `${root}/services/system_io/router/openrecord.rails?recordType=ServiceFV&recid=${id}`,
    `${root}/services/system_io/Service/fv_sr100_request.rails?service_recid=${id}`,
    `${root}/ConnectWise.aspx#startscreen=sr150&state=${encodeURIComponent(state)}`,
  ];
}

/**
 * Setup Tables > Managed Devices Integration: its list without `record`, Integration Details with it, and below those one
 * cross-reference or a company with one of its entries. 0 is a new record.
 */
export function integrationUrl(
  at: { record?: number; tab?: 'crossreferences' | 'companies'; crossReference?: number } & {
    company?: number;
    entry?: number;
  } = {},
  options?: AddressOptions,
): string {
  const { record, crossReference, company } = at;
  const isCompany = company !== undefined;
  const tab = at.tab ?? (isCompany ? 'companies' : 'crossreferences');
  const opened = isCompany || crossReference !== undefined || at.tab ? (record ?? 1) : record;
  const place: Place = { screen: 'integration', table: 'Managed Devices Integration', ...at };
  return addressOf(opened === undefined ? place : { ...place, record: opened, tab }, options);
}

/** Setup Tables > Management IT Solution: its list, or one record; 0 is a new one. */
export function solutionUrl(record?: number, options?: AddressOptions): string {
  const place: Place = { screen: 'solution', table: 'Management IT Solution' };
  return addressOf(record === undefined ? place : { ...place, record }, options);
}

/** Setup Tables > Service Board: the list of boards, or one of them at a tab. */
export function boardUrl(board?: number, tab: BoardTab = 'board', options?: AddressOptions): string {
  const place: Place = { screen: 'board', table: 'Service Board' };
  return addressOf(board === undefined ? place : { ...place, record: board, tab }, options);
}

/** Setup Tables > Service Board > board > Statuses > status; 0 is a new one. */
export function boardStatusUrl(board: number, status: number, options?: AddressOptions): string {
  return addressOf({ screen: 'board', table: 'Service Board', record: board, tab: 'statuses', status }, options);
}
