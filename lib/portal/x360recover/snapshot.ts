import * as z from 'zod/mini';
import { safeParse } from '../../shared/safe-parse.ts';
import { autoVerifyOf, onlineBytes, remoteRestorePoint } from './mapping.ts';
import type { Device } from './schemas.ts';

/**
 * What the cursor of x360Recover remembers of a device, as a short array because a fleet has thousands. Order:
 * client id, name, status, reason, newest remote and local restore point, last AutoVerify, bytes at the last notice, then 1 where
 * that notice is not over (absent in cursors of earlier releases).
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
  z.optional(z.literal(1)),
]);
const numbers = z.optional(z.record(z.string(), z.number()));
/** Cursors of the first release hold devices only. */
const memorySchema = z.object({
  v: z.literal(1),
  devices: z.record(z.string(), entrySchema),
  counts: numbers,
  lost: numbers,
});

export interface DeviceState {
  clientId: string;
  name: string;
  status: string;
  reason: string;
  remoteAt: string;
  localAt: string;
  /** Time of the last AutoVerify, with `!` behind it when it failed; '' where there was none. */
  autoVerify: string;
  /** Online and local bytes together, as they were when a change was last reported. */
  bytes: number;
  /** They changed much, and no restore point since has shown them steady. */
  isUnsteady?: boolean;
}

/** By device id. */
export type Snapshot = Map<string, DeviceState>;

/** What the cursor remembers from one poll to the next. */
export interface Memory {
  devices: Snapshot;
  /** By client id: how many devices the portal counted. */
  counts: Map<string, number>;
  /** By id of a device that no client is known for: when all clients were last asked, in milliseconds since the epoch. */
  lost: Map<string, number>;
}

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

/** Returns the same text for the same memory, in whatever order the portal listed it: a fleet without news is not stored again. */
export function writeMemory({ devices, counts, lost }: Memory): string {
  const entries = inOrder(devices).map(([id, d]) => [
    id,
    [
      d.clientId,
      d.name,
      d.status,
      d.reason,
      d.remoteAt,
      d.localAt,
      d.autoVerify,
      d.bytes,
      ...(d.isUnsteady ? [1] : []),
    ],
  ]);
  return JSON.stringify({
    v: 1,
    devices: Object.fromEntries(entries),
    counts: Object.fromEntries(inOrder(counts)),
    lost: Object.fromEntries(inOrder(lost)),
  });
}

function inOrder<T>(byId: ReadonlyMap<string, T>): [id: string, value: T][] {
  return [...byId].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Undefined where the text is no memory of this version: then the next poll starts again, as after the first connect. */
export function readMemory(cursor: string | undefined): Memory | undefined {
  const read = safeParse(memorySchema, parse(cursor ?? ''));
  if (!read.success) return undefined;
  const { devices, counts = {}, lost = {} } = read.data;
  const snapshot: Snapshot = new Map();
  for (const [id, entry] of Object.entries(devices)) {
    const [clientId, name, status, reason, remoteAt, localAt, autoVerify, bytes, isUnsteady] = entry;
    const state = { clientId, name, status, reason, remoteAt, localAt, autoVerify, bytes };
    snapshot.set(id, { ...state, ...(isUnsteady && { isUnsteady: true }) });
  }
  return { devices: snapshot, counts: new Map(Object.entries(counts)), lost: new Map(Object.entries(lost)) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
