import { cutAtWord, visibleText, withoutCredentials } from '../shared/outside-text.ts';

/** Portals put whole logs into errors; this much is kept for a ticket. */
const LONGEST_ERROR = 1_000;
/** The first sentence says what happened; this much of it is shown in a line. */
const LONGEST_SENTENCE = 160;

/**
 * Returns what a portal says went wrong, as it may be kept, shown and written into a ticket: visible characters only, without
 * passwords, at most 1,000 of them; undefined where nothing is left.
 */
export function errorText(text: string | null | undefined): string | undefined {
  const kept = cutAtWord(withoutCredentials(visibleText(text ?? '')), LONGEST_ERROR);
  return kept || undefined;
}

/** Returns the first sentence of an error on one line, without its period, at most 160 characters. */
export function firstSentence(text: string, most = LONGEST_SENTENCE): string {
  const [line = ''] = visibleText(text.slice(0, 8 * most)).split('\n');
  const end = line.search(/[.!?](\s|$)/);
  return cutAtWord((end < 0 ? line : line.slice(0, end)).trim(), most);
}
