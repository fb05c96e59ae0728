import type { FakeAnswer, SentRequest } from '../../support/builders/fake-fetch.ts';
import { portalWith } from './portal-fakes.ts';

export interface FakeFleet {
  /** Device ids by client id. */
  clients: Record<number, number[]>;
  /** Whether rows of the list of all devices name their client (docs/reference/portals.md#records); default not. */
  namesClients?: boolean;
  /** `devices_counters` by client; default what the client has; null: none are given. */
  counts?: Record<number, number> | null;
  /** Ids in the list of all devices; default all. */
  listed?: number[];
  /** The portal returns smaller pages than requested. */
  largestPage?: number;
  /** Rows that begin again before the end of the page before. */
  overlap?: number;
  /** It answers every page alike. */
  ignoresPaging?: boolean;
  /** Other answers, by path with query. */
  instead?: Record<string, FakeAnswer>;
}

/** An x360Recover portal as small as its polls need, and the requested paths. */
export function fakeFleet(fleet: FakeFleet) {
  const { portal, sent } = portalWith('x360recover', (request) => answer(fleet, new URL(request.url)));
  return { portal, paths: () => sent.map(pathOf) };
}

function pathOf({ url }: Pick<SentRequest, 'url'>): string {
  const { pathname, search } = new URL(url);
  return `${pathname.replace('/api', '')}${search}`;
}

function answer(fleet: FakeFleet, url: URL): FakeAnswer {
  const path = pathOf({ url: url.href });
  const instead = fleet.instead?.[path] ?? fleet.instead?.[path.replace(/\?.*/, '')];
  if (instead) return instead;
  if (path === '/client') return { body: Object.keys(fleet.clients).map((id) => client(fleet, Number(id))) };
  if (path.startsWith('/device?')) return { body: page(fleet, url.searchParams) };
  const devices = fleet.clients[Number(/^\/client\/(\d+)\/device$/.exec(path)?.[1])];
  return devices ? { body: devices.map((id) => device(id)) } : { status: 404, body: { detail: 'not found' } };
}

function client({ clients, counts }: FakeFleet, id: number) {
  const row = { id_: id, name: `Client ${id}`, active: 1 };
  if (counts === null) return row;
  const count = counts?.[id] ?? clients[id]?.length ?? 0;
  return { ...row, devices_counters: { appliance_based: [{ type: 'SERVER', count }], d2c: [], cloud_archive: null } };
}

function page(fleet: FakeFleet, query: URLSearchParams) {
  const owners = new Map(Object.entries(fleet.clients).flatMap(([owner, ids]) => ids.map((id) => [id, Number(owner)])));
  const rows = (fleet.listed ?? [...owners.keys()]).map((id) => device(id, fleet.namesClients && owners.get(id)));
  const size = Math.min(Number(query.get('limit')), fleet.largestPage ?? Number.POSITIVE_INFINITY);
  const offset = Number(query.get('offset'));
  const start = fleet.ignoresPaging ? 0 : Math.max(0, offset - (fleet.overlap ?? 0));
  return rows.slice(start, start + size);
}

function device(id: number, client_id?: number | false) {
  return { id_: id, name: `PC-${id}`, type: 'WORKSTATION', ...(client_id && { client_id }) };
}

/** `count` ids from `first` on. */
export function ids(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
