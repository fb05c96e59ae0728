import type { EventType, PortalEvent, Severity } from '../../domain/portal-facts.ts';
import { causeInWords } from '../../domain/portal-reasons.ts';
import type { IsoTime } from '../../shared/time.ts';
import type { DeviceState, Snapshot } from './snapshot.ts';

/**
 * x360Recover has no event log (docs/reference/portals.md#what-it-does-not-have), so events are what changed between
 * two looks at the fleet:
 *
 * | what changed | event | severity |
 * |---|---|---|
 * | a newer restore point, remote or local | backup-finished | ok |
 * | health to NORMAL | service-status | ok |
 * | health to WARNED or TROUBLED, or another reason there | by the reason, see REASONS; else service-status | warning, error |
 * | health to PARKED | service-status | ok: somebody switched it off |
 * | health to a word we do not know | service-status | warning |
 * | a newer AutoVerify that failed | autoverify-failed | error |
 * | a good result after a bad one | autoverify-failed | ok |
 * | bytes by 20 % and 10 GB since the last such notice | disk-usage-change | warning |
 * | a newer restore point after that, without such a change | disk-usage-change | ok: the space used is steady again |
 * | a device is new, or gone | service-status | ok |
 *
 * Ids are made of what changed, so the same change seen twice, or by two browsers, is one event.
 *
 * What an event ends: health is the truth here, one state at a time. So every health event ends all that health reports
 * but what it reports itself; a restore point ends nothing, for a device may have problems nevertheless. A boot check is
 * ended by a good one, and, like everything, when the device is parked or gone: nobody checks it any more.
 */
const REASONS: ReadonlyMap<string, EventType> = new Map([
  ['ONSITE_NEVER_RUN', 'no-backup'],
  ['FULL_90_PERCENT', 'disk-usage'],
  ['APPLIANCE_OFFLINE', 'appliance-offline'],
  ['VAULT_OFFLINE', 'vault-offline'],
]);

/** What health reports, by its reason. */
export const HEALTH_KINDS: readonly EventType[] = [...new Set(REASONS.values()), 'service-status'];
const ALL_KINDS: readonly EventType[] = [...HEALTH_KINDS, 'autoverify-failed', 'disk-usage-change'];

/** Any other word is one that we do not know: a warning. */
const SEVERITIES: ReadonlyMap<string, Severity> = new Map([
  ['NORMAL', 'ok'],
  ['PARKED', 'ok'],
  ['WARNED', 'warning'],
  ['TROUBLED', 'error'],
]);

const CHANGE_SHARE = 0.2;
const CHANGE_BYTES = 10_000_000_000;

/** When the portal said health changed, by device id; the states themselves hold the other times. */
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
    snapshot.set(id, old ? remembered(old, state) : state);
    const healthAt = healthTimes.get(id) ?? seenAt;
    if (old) events.push(...changesOf(id, old, state, healthAt, seenAt));
    else events.push(appeared(id, state, seenAt), ...newTrouble(id, state, seenAt));
  }
  for (const [id, state] of before) if (!now.has(id)) events.push(gone(id, state, seenAt));
  events.sort((a, b) => (a.at === b.at ? compare(a.id, b.id) : compare(a.at, b.at)));
  return { events, snapshot };
}

/** What has to be known next time: the bytes that were reported last, and the last boot check where the portal gives none now. */
function remembered(old: DeviceState, state: DeviceState): DeviceState {
  const reported = !muchChanged(old.bytes, state.bytes);
  const isUnsteady = !reported || (old.isUnsteady && newCopies(old, state).length === 0);
  return {
    ...state,
    bytes: reported ? old.bytes : state.bytes,
    autoVerify: state.autoVerify || old.autoVerify,
    ...(isUnsteady && { isUnsteady }),
  };
}

/**
 * A device that comes, or comes back, with problems. From now on, whatever time its health bears: when it went, its problems
 * were over. The day in the id, as of the arrival itself.
 */
function newTrouble(id: string, state: DeviceState, seenAt: IsoTime): PortalEvent[] {
  if (state.status === '' || SEVERITIES.get(state.status) === 'ok') return [];
  return [healthEvent(id, state, seenAt, `new/${seenAt.slice(0, 10)}/${state.status}/${state.reason}`)];
}

function healthEvent(id: string, state: DeviceState, at: IsoTime, mark: string): PortalEvent {
  const severity = SEVERITIES.get(state.status) ?? 'warning';
  const type = severity === 'ok' ? 'service-status' : (REASONS.get(state.reason) ?? 'service-status');
  const over = state.status === 'PARKED' ? ALL_KINDS : HEALTH_KINDS;
  return {
    id: `x360:${id}:${type}:${mark}`,
    at,
    customerId: state.clientId,
    accountId: id,
    severity,
    type,
    message: `${state.name}: ${healthInWords(state)}.`,
    ends: over.filter((kind) => severity === 'ok' || kind !== type),
  };
}

function healthInWords({ status, reason }: DeviceState): string {
  const why = reason ? ` (${causeInWords(reason)})` : '';
  if (status === 'NORMAL') return 'backups are fine again';
  if (status === 'PARKED') return `parked in the portal${why}`;
  if (status === 'WARNED') return `backups have warnings${why}`;
  return status === 'TROUBLED' ? `backups are failing${why}` : `unknown health “${status}”${why}`;
}

/** Where a newer restore point is. */
function newCopies(old: DeviceState, state: DeviceState): string[] {
  return [state.remoteAt > old.remoteAt ? 'remote' : '', state.localAt > old.localAt ? 'local' : ''].filter(Boolean);
}

function changesOf(
  id: string,
  old: DeviceState,
  state: DeviceState,
  healthAt: IsoTime,
  seenAt: IsoTime,
): PortalEvent[] {
  const events: PortalEvent[] = [];
  const make = (
    type: EventType,
    severity: Severity,
    at: IsoTime,
    mark: string,
    message: string,
    more: Pick<PortalEvent, 'ends'> = {},
  ) => {
    events.push({
      id: `x360:${id}:${type}:${mark}`,
      at,
      customerId: state.clientId,
      accountId: id,
      severity,
      type,
      message,
      ...more,
    });
  };
  const where = newCopies(old, state);
  if (where.length > 0) {
    const at = state.remoteAt > state.localAt ? state.remoteAt : state.localAt;
    make(
      'backup-finished',
      'ok',
      at,
      `${state.remoteAt}/${state.localAt}`,
      `${state.name}: new ${where.join(' and ')} restore point.`,
      { ends: [] },
    );
  }
  const reasonMatters = (SEVERITIES.get(state.status) ?? 'warning') !== 'ok';
  if (state.status !== '' && (state.status !== old.status || (reasonMatters && state.reason !== old.reason))) {
    const mark = `${healthAt}/${state.status}/${state.reason}`;
    events.push(healthEvent(id, state, healthAt, mark));
  }
  const checkedAt = state.autoVerify.replace('!', '');
  if (state.autoVerify.endsWith('!') && state.autoVerify > old.autoVerify) {
    make('autoverify-failed', 'error', checkedAt, checkedAt, `${state.name}: the boot check failed.`);
  }
  if (old.autoVerify.endsWith('!') && checkedAt === state.autoVerify && `${checkedAt}!` >= old.autoVerify) {
    make('autoverify-failed', 'ok', checkedAt, `${checkedAt}/ok`, `${state.name}: the boot check went well again.`);
  }
  if (muchChanged(old.bytes, state.bytes)) {
    const mark = `${old.bytes}-${state.bytes}`;
    const [from, to] = [old.bytes, state.bytes].map((bytes) => `${(bytes / 1e9).toFixed(2)} GB`);
    make('disk-usage-change', 'warning', seenAt, mark, `${state.name}: storage used changed from ${from} to ${to}.`);
  } else if (old.isUnsteady && where.length > 0) {
    const mark = `steady/${state.remoteAt}/${state.localAt}`;
    make('disk-usage-change', 'ok', seenAt, mark, `${state.name}: storage used is steady again.`);
  }
  return events;
}

function appeared(id: string, state: DeviceState, at: IsoTime): PortalEvent {
  return status(id, state, at, 'new', `${state.name} is new in the portal.`, []);
}

function gone(id: string, state: DeviceState, at: IsoTime): PortalEvent {
  return status(id, state, at, 'gone', `${state.name} is no longer in the portal.`, ALL_KINDS);
}

/** The day, not the moment, in the id: two browsers that look minutes apart mean the same arrival. */
function status(
  id: string,
  state: DeviceState,
  at: IsoTime,
  mark: string,
  message: string,
  ends: readonly EventType[],
): PortalEvent {
  return {
    id: `x360:${id}:service-status:${mark}/${at.slice(0, 10)}`,
    at,
    customerId: state.clientId,
    accountId: id,
    severity: 'ok',
    type: 'service-status',
    message,
    ends,
  };
}

function muchChanged(from: number, to: number): boolean {
  const change = Math.abs(to - from);
  return change >= CHANGE_BYTES && change >= from * CHANGE_SHARE;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
