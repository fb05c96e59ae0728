/** What an answer from outside may be at most; more is refused with a failure that names it (SECURITY.md, "Hostile answers"). */

/** Bytes of one answer's body. */
export const MOST_BODY_BYTES = 8 * 1024 * 1024;
/** Rows of one list, all its pages together. */
export const MOST_ROWS = 200_000;
/** Pages of one list: as many as `MOST_ROWS` take at 25 rows a page, so that pages of one row do not go on for days. */
export const MOST_PAGES = 8_000;
/** Arrays and objects inside each other. */
export const DEEPEST_NESTING = 64;
/** Characters of one text. */
export const LONGEST_TEXT = 64 * 1024;
