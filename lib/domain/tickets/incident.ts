import type { IsoTime } from '../../shared/time.ts';
import type { EventType, PortalEvent } from '../portal-facts.ts';

/**
 * An ongoing problem of an account, built from the portal's events: what a ticket tracks. One kind per event type; a backup
 * that finished with warnings is the milder form of `backup-failed`, so one ticket tracks both. Of the kind
 * `backup-finished`, which is no problem, the incident shows when the account was last well, see `fold-incidents.ts`.
 */
export interface Incident {
  /** `<customer id>:<account id>:<kind>`; `-` where the event names no account. */
  key: string;
  customerId: string;
  /** '' where the events name no account. */
  accountId: string;
  kind: EventType;
  /** Which portal reported it, see `PortalPort.source`. */
  source: string;
  lasts: boolean;
  /** Of the newest event about it. */
  severity: 'warning' | 'error';
  /** When it began; stays that of the last time while it does not last. */
  since: IsoTime;
  /** When it ended; absent while it lasts. */
  endedAt?: IsoTime;
  /** The newest event about it, or about its end. */
  newest: Pick<PortalEvent, 'id' | 'at' | 'message' | 'details' | 'portalUrl' | 'type' | 'severity'>;
}

/** The key of an account's problem; `accountId` blank or absent: of the customer as a whole. */
export function incidentKey(customerId: string, accountId: string | undefined, kind: EventType): string {
  return `${customerId}:${accountId || '-'}:${kind}`;
}
