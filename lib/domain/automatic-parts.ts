/**
 * Consent (docs/reference/sync.md#modes). `settings.syncedParts` says what a sync writes at all; `settings.automatic` says
 * what of it may be written without a user who looked at a preview. All of it off is the mode *Review*, which a new
 * installation starts in.
 */
export interface AutomaticParts {
  /** Backup statistics and the management report. */
  statistics: boolean;
  tickets: boolean;
  /** Quantities of agreement additions. */
  quantities: boolean;
  invoiceDescriptions: boolean;
}

export const REVIEW: Readonly<AutomaticParts> = {
  statistics: false,
  tickets: false,
  quantities: false,
  invoiceDescriptions: false,
};

/** The parts of a company's sync; tickets are written separately. */
export type SyncParts = Pick<AutomaticParts, 'statistics' | 'quantities' | 'invoiceDescriptions'>;
