import { HOUR } from '../../shared/time.ts';
import type { EventType, PortalEvent } from '../portal-facts.ts';
import { ENDED_BY_GOOD_BACKUP, endedBy, incidentReported, isGoodBackup } from './event-meaning.ts';
import { type Incident, incidentKey } from './incident.ts';

/** What an event is to one kind of problem of its account. */
export interface Folded {
  before: Incident | undefined;
  after: Incident;
  what: 'reported' | 'ended';
}

/**
 * Takes an event into the problems of its account. Events come at least once and out of order: one that is older than the
 * newest of a problem leaves it as it is, so any order gives the state of the newest event. An end
 * therefore counts for problems too that no event reported yet: it is kept as an incident that does not last. A backup
 * without errors ends five kinds, and is kept once, as the record of the kind `backup-finished`.
 * @param now milliseconds since the epoch, when the event arrived: a time far beyond it makes no event the newest for ever.
 */
export function foldEvent(event: PortalEvent, source: string, known: readonly Incident[], now: number): Folded[] {
  // Another portal, connected before, numbers customers and accounts by itself: what it reported ends nothing here.
  const records = new Map(known.filter((record) => record.source === source).map((record) => [record.key, record]));
  const recordOf = (kind: EventType) => records.get(incidentKey(event.customerId, event.accountId, kind));
  const lastGood = recordOf('backup-finished');
  const fold = (kind: EventType, what: Folded['what']): Folded => {
    const before = recordOf(kind);
    const over = before ?? (ENDED_BY_GOOD_BACKUP.includes(kind) ? lastGood : undefined);
    if (over && isOlder(event, over.newest, now)) return { before, after: before ?? over, what };
    return { before, after: next(event, source, kind, what, before), what };
  };
  const reported = incidentReported(event);
  const ended = isGoodBackup(event)
    ? [...ENDED_BY_GOOD_BACKUP.filter((kind) => recordOf(kind)), 'backup-finished' as const]
    : endedBy(event);
  return [...(reported ? [fold(reported, 'reported')] : []), ...ended.map((kind) => fold(kind, 'ended'))];
}

/** Clocks differ; a time further ahead is from a wrong one, and anything that bears a time that was is newer. */
const AHEAD = HOUR;

function isOlder(event: PortalEvent, newest: Incident['newest'], now: number): boolean {
  const [at, newestAt] = [Date.parse(event.at), Date.parse(newest.at)];
  const isToCome = newestAt > now + AHEAD && at <= now + AHEAD;
  return at < newestAt && !isToCome;
}

function next(
  event: PortalEvent,
  source: string,
  kind: EventType,
  what: Folded['what'],
  before: Incident | undefined,
): Incident {
  const { customerId, accountId = '', id, at, message, details, portalUrl, type, severity } = event;
  const lasts = what === 'reported';
  const continues = before !== undefined && (before.lasts || !lasts);
  const endedAt = lasts ? undefined : before && !before.lasts ? (before.endedAt ?? at) : at;
  return {
    key: incidentKey(customerId, accountId, kind),
    customerId,
    accountId,
    kind,
    source,
    lasts,
    severity: lasts ? (severity === 'error' ? 'error' : 'warning') : (before?.severity ?? 'warning'),
    since: continues ? before.since : at,
    ...(endedAt && { endedAt }),
    newest: { id, at, message, ...(details && { details }), ...(portalUrl && { portalUrl }), type, severity },
  };
}
