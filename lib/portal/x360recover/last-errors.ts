import * as z from 'zod/mini';
import { errorText } from '../../domain/last-error.ts';
import type { Account } from '../../domain/portal-facts.ts';
import { addressPart } from '../../shared/address-part.ts';
import { safeParse } from '../../shared/safe-parse.ts';
import { DAY, type IsoTime, readTime, SECOND } from '../../shared/time.ts';
import type { PortalClient } from '../client.ts';
import { text, time } from '../fields.ts';
import { withId } from './lists.ts';
import { remoteRestorePoint } from './mapping.ts';
import { type Device, jobSchema } from './schemas.ts';

/** Devices asked about at the same time; see `fleet.ts`. */
const SIDE_BY_SIDE = 4;
/** A device has a job or two; of more the first that are not well are asked about. */
const MOST_JOBS = 2;
/** Rows of one answer: a run each quarter of an hour for a day. */
const ROWS = 100;
/** An older error explains nothing that a technician could still look up. */
const LOOK_BACK = 30 * DAY;
/** Milliseconds. Job history hangs at times (docs/reference/portals.md#records), and a read must not wait for a detail. */
const TIMEOUT = 10_000;

/** Health that needs no explanation: all is well, or the device was switched off. */
const NEEDS_NONE: ReadonlySet<string> = new Set(['', 'NORMAL', 'PARKED']);
const WORST = 'TROUBLED';

/** A row of the contract has two results; of one with another word nothing is known, so it is passed over. */
const rowSchema = z.object({
  status: z.enum(['Completed', 'Failed']),
  start_time: time,
  end_time: time,
  error_msg: text,
});

export interface OwnedDevice {
  clientId: string;
  device: Device;
}

export type LastErrors = Map<string, NonNullable<Account['lastError']>>;

/** Whether the portal says that a device is not well: only then is it asked why. */
function needsReason({ current_health_status }: Device): boolean {
  return !NEEDS_NONE.has(healthOf(current_health_status?.status));
}

function healthOf(word: string | null | undefined): string {
  return word?.trim().toUpperCase() ?? '';
}

/**
 * Returns the last error of each device that has one, by id: of the newest failed run since the newest good one
 * (`GET /client/{c}/device/{d}/job/{j}/history`, member `error_msg`). One request per device where its record names its job, as the
 * description has it; else one more. `machine_restore_points.error_msg` is about asking for restore points, not about a backup.
 *
 * A detail that the portal is known to refuse at times (docs/reference/portals.md#records): a device without an answer has no last
 * error, nothing fails, and after the first failure no further device is asked about.
 * @param most how many devices are asked about, the troubled ones first
 * @param now milliseconds since the epoch
 */
export async function readLastErrors(
  client: PortalClient,
  devices: readonly OwnedDevice[],
  most: number,
  now: number,
): Promise<LastErrors> {
  const unwell = devices.filter(({ device }) => needsReason(device));
  const isWorst = ({ device }: OwnedDevice) => Number(healthOf(device.current_health_status?.status) === WORST);
  const asked = unwell.sort((a, b) => isWorst(b) - isWorst(a)).slice(0, most);
  const errors: LastErrors = new Map();
  const state = { failed: false };
  for (let start = 0; start < asked.length && !state.failed; start += SIDE_BY_SIDE) {
    await Promise.all(
      asked.slice(start, start + SIDE_BY_SIDE).map(async (one) => {
        const error = await lastErrorOf(client, one, now, state);
        if (error) errors.set(one.device.id, error);
      }),
    );
  }
  return errors;
}

async function lastErrorOf(
  client: PortalClient,
  { clientId, device }: OwnedDevice,
  now: number,
  state: { failed: boolean },
): Promise<Account['lastError']> {
  const path = `/client/${addressPart(clientId)}/device/${addressPart(device.id)}/job`;
  const list = async (of: string, query = {}): Promise<unknown[]> => {
    if (state.failed) return [];
    const found = await client.get(of, { query, timeout: TIMEOUT });
    state.failed ||= !found.ok;
    return found.ok && Array.isArray(found.value) ? found.value : [];
  };
  const jobs = device.jobs?.length ? device.jobs : jobsIn(await list(path));
  const unwell = jobs.filter(({ health_status }) => !NEEDS_NONE.has(healthOf(health_status)));
  const errors: NonNullable<Account['lastError']>[] = [];
  const since = goodUntil(device, now);
  // A run begins before its restore point: the newest good one, or one that left something out, is to be among them.
  const query = { limit: ROWS, starttime_begin: Math.floor((since - DAY) / SECOND) };
  for (const { id } of (unwell.length > 0 ? unwell : jobs).slice(0, MOST_JOBS)) {
    const error = errorIn(await list(`${path}/${addressPart(id)}/history`, query), since);
    if (error) errors.push(error);
  }
  return errors.sort((a, b) => (readTime(b.at) ?? 0) - (readTime(a.at) ?? 0))[0];
}

function jobsIn(rows: readonly unknown[]): z.infer<typeof jobSchema>[] {
  return rows.flatMap((row) => {
    const read = safeParse(jobSchema, withId(row));
    return read.success ? [read.data] : [];
  });
}

/** Where the oldest of its copies ends: a failure before it was followed by a good run, whatever the history leaves out. */
function goodUntil(device: Device, now: number): number {
  const ends = [remoteRestorePoint(device), device.latest_local_rp].flatMap((at) => readTime(at ?? undefined) ?? []);
  return Math.max(now - LOOK_BACK, ends.length > 0 ? Math.min(...ends) : 0);
}

interface Row {
  at: IsoTime | undefined;
  error: string | undefined;
  failed: boolean;
}

/**
 * Of the runs since the newest one without a message: the newest that failed, else the newest that left something out. Sorted here:
 * the description names no order.
 * @param goodUntil milliseconds since the epoch; what failed before it is over
 */
function errorIn(answer: readonly unknown[], goodUntil: number): Account['lastError'] {
  const rows = answer.slice(0, 10 * ROWS).flatMap((row): Row[] => {
    const read = safeParse(rowSchema, row);
    if (!read.success) return [];
    const { status, start_time, end_time, error_msg } = read.data;
    return [{ at: end_time ?? start_time ?? undefined, error: errorText(error_msg), failed: status === 'Failed' }];
  });
  // As many as were asked for, and the first is no newer than the last: the newest may be among those that did not come.
  if (answer.length >= ROWS && timeOf(rows[0]) < timeOf(rows.at(-1))) return undefined;
  rows.sort((a, b) => timeOf(b) - timeOf(a));
  const good = rows.findIndex(({ failed, error }) => !failed && !error);
  const since = good < 0 ? rows : rows.slice(0, good);
  const failure = since.find((row) => row.failed && row.error && timeOf(row) > goodUntil);
  const found = failure ?? since.find(({ failed, error }) => !failed && error);
  return found?.error === undefined ? undefined : { text: found.error, ...(found.at && { at: found.at }) };
}

function timeOf(row: Row | undefined): number {
  return readTime(row?.at) ?? 0;
}
