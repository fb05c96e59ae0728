/** Sync now, and when the last and the next sync are. */

/** Before the age of the last sync. */
export const lastBefore = 'Last sync ';
export const lastBadBefore = 'Last sync had failures ';
export const byHand = 'by hand';
export const byEvent = 'by an event';
export const never = 'Not synced from this browser yet';
export const start = 'Sync now';
/** Where a preview comes first. */
export const startPreview = 'Sync now…';
export const preview = 'Preview…';
export const nextAtEvent = 'Next automatic sync: at the next backup event';
/** Before a time of day. */
export const nextBefore = 'Next automatic sync after ';
