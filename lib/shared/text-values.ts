import type { IsoTime } from './time.ts';

/*
 * A sentence is made where its facts are and read where the user is: another locale, another time zone, an hour later. So times and
 * numbers stand in it as data between braces, and `formatText` (components/ui/format-text.ts) writes them out:
 *
 *   {2026-11-21T12:05:00.000Z}       a moment            Nov 21, 2026, 7:05 AM
 *   {ago 2026-11-21T12:05:00.000Z}   its age             5h ago
 *   {2026-11-21}                     a calendar day      Nov 21, 2026
 *   {24 hour}                        a duration          24h
 *   {1903.2}                         a number            1,903.2
 *
 * User text in a sentence passes through `literalText`, so that braces of its own are none of these.
 */

/** A character that is not seen, behind a brace or day of user text that would else be read as a value. */
const LITERAL = '\u2060';
const LOOKS_LIKE_VALUE = /\{(?=(?:ago )?-?\d)/g;
/** The form of times in sentences that older versions stored. */
const LOOKS_LIKE_TIME = /(\d{4}-\d{2}-\d{2})(?= \d{2}:\d{2} UTC)/g;

/**
 * Returns user text for a sentence: names, summaries and other systems' messages, of which `{100}` is shown as it is. What
 * is written to a record or compared is never passed through here.
 */
export function literalText(text: string): string {
  return text.replace(LOOKS_LIKE_VALUE, `{${LITERAL}`).replace(LOOKS_LIKE_TIME, `$1${LITERAL}`);
}

/** Returns a sentence without the marks of `literalText`, once its values are written out. */
export function withoutMarks(text: string): string {
  return text.replace(/(?<=\{|\d{4}-\d{2}-\d{2})\u2060/g, '');
}

/** Units of a duration, as `Intl.NumberFormat` names them. */
export type DurationUnit = 'day' | 'hour' | 'minute';

/** Returns a moment for a sentence. */
export function momentValue(time: IsoTime): string {
  return `{${time}}`;
}

/** Returns the age of a moment for a sentence; it grows while the sentence is shown. */
export function ageValue(time: IsoTime): string {
  return `{ago ${time}}`;
}

/** Returns a calendar day for a sentence. @param day `YYYY-MM-DD`, with or without a time behind it, which is left out */
export function dayValue(day: string): string {
  return `{${day.slice(0, 10)}}`;
}

/** Returns a duration for a sentence. */
export function durationValue(amount: number, unit: DurationUnit): string {
  return `{${plainNumber(amount)} ${unit}}`;
}

/** Returns a number for a sentence. */
export function numberValue(value: number): string {
  return `{${plainNumber(value)}}`;
}

const VALUE = /\{(?:ago )?(\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?|-?\d+(?:\.\d+)?(?: (?:day|hour|minute))?)\}/g;

/** Returns a sentence for files and logs: times stay ISO 8601 in UTC, numbers have a decimal point and no separators. */
export function plainText(text: string): string {
  return withoutMarks(text.replace(VALUE, '$1'));
}

/** Never `1e21` or `NaN`, which the page would not read as a number. */
function plainNumber(value: number): string {
  return Number.isFinite(value) ? value.toFixed(6).replace(/\.?0+$/, '') : String(value);
}
