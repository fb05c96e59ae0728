/** How long our own pages stay unlocked without a user's act; minutes. */
export const LOCK_MINUTES = [5, 15, 30, 60] as const;
export type LockMinutes = (typeof LOCK_MINUTES)[number];

export const DEFAULT_LOCK_MINUTES: LockMinutes = 15;

export const SHORTEST_PASSPHRASE = 8;
export const LONGEST_PASSPHRASE = 200;

/** What a page of our own knows of the passphrase lock. */
export interface LockView {
  /** A passphrase is set. */
  isSet: boolean;
  isLocked: boolean;
  minutes: LockMinutes;
  /** Milliseconds until it locks by itself, if the user does nothing; null: it is locked, or no passphrase is set. */
  locksInMs: number | null;
}
