import type { HealthState } from './health.ts';

/** The record of ConnectWise that a panel is about. */
export type PanelRecord =
  | { kind: 'company'; companyId: number; name: string }
  /** `banner`: what the ticket's header says; the worker compares it with the ticket. */
  | { kind: 'ticket'; ticketId: number; banner: string };

/** Which stored records ConnectWise's own screen shows: it shows them as they were after a write. */
export interface OnScreen {
  /** Managed-ID entries of the company. */
  entries: boolean;
  /** Agreements of whose additions some are shown. */
  agreementIds: number[];
}

/** What the content script wants the panel to show. */
export interface PanelShown {
  record: PanelRecord;
  onScreen: OnScreen;
  /** A finding whose fix a mark in the page requested; every request has another `nth`. */
  fix?: { findingId: string; nth: number } | undefined;
}

/** What the collapsed tab says of a record; all that the page's side holds of it besides the findings that it marks. */
export interface RecordSummary {
  findings: number;
  state: HealthState;
}

/** What a user wanted in the panel that has to go on in a window of our own. */
export type WindowTask =
  | { kind: 'sync' }
  | { kind: 'fix'; findingId: string }
  | { kind: 'undo'; runId: string }
  | { kind: 'link'; customerId: string };

/** How long after a run the panel that started it may undo it inside ConnectWise; milliseconds (docs/reference/trust.md). */
export const UNDO_IN_PANEL_MS = 10 * 60_000;

/** What the worker says to our panel frames and windows. */
export type PanelNews =
  /** To one frame: its page shows another record now, or none. */
  | { is: 'shown'; session: string; shown: PanelShown | null }
  /** To all: what is known of these companies changed by a poll or a run. */
  | { is: 'changed'; companyIds: readonly number[] };
