import type { EventType, PortalEvent } from '../portal-facts.ts';

/** What a backup without errors proves to be over. */
export const ENDED_BY_GOOD_BACKUP: readonly EventType[] = [
  'backup-failed',
  'no-backup',
  'no-error-free-backup',
  'archiving-failed',
  'filtering-failed',
];

/** Returns the kind of problem that an event reports; undefined: it reports none. */
export function incidentReported({ type, severity }: Pick<PortalEvent, 'type' | 'severity'>): EventType | undefined {
  return severity === 'ok' ? undefined : kindOf(type);
}

function kindOf(type: EventType): EventType {
  return type === 'backup-finished' ? 'backup-failed' : type;
}

/** Whether the event is the end of a backup without errors, and the portal leaves it to us what that ends. */
export function isGoodBackup({ type, severity, ends }: PortalEvent): boolean {
  return type === 'backup-finished' && severity === 'ok' && ends === undefined;
}

/** The kinds of problem of the account that are over with an event: as the portal says, else by type and severity. */
export function endedBy(event: PortalEvent): EventType[] {
  const reported = incidentReported(event);
  const kinds = (event.ends ?? endedByDefault(event)).map(kindOf);
  return [...new Set(kinds)].filter((kind) => kind !== reported);
}

function endedByDefault({ type, severity }: PortalEvent): readonly EventType[] {
  if (type !== 'backup-finished') return severity === 'ok' ? [type] : [];
  // With warnings a backup was made, though none without errors.
  return severity === 'ok' ? ENDED_BY_GOOD_BACKUP : severity === 'warning' ? ['no-backup'] : [];
}
