import { COMPANY_SUFFIX, SCREEN_IDS, SCREENS, type ScreenId } from '../domain/page-screens.ts';
import type { HostLocation } from './host-location.ts';
import { setupTableNamed } from './setup-table.ts';
import { readHash } from './state-hash.ts';

const MAX_DEPTH = 24;
const MAX_NODES = 2_000;
const MAX_RECORD_IDS = 8;
const MAX_TEXT = 100;
/** ConnectWise ids are 32-bit. */
const MAX_RECORD_ID = 2_147_483_647;

/** Longest part before the hash that is read. */
const MAX_ADDRESS = 4_000;

/**
 * Reads an address of the ConnectWise web client (docs/reference/connectwise-pages.md#location-hash). Never throws;
 * bounded in time and memory for any input.
 */
export function readLocation(href: string): HostLocation {
  const split = href.indexOf('#');
  const query = readQuery((split < 0 ? href : href.slice(0, split)).slice(0, MAX_ADDRESS));
  const { suffix, state } = readHash(split < 0 ? '' : href.slice(split));
  const found = collect(state);
  const recordIds = found.recordIds.length > 0 || state !== undefined ? found.recordIds : query.recordIds;
  const sureness = state !== undefined || suffix !== null ? 'state' : query.routeTo !== null ? 'hint' : 'none';
  const screenKey = isRecord(state) ? shortText(state.p) : null;
  const tab = found.tabKeys.at(-1) ?? tabOfSuffix(suffix);
  return {
    sureness,
    screen:
      sureness === 'hint'
        ? (ENTRY_SCREENS.get(query.routeTo?.toLowerCase() ?? '') ?? null)
        : screenOf(screenKey, suffix, found, tab),
    tab,
    screenKey,
    suffix,
    recordIds,
    tabKeys: found.tabKeys,
    setupTable: found.setupTable,
    routeTo: query.routeTo,
    locale: query.locale,
  };
}

/** The same reading, kept while the address stays the same: decoding costs a millisecond, and looks are many. */
export function createLocationReader(): (href: string) => HostLocation {
  let last: { href: string; location: HostLocation } | undefined;
  return (href) => {
    if (last?.href !== href) last = { href, location: readLocation(href) };
    return last.location;
  };
}

/** What an entry link opens (docs/reference/connectwise-pages.md#deep-links), by its `routeTo` in lower case. */
const ENTRY_SCREENS = new Map(SCREEN_IDS.map((id) => [SCREENS[id].address?.routeTo?.toLowerCase(), id]));

function screenOf(
  screenKey: string | null,
  suffix: string | null,
  found: Collected,
  tab: string | null,
): ScreenId | null {
  if (found.setupTable !== null) return setupScreen(found);
  const hasRecord = found.recordIds.length > 0;
  if (suffix === null) return (hasRecord && SCREEN_IDS.find((id) => isKeyOf(id, screenKey))) || null;
  const fitting = SCREEN_IDS.filter((id) => {
    const { address } = SCREENS[id];
    if (!address?.suffix?.test(suffix) || (address.needsRecord && !hasRecord)) return false;
    return address.tab?.test(tab ?? '') ?? true;
  });
  // The screen of the open tab, rather than that of the whole record.
  return fitting.find((id) => SCREENS[id].address?.tab) ?? fitting[0] ?? null;
}

function isKeyOf(id: ScreenId, screenKey: string | null): boolean {
  return screenKey !== null && SCREENS[id].address?.key === screenKey;
}

/** Record ids may be those of a view that was left, so only the table itself is sure; what is open in it is for the page to say. */
function setupScreen({ setupTable, recordIds }: Collected): ScreenId | null {
  const table = setupTableNamed(setupTable ?? '');
  const by = recordIds.length > 0 ? 'with-record' : 'without-record';
  return SCREEN_IDS.find((id) => SCREENS[id].table === table && SCREENS[id].byTable === by) ?? null;
}

/** `CompanyServiceList` is a company's service tab (docs/reference/connectwise-pages.md#location-hash). */
function tabOfSuffix(suffix: string | null): string | null {
  return suffix !== null && COMPANY_SUFFIX.test(suffix) ? suffix.slice('Company'.length) || null : null;
}

const TICKET_PATH = /\/fv_sr100_request\.rails$/i;

function readQuery(address: string): { routeTo: string | null; recordIds: number[]; locale: string | null } {
  const start = address.indexOf('?');
  const query = new URLSearchParams(start < 0 ? '' : address.slice(start + 1));
  const ids = ['recid', 'srRecID', 'service_recid', 'recordId'].map((name) => query.get(name) ?? '');
  const isTicket = query.has('srRecID') || TICKET_PATH.test(start < 0 ? address : address.slice(0, start));
  const id = Number(ids.find((text) => /^\d{1,10}$/.test(text)));
  return {
    routeTo: shortText(query.get('routeTo') ?? query.get('recordType')) ?? (isTicket ? 'ServiceFV' : null),
    recordIds: isRecordId(id) ? [id] : [],
    locale: shortText(query.get('locale')),
  };
}

interface Collected {
  recordIds: number[];
  tabKeys: string[];
  setupTable: string | null;
}

/** Level by level, so that "deepest last" holds and a hostile tree stops at the node limit. */
function collect(state: unknown): Collected {
  const result: Collected = { recordIds: [], tabKeys: [], setupTable: null };
  let level: unknown[] = [state];
  let nodes = 0;
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const node of level) {
      if (!isRecord(node)) continue;
      nodes += 1;
      if (nodes > MAX_NODES) return result;
      note(node, result);
      for (const value of Object.values(node)) if (isRecord(value)) next.push(value);
    }
    level = next;
  }
  return result;
}

function note(node: Record<string, unknown>, result: Collected): void {
  if (isRecordId(node.rd) && !result.recordIds.includes(node.rd)) {
    result.recordIds.push(node.rd);
    if (result.recordIds.length > MAX_RECORD_IDS) result.recordIds.shift();
  }
  const tabKey = shortText(node.idxk);
  if (tabKey && result.tabKeys.length < MAX_RECORD_IDS) result.tabKeys.push(tabKey);
  result.setupTable = shortText(node.st) ?? result.setupTable;
}

function isRecordId(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MAX_RECORD_ID;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shortText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= MAX_TEXT ? value : null;
}
