import type { SkippedValue } from '../../domain/portal-facts.ts';
import type { Failure } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import { HOUR } from '../../shared/time.ts';
import type { PortalClient } from '../client.ts';
import { type ClientRow, type Clients, readClients, readDevices, readEveryDevice } from './lists.ts';
import type { Device } from './schemas.ts';
import type { Memory } from './snapshot.ts';

/**
 * Clients asked about at the same time; other clients stay near two to ten requests a second
 * (docs/reference/portals.md#refusals).
 */
const SIDE_BY_SIDE = 4;

/** How long a device that no client lists is not looked for again: each search asks every client. */
const SEARCH_AGAIN = HOUR;

/**
 * 401 is the answer for an unknown route too (docs/reference/portals.md#refusals); `/client` was just answered with the
 * same key.
 */
const REFUSALS: ReadonlySet<number | undefined> = new Set([400, 401, 404, 405]);

interface Owned {
  clientId: string;
  device: Device;
}

export interface Fleet {
  devices: Owned[];
  /** Devices by client, as the portal counts them. */
  counts: Memory['counts'];
  /** Devices whose client is not known, and when all clients were last asked for them. */
  lost: Memory['lost'];
}

/**
 * Every device with its client. With nothing new this costs the list of clients and one request per 500 devices, however
 * many clients there are. `client_id` may be missing in the list of devices (docs/reference/portals.md#records), and
 * the list may be wrong about what it leaves out, so single clients are asked for their own devices, one request each,
 * where
 *
 * - the portal counts another number of devices than at the last look, and the list does not explain it: devices came,
 *   went or moved;
 * - a device is missing that was there before: only its client can say that it is gone, or how it is while the list
 *   continues to leave it out;
 * - a device is new and no client is known for it: then all that were not asked yet, once, and again after an hour.
 *
 * A portal without such a list, as before July 2024 (docs/reference/portals.md#lists), is walked client by client.
 *
 * Fails as a whole, because a device that was not asked about must not look like one that is gone.
 * @param now milliseconds since the epoch
 */
export async function readFleet(
  client: PortalClient,
  before: Memory | undefined,
  now: number,
  skipped: SkippedValue[],
): Promise<Result<Fleet>> {
  const clients = await readClients(client, skipped);
  if (!clients.ok) return clients;
  const { lacks } = clients.value;
  const everyClient = new Set(clients.value.clients.map(({ id }) => id));
  const counts = countsOf(clients.value.clients);
  const ask: AskClients = (ids) => askClients(client, ids, lacks, skipped);

  const counted = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const listed = await readEveryDevice(client, counted, skipped);
  if (listed.ok) return findOwners(ask, { everyClient, counts, listed: listed.value }, before, now, skipped);
  if (!isRefusal(listed.failure)) return listed;
  const walked = await ask(everyClient.union(homesOfMissing(before, new Map())));
  return walked.ok ? ok({ devices: [...walked.value.values()], counts, lost: new Map() }) : walked;
}

/** Devices of these clients by id. */
type AskClients = (ids: ReadonlySet<string>) => Promise<Result<Map<string, Owned>>>;

async function findOwners(
  askClients: AskClients,
  { everyClient, counts, listed }: { everyClient: Set<string>; counts: Memory['counts']; listed: readonly Device[] },
  before: Memory | undefined,
  now: number,
  skipped: SkippedValue[],
): Promise<Result<Fleet>> {
  const fleet = new Map<string, Owned>();
  const ownerless = new Map<string, Device>();
  for (const device of listed) {
    const clientId = device.client_id ?? before?.devices.get(device.id)?.clientId;
    if (clientId) fleet.set(device.id, { clientId, device });
    else ownerless.set(device.id, device);
  }
  /** What a client lists itself counts more than what the list of all says, or what was known before. */
  async function ask(ids: ReadonlySet<string>): Promise<Result<void>> {
    const answer = await askClients(ids);
    if (!answer.ok) return answer;
    for (const [id, owned] of answer.value) {
      fleet.set(id, owned);
      ownerless.delete(id);
    }
    return ok(undefined);
  }

  const doubtful = unexplained(counts, before, fleet).union(homesOfMissing(before, fleet));
  const asked = await ask(doubtful);
  if (!asked.ok) return asked;
  if (![...ownerless.keys()].some((id) => isDue(before?.lost.get(id), now))) {
    const lost = [...(before?.lost ?? [])].filter(([id]) => ownerless.has(id));
    return ok({ devices: [...fleet.values()], counts, lost: new Map(lost) });
  }
  const searched = await ask(everyClient.difference(doubtful));
  if (!searched.ok) return searched;
  for (const [id, { name }] of ownerless) {
    skipped.push({ path: `devices: ${name}`, value: id, why: 'The portal does not say whose device this is.' });
  }
  const lost = [...ownerless.keys()].map((id) => [id, now] as const);
  return ok({ devices: [...fleet.values()], counts, lost: new Map(lost) });
}

/** Devices of these clients by id. A few are asked at a time; the first that fails ends it. */
async function askClients(
  client: PortalClient,
  ids: ReadonlySet<string>,
  lacks: Clients['lacks'],
  skipped: SkippedValue[],
): Promise<Result<Map<string, Owned>>> {
  const all = [...ids];
  const found = new Map<string, Owned>();
  for (let start = 0; start < all.length; start += SIDE_BY_SIDE) {
    const some = all.slice(start, start + SIDE_BY_SIDE);
    const answers = await Promise.all(
      some.map(async (clientId) => ({ clientId, devices: await readDevices(client, clientId, lacks, skipped) })),
    );
    for (const { clientId, devices } of answers) {
      if (!devices.ok) return devices;
      for (const device of devices.value) found.set(device.id, { clientId, device });
    }
  }
  return ok(found);
}

function countsOf(clients: readonly ClientRow[]): Memory['counts'] {
  const counts = new Map<string, number>();
  for (const { id, devices_counters } of clients) {
    if (!devices_counters) continue;
    const groups = Object.values(devices_counters).flatMap((group) => group ?? []);
    counts.set(
      id,
      groups.reduce((sum, { count }) => sum + count, 0),
    );
  }
  return counts;
}

/** Clients with another count than before, unless it is the number of devices that they are known to have now. */
function unexplained(
  counts: Memory['counts'],
  before: Memory | undefined,
  fleet: ReadonlyMap<string, Owned>,
): Set<string> {
  const known = new Map<string, number>();
  for (const { clientId } of fleet.values()) known.set(clientId, (known.get(clientId) ?? 0) + 1);
  const differs = ([id, count]: [string, number]) => count !== before?.counts.get(id) && count !== (known.get(id) ?? 0);
  return new Set([...counts].filter(differs).map(([id]) => id));
}

/** Clients of the devices that were there before and are not listed now. */
function homesOfMissing(before: Memory | undefined, fleet: ReadonlyMap<string, Owned>): Set<string> {
  const missing = [...(before?.devices ?? [])].filter(([id]) => !fleet.has(id));
  return new Set(missing.map(([, { clientId }]) => clientId));
}

/** A time in the future means that the clock was set back: nobody knows how long ago the search was. */
function isDue(searchedAt: number | undefined, now: number): boolean {
  return searchedAt === undefined || searchedAt > now || now - searchedAt >= SEARCH_AGAIN;
}

function isRefusal({ code, status }: Failure): boolean {
  return code === 'unexpected-shape' || REFUSALS.has(status);
}
