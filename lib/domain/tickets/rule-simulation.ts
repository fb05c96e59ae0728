import type { IsoTime } from '../../shared/time.ts';
import type { EventType, Severity } from '../portal-facts.ts';

/** What rules would have done with the events of a while. */
export interface RuleSimulation {
  /** Events that one of the rules applies to. */
  events: number;
  /** Tickets. */
  opened: number;
  /** Times that a ticket which was closed less than a day before was opened again. */
  reopened: number;
  /** Times that a ticket was closed because its incident was over. */
  closed: number;
  /** Tickets that were opened in that time and are open at its end. */
  stillOpen: number;
  syncs: number;
  /** Events whose sync was left to a later one by the throttle. */
  throttled: number;
  /** Tickets by customer, the most first. */
  byCustomer: { customerId: string; customerName?: string; opened: number }[];
  /** Tickets by type of event, the most first. */
  byType: { type: EventType; opened: number }[];
  /** The first tickets, oldest first. */
  first: SimulatedTicket[];
}

/** A ticket that would have been opened. */
export interface SimulatedTicket {
  openedAt: IsoTime;
  /** Absent: it is still open. */
  closedAt?: IsoTime;
  customerId: string;
  customerName?: string;
  accountId?: string;
  type: EventType;
  severity: Severity;
  message: string;
}

/** What a rule would have done in the last 30 days, beside what it does as it is saved. */
export interface RuleSimulationView {
  rule: RuleSimulation;
  /** Of the rule as it is saved; null: it is not saved yet. Nothing is counted while it is off. */
  inForce: RuleSimulation | null;
  /** Events of that time, whatever they are; 0: none is stored. */
  stored: number;
  since: IsoTime;
  /** Set: events are known since this moment only, later than `since`. */
  knownSince?: IsoTime;
  /** Whether a board for tickets is chosen: without one no ticket is opened. */
  hasBoard: boolean;
}
