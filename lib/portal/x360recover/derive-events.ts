import type { EventType, PortalEvent, Severity } from '../../domain/portal-facts.ts';
import type { IsoTime } from '../../shared/time.ts';
import type { DeviceState, Snapshot } from './snapshot.ts';

/**
 * x360Recover has no event log (portal-api §3), so events are what changed between two looks at the fleet:
 *
 * | what changed | event | severity |
 * |---|---|---|
 * | a newer restore point, remote or local | backup-finished | ok |
 * | health to NORMAL | service-status | ok |
 * | health to WARNED or TROUBLED, or another reason there | by the reason, see REASONS; else service-status | warning, error |
 * | health to PARKED | service-status | ok: somebody switched it off |
 * | health to a word we do not know | service-status | warning |
 * | a newer AutoVerify with a bad verdict | autoverify-failed | error |
 * | bytes by 20 % and 10 GB since the last such notice | disk-usage-change | ok |
 * | a device is new, or gone | service-status | ok |
 *
 * Ids are made of what changed, so the same change seen twice, or by two browsers, is one event.
 */
const REASONS: Record<string, EventType> = {
  ONSITE_NEVER_RUN: 'no-backup',
  FULL_90_PERCENT: 'disk-usage',
  APPLIANCE_OFFLINE: 'appliance-offline',
  VAULT_OFFLINE: 'vault-offline',
};

const SEVERITIES: Record<string, Severity> = { NORMAL: 'ok', PARKED: 'ok', WARNED: 'warning', TROUBLED: 'error' };

const CHANGE_SHARE = 0.2;
const CHANGE_BYTES = 10_000_000_000;

/** When the portal said health changed, by device id; the other times stand in the states themselves. */
type HealthTimes = ReadonlyMap<string, IsoTime>;

/** Events between two snapshots, oldest first, and the snapshot to keep. */
export function deriveEvents(
  before: Snapshot,
  now: Snapshot,
  healthTimes: HealthTimes,
  seenAt: IsoTime,
): { events: PortalEvent[]; snapshot: Snapshot } {
  const events: PortalEvent[] = [];
  const snapshot: Snapshot = new Map();
  for (const [id, state] of now) {
    const old = before.get(id);
    const told = old !== undefined && !muchChanged(old.bytes, state.bytes);
    snapshot.set(id, told ? { ...state, bytes: old.bytes } : state);
    events.push(
      ...(old ? changesOf(id, old, state, healthTimes.get(id) ?? seenAt, seenAt) : [appeared(id, state, seenAt)]),
    );
  }
  for (const [id, state] of before) if (!now.has(id)) events.push(gone(id, state, seenAt));
  events.sort((a, b) => (a.at === b.at ? compare(a.id, b.id) : compare(a.at, b.at)));
  return { events, snapshot };
}

function changesOf(
  id: string,
  old: DeviceState,
  state: DeviceState,
  healthAt: IsoTime,
  seenAt: IsoTime,
): PortalEvent[] {
  const events: PortalEvent[] = [];
  const make = (type: EventType, severity: Severity, at: IsoTime, mark: string, message: string, details?: string) => {
    const event: PortalEvent = {
      id: `x360:${id}:${type}:${mark}`,
      at,
      customerId: state.clientId,
      accountId: id,
      severity,
      type,
      message,
    };
    if (details) event.details = details;
    events.push(event);
  };
  const where = [state.remoteAt > old.remoteAt && 'remote', state.localAt > old.localAt && 'local'].filter(Boolean);
  if (where.length > 0) {
    const at = state.remoteAt > state.localAt ? state.remoteAt : state.localAt;
    make(
      'backup-finished',
      'ok',
      at,
      `${state.remoteAt}/${state.localAt}`,
      `${state.name}: new ${where.join(' and ')} restore point.`,
    );
  }
  const reasonMatters = (SEVERITIES[state.status] ?? 'warning') !== 'ok';
  if (state.status !== '' && (state.status !== old.status || (reasonMatters && state.reason !== old.reason))) {
    const severity = SEVERITIES[state.status] ?? 'warning';
    const type = severity === 'ok' ? 'service-status' : (REASONS[state.reason] ?? 'service-status');
    const from = old.status || 'no status';
    const words = `${state.status}${state.reason ? ` (${state.reason})` : ''}`;
    make(
      type,
      severity,
      healthAt,
      `${healthAt}/${state.status}/${state.reason}`,
      `${state.name}: health went from ${from} to ${words}.`,
    );
  }
  if (state.autoVerify.endsWith('!') && state.autoVerify > old.autoVerify) {
    const at = state.autoVerify.slice(0, -1);
    make('autoverify-failed', 'error', at, at, `${state.name}: the boot check failed.`);
  }
  if (muchChanged(old.bytes, state.bytes)) {
    const mark = `${old.bytes}-${state.bytes}`;
    make(
      'disk-usage-change',
      'ok',
      seenAt,
      mark,
      `${state.name}: space used changed.`,
      `From ${old.bytes} to ${state.bytes} bytes.`,
    );
  }
  return events;
}

function appeared(id: string, state: DeviceState, at: IsoTime): PortalEvent {
  return status(id, state, at, 'new', `${state.name} is new in the portal.`);
}

function gone(id: string, state: DeviceState, at: IsoTime): PortalEvent {
  return status(id, state, at, 'gone', `${state.name} is no longer in the portal.`);
}

/** The day, not the moment, in the id: two browsers that look minutes apart mean the same arrival. */
function status(id: string, state: DeviceState, at: IsoTime, mark: string, message: string): PortalEvent {
  return {
    id: `x360:${id}:service-status:${mark}/${at.slice(0, 10)}`,
    at,
    customerId: state.clientId,
    accountId: id,
    severity: 'ok',
    type: 'service-status',
    message,
  };
}

function muchChanged(from: number, to: number): boolean {
  const change = Math.abs(to - from);
  return change >= CHANGE_BYTES && change >= from * CHANGE_SHARE;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
