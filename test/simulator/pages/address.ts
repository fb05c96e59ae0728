import { decodeLocation, encodeLocation } from './client/location.js';
import type { AgreementTab, CompanyTab, Place, UnknownNames } from './client/places.js';
import { placeOf, stateOf, suffixOf } from './client/places.js';

export { decodeLocation, encodeLocation };

export interface AddressOptions {
  /** e.g. `https://na.myconnectwise.net`; without it the address starts at the path. */
  origin?: string;
  /** Codebase without slashes; `v4_6_release` is the alias that every installation answers to. */
  codebase?: string;
  suffixes?: UnknownNames;
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
  const { origin = '', codebase = 'v4_6_release', suffixes } = options;
  return `${origin}/${codebase}/ConnectWise.aspx?locale=en_US&fullscreen=false${hashOf(place, suffixes)}`;
}

export function companyUrl(id: number, tab: CompanyTab = 'company', options?: AddressOptions): string {
  return addressOf({ screen: 'company', company: id, tab, companyTab: tab }, options);
}

/** With `companyId` the address is the one that a person gets by way of the company; without, of an opened record. */
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
