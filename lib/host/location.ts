import { readHash } from './state-hash.ts';

/** What the address says about the open screen. Hints, until the page or REST agrees (spec connectwise.md, "Where am I"). */
export interface HostLocation {
  /** `state`: the app's own hash; `hint`: only the entry link in the query, which goes stale; `none`: nothing usable. */
  sureness: 'state' | 'hint' | 'none';
  /** Screen key `p`, e.g. `setup_tables`. The keys of company and agreement are in no public source. */
  screenKey: string | null;
  /** Name after `??`, e.g. `CompanyDetail`: changes as the app navigates. */
  suffix: string | null;
  /** Every `rd` above zero, the deepest last. Which record each one names is not known: the worker asks REST. */
  recordIds: number[];
  /** `idxk` values, the deepest last. */
  tabKeys: string[];
  /** `st`: the open setup table in clear text. */
  setupTable: string | null;
  /** `routeTo` of the entry link, e.g. `CompanyFV`. */
  routeTo: string | null;
  /** `locale` of the query, e.g. `en_US`; decides how dates and numbers on the page are read. */
  locale: string | null;
}

const MAX_DEPTH = 24;
const MAX_NODES = 2_000;
const MAX_RECORD_IDS = 8;
const MAX_TEXT = 100;
/** ConnectWise ids are 32-bit. */
const MAX_RECORD_ID = 2_147_483_647;

/** Reads an address of the ConnectWise web client (cw-dom §1). Never throws; bounded in time for any input. */
export function readLocation(href: string): HostLocation {
  const split = href.indexOf('#');
  const query = readQuery(split < 0 ? href : href.slice(0, split));
  const { suffix, state } = readHash(split < 0 ? '' : href.slice(split));
  const found = collect(state);
  const recordIds = found.recordIds.length > 0 || state !== undefined ? found.recordIds : query.recordIds;
  return {
    sureness: state !== undefined || suffix !== null ? 'state' : query.routeTo !== null ? 'hint' : 'none',
    screenKey: isRecord(state) ? shortText(state.p) : null,
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

function readQuery(address: string): { routeTo: string | null; recordIds: number[]; locale: string | null } {
  const start = address.indexOf('?');
  const query = new URLSearchParams(start < 0 ? '' : address.slice(start + 1, start + 2_000));
  const id = Number(query.get('recid') ?? query.get('recordId'));
  return {
    routeTo: shortText(query.get('routeTo')),
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
