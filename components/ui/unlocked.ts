/** Sent to `window` when the page was unlocked: what failed because of the lock is read again. */
export const UNLOCKED = 'bb-unlocked';
