/** Read first of a text from outside, so that what is done with it is bounded whatever came. */
const MOST_READ = 20_000;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
/** Programs write what they were started with into their errors. */
const CREDENTIALS: readonly (readonly [RegExp, string])[] = [
  [/(:\/\/)[^\s/@:]{1,100}:[^\s/@]{1,100}@/g, '$1•••@'],
  [/\b(pass(?:word|wd|phrase)|pwd|secret|token|api[-_ ]?key)(["']?\s{0,3}[=:]\s{0,3})[^\s,;]+/gi, '$1$2•••'],
  // Not `Basic`: it is the name of a plan, too.
  [/\b(bearer)\s{1,3}[\w.~+/=-]{16,}/gi, '$1 •••'],
];

/**
 * Returns a text from outside without what cannot be seen: control characters, direction marks, half characters. Its lines stay.
 * @param text of any length; beyond 20,000 characters it is cut off
 */
export function visibleText(text: string): string {
  const lines = text
    .slice(0, MOST_READ)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ');
  return lines
    .split('\n')
    .map((line) => line.replace(INVISIBLE, '').trimEnd())
    .join('\n')
    .trim();
}

/** Returns the text with passwords and keys masked, as far as they are recognized by what precedes them. */
export function withoutCredentials(text: string): string {
  return CREDENTIALS.reduce((kept, [pattern, instead]) => kept.replace(pattern, instead), text.slice(0, MOST_READ));
}

/** Returns at most so many characters, cut at a word with `…`; no character is cut in two. */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const space = text.slice(0, most).search(/\s\S*$/);
  // A single word that fills half of the room is cut inside.
  const kept = text.slice(0, space > most / 2 ? space : most - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}…`;
}
