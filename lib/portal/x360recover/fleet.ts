import type { SkippedValue } from '../../domain/portal-facts.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { PortalClient } from '../client.ts';
import { expectList, readItems } from '../tolerant.ts';
import { clientSchema, type Device, deviceSchema, UNBILLED } from './schemas.ts';

/** Clients asked about at the same time; other clients stay near two to ten requests a second (portal-api §1.3). */
const SIDE_BY_SIDE = 4;

interface ClientRow {
  id: string;
  name: string;
  active?: boolean | null;
}

/** Clients as the portal lists them, inactive ones too. One request. */
export async function readClients(client: PortalClient, skipped: SkippedValue[]): Promise<Result<ClientRow[]>> {
  const found = await client.get('/client');
  if (!found.ok) return found;
  const rows = expectList(found.value, client.peer, '/client');
  return rows.ok ? ok(readItems(clientSchema, rows.value.map(withId), 'clients', skipped)) : rows;
}

/** Devices of one client. One request: this list has no pages. A client that is gone has none. */
export async function readDevices(
  client: PortalClient,
  clientId: string,
  skipped: SkippedValue[],
): Promise<Result<Device[]>> {
  const path = `/client/${clientId}/device`;
  const found = await client.get(path);
  if (!found.ok) return found.problem.code === 'not-found' ? ok([]) : found;
  const rows = expectList(found.value, client.peer, path);
  if (!rows.ok) return rows;
  return ok(readItems(deviceSchema, rows.value.map(withId), `client ${clientId}: devices`, skipped, UNBILLED));
}

/** Devices whose bytes are not known as a whole, see `onlineBytes`: a bill without them would be too low. */
export function unknownUsage(devices: readonly Device[]): SkippedValue[] {
  return devices
    .filter(({ vaults }) => vaults?.some(({ type, device_usage }) => type === 'Cloud' && device_usage == null))
    .map(({ name }) => ({
      path: `${name}.vaults`,
      value: 'no usage',
      why: 'A cloud vault of this device gives no usage.',
      usage: true as const,
    }));
}

/**
 * Every device with its client, by walking the clients: `client_id` may be missing in the organisation-wide list, and
 * a device without an owner could not be billed (portal-api §1.4). Costs one request per client and one more. Fails as a
 * whole, because a device that was not asked about must not look like one that is gone.
 */
export async function readFleet(
  client: PortalClient,
  skipped: SkippedValue[],
): Promise<Result<{ clientId: string; device: Device }[]>> {
  const clients = await readClients(client, skipped);
  if (!clients.ok) return clients;
  const fleet: { clientId: string; device: Device }[] = [];
  for (let start = 0; start < clients.value.length; start += SIDE_BY_SIDE) {
    const some = clients.value.slice(start, start + SIDE_BY_SIDE);
    const answers = await Promise.all(some.map(({ id }) => readDevices(client, id, skipped)));
    for (const [index, devices] of answers.entries()) {
      if (!devices.ok) return devices;
      const clientId = some[index]?.id;
      if (clientId) fleet.push(...devices.value.map((device) => ({ clientId, device })));
    }
  }
  return ok(fleet);
}

/** Some live answers say `id_` for `id` (portal-api §1.4). */
export function withId(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || 'id' in row || !('id_' in row)) return row;
  return { ...row, id: row.id_ };
}
