import type { AutomaticParts, SyncParts } from './automatic-parts.ts';
import { REVIEW } from './automatic-parts.ts';
import type { Change } from './change.ts';
import { type ConnectionPair, isSamePair } from './connection-pair.ts';
import type { Settings } from './settings.ts';

/** In the order in which users are asked for consent. */
export const AUTOMATIC_PARTS = ['statistics', 'tickets', 'quantities', 'invoiceDescriptions'] as const;

export const ALL_PARTS: Readonly<AutomaticParts> = {
  statistics: true,
  tickets: true,
  quantities: true,
  invoiceDescriptions: true,
};

/** A part's name in a sentence, e.g. after "Automatic sync is off for". */
export const PART_NAMES: Record<keyof AutomaticParts, string> = {
  statistics: 'statistics',
  tickets: 'tickets',
  quantities: 'quantities',
  invoiceDescriptions: 'invoice descriptions',
};

type ModeSettings = Pick<Settings, 'automatic' | 'syncedParts' | 'tickets' | 'role'>;

/** Returns what the settings write at all, by a sync or for a ticket: the parts that a user can consent to. */
export function writtenParts({ syncedParts, tickets, role }: Omit<ModeSettings, 'automatic'>): AutomaticParts {
  if (role === 'viewer') return REVIEW;
  return {
    statistics: syncedParts.backupStatistics,
    tickets: tickets.board !== null,
    quantities: syncedParts.agreementParts,
    invoiceDescriptions: syncedParts.invoiceDescriptions,
  };
}

/** Returns the parts that are written without a preview: what the settings write and a user, or policy, consented to. */
export function automaticParts(settings: ModeSettings): AutomaticParts {
  return both(writtenParts(settings), settings.automatic);
}

/**
 * Returns the settings as they hold for one ConnectWise and one portal. Consent that was given for another is none: whoever types
 * other keys has not seen what would be written there.
 */
export function consentFor<S extends Pick<Settings, 'automatic' | 'automaticFor'>>(
  settings: S,
  pair: ConnectionPair,
): S {
  const isGiven = settings.automaticFor !== null && isSamePair(settings.automaticFor, pair);
  return isGiven ? settings : { ...settings, automatic: REVIEW };
}

/** Whether any part of a company's sync is in effect. */
export function hasSyncPart({ statistics, quantities, invoiceDescriptions }: SyncParts): boolean {
  return statistics || quantities || invoiceDescriptions;
}

/**
 * Returns the parts that a change of a sync or of ticket work is written for: all of them need consent. A fix and an undo have none,
 * for a user looks at each of them first.
 */
export function partsOf({ part, fields }: Pick<Change, 'part' | 'fields'>): (keyof AutomaticParts)[] {
  if (part === 'ticket') return ['tickets'];
  if (part === 'backup-statistics' || part === 'management-report') return ['statistics'];
  if (part !== 'agreement-parts') return [];
  const isDescribed = fields.some(({ field }) => field === 'invoiceDescription');
  const isAlone = fields.every(({ field }) => field === 'invoiceDescription');
  return [
    ...(isDescribed && isAlone ? [] : (['quantities'] as const)),
    ...(isDescribed ? (['invoiceDescriptions'] as const) : []),
  ];
}

/** Whether a change may be written without a user who looked at it. */
export function isConsented(settings: ModeSettings, change: Pick<Change, 'part' | 'fields'>): boolean {
  const parts = automaticParts(settings);
  return partsOf(change).every((part) => parts[part]);
}

/** Returns the parts of `after` that `before` lacks. */
export function addedParts(before: AutomaticParts, after: AutomaticParts): AutomaticParts {
  return {
    statistics: after.statistics && !before.statistics,
    tickets: after.tickets && !before.tickets,
    quantities: after.quantities && !before.quantities,
    invoiceDescriptions: after.invoiceDescriptions && !before.invoiceDescriptions,
  };
}

/** What a screen says about how this browser writes. */
export interface SyncMode {
  /** `review`: nothing without a preview. `partial`: a part of what a sync writes. `viewer`: nothing at all. */
  mode: 'viewer' | 'review' | 'partial' | 'automatic';
  /** Parts that are written without a preview. */
  automatic: AutomaticParts;
  /** Whether a user's sync of a company has to be previewed first, because it writes a part without consent. */
  needsPreview: boolean;
}

/** Work in the outbox that waits for consent. */
export interface WaitingWork {
  /** Customers that would be synced. */
  customers: number;
  /** Tickets that would be opened or noted. */
  tickets: number;
}

/** Returns the mode of this browser. Pure. */
export function syncMode(settings: ModeSettings): SyncMode {
  const automatic = automaticParts(settings);
  if (settings.role === 'viewer') return { mode: 'viewer', automatic, needsPreview: true };
  const missing = addedParts(automatic, writtenParts(settings));
  if (!Object.values(automatic).includes(true)) return { mode: 'review', automatic, needsPreview: true };
  return {
    mode: Object.values(missing).includes(true) ? 'partial' : 'automatic',
    automatic,
    needsPreview: hasSyncPart(missing) || !hasSyncPart(automatic),
  };
}

function both(a: AutomaticParts, b: AutomaticParts): AutomaticParts {
  return {
    statistics: a.statistics && b.statistics,
    tickets: a.tickets && b.tickets,
    quantities: a.quantities && b.quantities,
    invoiceDescriptions: a.invoiceDescriptions && b.invoiceDescriptions,
  };
}
