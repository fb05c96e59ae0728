import type * as z from 'zod/mini';
import type { SkippedValue } from '../../domain/portal-facts.ts';
import { MOST_PAGES, MOST_ROWS } from '../../shared/bounds.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { PortalClient } from '../client.ts';
import { unavailable } from '../errors.ts';
import { eachOnce, expectList, readItems, surelyLacks, tooManyRows } from '../tolerant.ts';
import { clientSchema, type Device, deviceSchema, UNBILLED } from './schemas.ts';

/** The largest page seen in the wild, and the default of later versions (docs/reference/portals.md#lists). */
const PAGE = 500;
/** Page sizes that servers insist on are multiples of this one. */
export const SMALLEST_CAP = 25;

export type ClientRow = z.infer<typeof clientSchema>;

export interface Clients {
  clients: ClientRow[];
  /** Whether the list surely does not hold a client; rows that cannot be read are there. */
  lacks(id: string): boolean;
}

/** Clients as the portal lists them, inactive ones too. One request. */
export async function readClients(client: PortalClient, skipped: SkippedValue[]): Promise<Result<Clients>> {
  const found = await client.get('/client');
  if (!found.ok) return found;
  const list = expectList(found.value, client.peer, '/client');
  if (!list.ok) return list;
  const rows = list.value.map(withId);
  const clients = readItems(clientSchema, rows, 'clients', skipped);
  return ok({ clients, lacks: (id) => surelyLacks(rows, id) });
}

/**
 * Devices of one client. One request: this list has no pages. A client that the list of clients lacks has none; a 404 for any
 * other is an outage, after which its devices must not look like ones that are gone.
 */
export async function readDevices(
  client: PortalClient,
  clientId: string,
  lacks: Clients['lacks'],
  skipped: SkippedValue[],
): Promise<Result<Device[]>> {
  const path = `/client/${clientId}/device`;
  const found = await client.get(path);
  if (!found.ok) {
    if (found.failure.code !== 'not-found') return found;
    return lacks(clientId) ? ok([]) : fail(unavailable(client.peer, path));
  }
  const rows = expectList(found.value, client.peer, path);
  if (!rows.ok) return rows;
  const unread: SkippedValue[] = [];
  const where = `client ${clientId}: devices`;
  const read = readItems(deviceSchema, rows.value.map(withId), where, unread, UNBILLED);
  const devices = eachOnce(read, unread, ({ name }) => ({ path: `${where} (${name})`, what: 'device' }));
  skipped.push(...unread.map((one) => ({ ...one, customerId: clientId })));
  return ok(devices);
}

/**
 * Devices of the whole organisation, each once although pages may overlap. One request per 500. The portal tells no total
 * (docs/reference/portals.md#lists): a page that is not full is the last, unless the portal counts more devices, or
 * counts none and the page is as long as a capped one could be, for then it may give smaller pages than it is asked
 * for; and a page that brings nothing new is the end, for a portal that does not heed `offset`. Fails as a whole,
 * because a device on a page that failed must not look like one that is gone.
 * @param counted how many devices the portal counts, 0 where it does not say.
 */
export async function readEveryDevice(
  client: PortalClient,
  counted: number,
  skipped: SkippedValue[],
): Promise<Result<Device[]>> {
  const rows = new Map<string, unknown>();
  let offset = 0;
  for (let pages = 1; ; pages += 1) {
    const found = await client.get('/device', { query: { limit: PAGE, offset } });
    if (!found.ok) return found;
    const page = expectList(found.value, client.peer, '/device');
    if (!page.ok) return page;
    const known = rows.size;
    for (const row of page.value.map(withId)) rows.set(keyOf(row), row);
    if (rows.size > MOST_ROWS || pages > MOST_PAGES) return fail(tooManyRows(client.peer, '/device'));
    offset += page.value.length;
    const mayBeCapped = counted === 0 && page.value.length % SMALLEST_CAP === 0;
    const isLast = page.value.length < PAGE && !mayBeCapped && rows.size >= counted;
    if (isLast || rows.size === known) break;
  }
  return ok(readItems(deviceSchema, [...rows.values()], 'devices', skipped));
}

/** Some live answers say `id_` for `id` (docs/reference/portals.md#records). */
export function withId(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || 'id' in row || !('id_' in row)) return row;
  return { ...row, id: row.id_ };
}

/** What a row is known by before it is read; one without an id, by all that it says. */
function keyOf(row: unknown): string {
  const id: unknown = typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
  return JSON.stringify(id ?? row);
}
