import * as z from 'zod/mini';
import { autoVerifyOf, onlineBytes, remoteRestorePoint } from './mapping.ts';
import type { Device } from './schemas.ts';

/**
 * What the cursor of x360Recover remembers of a device, as a short array because a fleet has thousands. Order:
 * client id, name, status, reason, newest remote and local restore point, last AutoVerify, bytes at the last notice.
 */
const entrySchema = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.number(),
]);
const snapshotSchema = z.object({ v: z.literal(1), devices: z.record(z.string(), entrySchema) });

export interface DeviceState {
  clientId: string;
  name: string;
  status: string;
  reason: string;
  remoteAt: string;
  localAt: string;
  /** Time of the last AutoVerify, with `!` behind it when its verdict was bad; '' where there was none. */
  autoVerify: string;
  /** Online and local bytes together, as they were when a change was last told. */
  bytes: number;
}

export type Snapshot = Map<string, DeviceState>;

export function stateOf(clientId: string, device: Device): DeviceState {
  const check = autoVerifyOf(device);
  return {
    clientId,
    name: device.name,
    status: device.current_health_status?.status ?? '',
    reason: device.current_health_status?.reason ?? '',
    remoteAt: remoteRestorePoint(device) ?? '',
    localAt: device.latest_local_rp ?? '',
    autoVerify: check ? `${check.at}${check.healthy ? '' : '!'}` : '',
    bytes: (onlineBytes(device) ?? 0) + (device.local_usage ?? 0),
  };
}

export function writeSnapshot(snapshot: Snapshot): string {
  const devices = Object.fromEntries(
    [...snapshot].map(([id, d]) => [
      id,
      [d.clientId, d.name, d.status, d.reason, d.remoteAt, d.localAt, d.autoVerify, d.bytes],
    ]),
  );
  return JSON.stringify({ v: 1, devices });
}

/** Undefined where the text is no snapshot of this version: then the next poll starts anew, as after the first connect. */
export function readSnapshot(cursor: string | undefined): Snapshot | undefined {
  const read = z.safeParse(snapshotSchema, parse(cursor ?? ''));
  if (!read.success) return undefined;
  return new Map(
    Object.entries(read.data.devices).map(([id, entry]) => {
      const [clientId, name, status, reason, remoteAt, localAt, autoVerify, bytes] = entry;
      return [id, { clientId, name, status, reason, remoteAt, localAt, autoVerify, bytes }];
    }),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
