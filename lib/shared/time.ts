/** ISO 8601 in UTC, e.g. `2026-11-21T19:00:00.000Z`. Everything stored, sent or shown starts from this form. */
export type IsoTime = string;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Gives the time now, in milliseconds since the epoch. Passed in, so that tests can move it. */
export type Clock = () => number;

export function isoTime(milliseconds: number): IsoTime {
  return new Date(milliseconds).toISOString();
}

/** Milliseconds since the epoch, or undefined where the text is no time. */
export function readTime(text: string | null | undefined): number | undefined {
  if (!text) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
