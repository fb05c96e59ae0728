import type { EventType } from '../../../lib/domain/portal-facts.ts';
import type { PortalEventRow } from '../../simulator/portal/state.ts';
import type { ChaosWorld } from './world.ts';

/** An incident as the portal's own log reports it, read without any code of the product. */
export interface Incident {
  /** The ticket's external reference (docs/reference/sync.md#tickets). */
  xref: string;
  accountId: number;
  /** The newest event about it. */
  newest: PortalEventRow;
  lasts: boolean;
  /** Reported after the first contact, so that it must have a ticket. */
  expected: boolean;
}

/** A backup that went well shows that these are over. */
const OVER_WITH_GOOD_BACKUP: readonly EventType[] = [
  'backup-failed',
  'no-backup',
  'no-error-free-backup',
  'archiving-failed',
  'filtering-failed',
];

/** Every incident that the portal ever reported, in its present state. The log is in the order of time. */
export function incidentsOf({ simulation, historyUpTo }: Pick<ChaosWorld, 'simulation' | 'historyUpTo'>): Incident[] {
  const known = new Map<string, Incident>();
  for (const event of simulation.portal.events) {
    const xref = (kind: EventType) => `EFS-${event.customerId}:${event.accountId}:${kind}`;
    const end = (kind: EventType) => {
      const incident = known.get(xref(kind));
      if (incident) Object.assign(incident, { lasts: false, expected: false });
    };
    for (const kind of endsOf(event)) end(kind);
    if (event.severity === 'ok') continue;
    const kind = event.type === 'backup-finished' ? 'backup-failed' : event.type;
    const before = known.get(xref(kind));
    const expected = before?.expected === true || event.sequence > historyUpTo;
    known.set(xref(kind), { xref: xref(kind), accountId: event.accountId, newest: event, lasts: true, expected });
  }
  return [...known.values()];
}

function endsOf({ type, severity }: PortalEventRow): readonly EventType[] {
  if (type !== 'backup-finished') return severity === 'ok' ? [type] : [];
  if (severity === 'ok') return OVER_WITH_GOOD_BACKUP;
  return severity === 'warning' ? ['no-backup'] : [];
}
