import type { Failure } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';
import type { AccountView } from './company-view.ts';
import type { ConnectionStates } from './connection-state.ts';
import type { Finding } from './finding.ts';
import type { Health } from './health.ts';
import type { EventType, Severity, SourceKind } from './portal-facts.ts';
import type { UnreadableRow } from './record-list.ts';
import type { TicketSummary } from './ticket-summary.ts';

/** What the ticket guard shows of one service ticket. */
export interface TicketView {
  ticket: TicketSummary;
  /** What the ticket is about, by its external reference, or by the ticket that it repeats; null: none of ours. */
  about: TicketSubjectView | null;
  /** Every other ticket of the same problem, newest first. */
  others: TicketSummary[];
  /** Where the problem is tracked, when not here: the ticket that this one was merged into, or the primary one. */
  followedIn: TicketSummary | null;
  /** TIX findings of this problem, with their fixes (`finding.plan` with the subject's company). */
  findings: Finding[];
  /** When ConnectWise was read. */
  readAt: IsoTime;
  /** Set when the portal could not be asked, and health comes from the cache or is unknown. */
  portalFailure?: Failure;
  /** Tickets and notes that could not be read beside this one; absent: none. */
  unreadable?: UnreadableRow[];
  /** How both connections are now; added by the worker. */
  connections?: ConnectionStates;
}

export interface TicketSubjectView {
  efsId: string;
  customerId: string;
  customerName?: string;
  companyId: number;
  companyName: string;
  kind: EventType;
  /** `own`: the external reference is ours; `mail`: the mail connector's ticket about the same account (TIX-EMAIL). */
  origin: 'own' | 'mail';
  /** Absent: about the customer as a whole. */
  account?: AccountView;
  /** Health of the whole customer. */
  health: Health;
  /** null: this browser has not seen events of it. */
  lasts: boolean | null;
  since?: IsoTime;
  /** When it was over; set with `lasts` false where that is known. */
  endedAt?: IsoTime;
  /** Last thing that the portal said about it. */
  lastEvent?: { at: IsoTime; severity: Severity; message: string };
  readAt: IsoTime;
  source: SourceKind;
}
