import type { IsoTime } from '../../shared/time.ts';
import type { EventType } from '../portal-facts.ts';

/** An incident that lasts and has no open ticket: for a user who decides whether it gets one. */
export interface OngoingIncident {
  /** See `Incident.key`. */
  key: string;
  customerId: string;
  customerName?: string;
  companyId?: number;
  companyName?: string;
  /** Absent: about the customer as a whole. */
  accountId?: string;
  accountName?: string;
  kind: EventType;
  severity: 'warning' | 'error';
  message: string;
  since: IsoTime;
  /** Why it can get no ticket now. */
  skipped?: string;
}

/** What the page offers. */
export interface OngoingView {
  /** Where the tickets would be opened; null: no board is chosen. */
  board: { id: number; name: string } | null;
  /** Oldest first. */
  incidents: OngoingIncident[];
  /** Whether later notes and the closing are written without a user, too. */
  isAutomatic: boolean;
}

/** What came of one incident that a user had a ticket opened for. */
export interface OngoingResult {
  state: 'waiting' | 'done' | 'failed';
  /** The ticket that tracks it. */
  ticketId?: number;
  /** Sentences; '' while it waits. */
  text: string;
}
