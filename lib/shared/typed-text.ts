/**
 * What copying and pasting leaves in a text besides the text: white space of every kind (also NBSP, line breaks, tabs),
 * zero-width characters, the byte order mark, direction marks and soft hyphens.
 * docs/reference/setup-guides.md#troubleshooting-b blames exactly these for "Username or password is incorrect".
 */
const INVISIBLE = /[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/** The text without anything that cannot be seen, and how many characters that took. */
export function withoutBlanks(text: string): { text: string; removed: number } {
  const kept = text.replace(INVISIBLE, '');
  return { text: kept, removed: text.length - kept.length };
}

/** One sentence for the user about what was removed; undefined where nothing was. */
export function blanksSentence(label: string, removed: number): string | undefined {
  if (removed === 0) return undefined;
  return `${removed === 1 ? 'One blank or invisible character was' : `${removed} blank or invisible characters were`} removed from the ${label}.`;
}

/** The text without quotes around it, as a file or a chat puts them there. */
export function withoutQuotes(text: string): string {
  return text.replace(/^["'“”„‘’](.*)["'“”‘’]$/u, '$1');
}

/** What a user typed or pasted into a field that holds neither blanks nor quotes, and what was removed from it. */
export interface Cleaned {
  text: string;
  /** Blanks and invisible characters. */
  blanks: number;
  quotes: boolean;
}

/** Returns the text without blanks, invisible characters and quotes around it. */
export function cleanTyped(typed: string): Cleaned {
  const { text, removed } = withoutBlanks(typed);
  const bare = withoutQuotes(text);
  return { text: bare, blanks: removed, quotes: bare !== text };
}
