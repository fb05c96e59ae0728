import type { Customer, CustomerFacts, PortalEvent, SkippedValue } from '../../domain/portal-facts.ts';
import { portalPage } from '../../domain/portal-page.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { safeParse } from '../../shared/safe-parse.ts';
import { isoTime } from '../../shared/time.ts';
import type { EventPage, PortalPort } from '../../sync/ports.ts';
import { createPortalClient } from '../client.ts';
import { type PortalConfig, type PortalDeps, sourceOf } from '../config.ts';
import { unavailable } from '../errors.ts';
import { readItem, unexpected } from '../tolerant.ts';
import { counterFigures } from './counters.ts';
import { deriveEvents, HEALTH_KINDS } from './derive-events.ts';
import { readFleet } from './fleet.ts';
import { readJobResults } from './job-results.ts';
import { type OwnedDevice, readLastErrors } from './last-errors.ts';
import { readClients, readDevices, withId } from './lists.ts';
import { toAccount, toCustomer, unknownUsage } from './mapping.ts';
import { clientSchema, organizationSchema } from './schemas.ts';
import { readMemory, type Snapshot, stateOf, writeMemory } from './snapshot.ts';

/** Devices whose last error is read: of one customer, and of all that a poll finds newly unwell. */
const MOST_ERRORS = { customer: 10, poll: 20 } as const;

/**
 * Axcient's public x360Recover API (docs/reference/portals.md#x360recover): read-only, no event log, devices by client.
 */
export function createX360Recover(config: PortalConfig, deps: PortalDeps): PortalPort {
  const client = createPortalClient(config, deps, {
    name: 'The x360Recover portal',
    auth: { 'x-api-key': config.key },
  });

  async function test(): Promise<Result<{ name: string }>> {
    const found = await client.get('/organization');
    if (!found.ok) return found;
    const organization = safeParse(organizationSchema, found.value);
    if (!organization.success) return fail(unexpected(client.peer, '/organization', found.value));
    return ok({ name: organization.data.name ?? client.peer });
  }

  async function customers(): Promise<Result<{ customers: Customer[]; skipped: SkippedValue[] }>> {
    const skipped: SkippedValue[] = [];
    const found = await readClients(client, skipped);
    return found.ok ? ok({ customers: found.value.clients.map(toCustomer), skipped }) : found;
  }

  /**
   * Two requests, and one or a few for each of the first ten devices that are not well. Ids that are no numbers are not asked for: the API answers those with 401
   * (docs/reference/portals.md#refusals). A client that is not found costs a third: only the list of clients can say
   * that it is gone.
   */
  async function customer(customerId: string, { withoutErrors = false } = {}): Promise<Result<CustomerFacts | null>> {
    if (!/^[1-9]\d*$/.test(customerId)) return ok(null);
    const skipped: SkippedValue[] = [];
    const [found, devices] = await Promise.all([
      client.get(`/client/${customerId}`),
      readDevices(client, customerId, () => false, skipped),
    ]);
    if (!found.ok) return found.failure.code === 'not-found' ? absent(customerId) : found;
    if (!devices.ok) return devices;
    const row = readItem(clientSchema, withId(found.value), 'client', skipped);
    if (!row) return fail(unexpected(client.peer, `/client/${customerId}`, found.value));
    const owned = devices.value.map((device) => ({ clientId: customerId, device }));
    const readAt = isoTime(deps.clock());
    const figures = counterFigures(found.value, readAt, skipped);
    const errors = await readLastErrors(client, owned, withoutErrors ? 0 : MOST_ERRORS.customer, deps.clock());
    return ok({
      customer: toCustomer(row),
      accounts: devices.value.map((device) => toAccount(device, customerId, config.baseUrl, errors.get(device.id))),
      readAt,
      source: config.kind,
      ...(figures.length > 0 && { figures }),
      skipped: [...skipped, ...unknownUsage(devices.value)],
    });
  }

  async function absent(customerId: string): Promise<Result<null>> {
    const clients = await readClients(client, []);
    if (!clients.ok) return clients;
    return clients.value.lacks(customerId) ? ok(null) : fail(unavailable(client.peer, `/client/${customerId}`));
  }

  /**
   * Without a cursor: from now on. The cursor holds what was seen: `derive-events.ts` says what makes an event of a
   * difference, `fleet.ts` what a poll costs. A poll that fails in any part answers its failure, and the cursor stays.
   */
  async function events(cursor: string | undefined): Promise<Result<EventPage>> {
    const skipped: SkippedValue[] = [];
    const before = readMemory(cursor);
    const fleet = await readFleet(client, before, deps.clock(), skipped);
    if (!fleet.ok) return fleet;
    const { devices, counts, lost } = fleet.value;
    const now: Snapshot = new Map();
    const healthTimes = new Map<string, string>();
    for (const { clientId, device } of devices) {
      now.set(device.id, stateOf(clientId, device));
      const at = device.current_health_status?.timestamp;
      if (at) healthTimes.set(device.id, at);
    }
    const accounts = async () => devices.map((one) => toAccount(one.device, one.clientId, config.baseUrl));
    if (!before)
      return ok({ events: [], cursor: writeMemory({ devices: now, counts, lost }), more: false, skipped, accounts });
    keepUnread(before.devices, now, skipped);
    const { events: found, snapshot } = deriveEvents(before.devices, now, healthTimes, isoTime(deps.clock()));
    const explained = await withReasons(found, devices);
    return ok({
      events: explained,
      cursor: writeMemory({ devices: snapshot, counts, lost }),
      more: false,
      skipped,
      accounts,
    });
  }

  /**
   * Events with the device's page, and with its last error where they report that it is not well. Only news costs requests. What
   * was found is in no id: a browser for which the history did not answer means the same event.
   */
  async function withReasons(events: readonly PortalEvent[], devices: readonly OwnedDevice[]): Promise<PortalEvent[]> {
    const byId = new Map(devices.map((owned) => [owned.device.id, owned]));
    const isNews = ({ severity, type }: PortalEvent) => severity !== 'ok' && HEALTH_KINDS.includes(type);
    const unwell = new Set(events.filter(isNews).map(({ accountId = '' }) => accountId));
    const asked = [...unwell].flatMap((id) => byId.get(id) ?? []);
    const errors = await readLastErrors(client, asked, MOST_ERRORS.poll, deps.clock());
    return events.map((event) => {
      const { accountId = '' } = event;
      const details = isNews(event) ? errors.get(accountId)?.text : undefined;
      const portalUrl = portalPage(byId.get(accountId)?.device.device_details_page_url, config.baseUrl);
      return { ...event, ...(details && { details }), ...(portalUrl && { portalUrl }) };
    });
  }

  return {
    kind: config.kind,
    source: sourceOf(config),
    test,
    customers,
    customer,
    jobResults: (customerId, deviceIds, since) => readJobResults(client, customerId, deviceIds, since),
    events,
  };
}

/** A device whose record could not be read exists nevertheless: it stays as it was. */
function keepUnread(before: Snapshot, now: Snapshot, skipped: readonly SkippedValue[]): void {
  for (const [id, state] of before) {
    if (!now.has(id) && skipped.some(({ customerId }) => customerId === state.clientId)) now.set(id, state);
  }
}
