/** Texts of the parts that every surface uses. Single constants: each bundle holds only those that it needs. */

/** In place of a time that cannot be read. */
export const UNKNOWN_TIME = 'unknown time';

export const JUST_NOW = 'just now';

/** Of a time that was counted down to. */
export const DUE_NOW = 'due now';

/** Read out while content is read. */
export const LOADING = 'Loading …';

export const TRY_AGAIN = 'Try again';

/** @param most as the user writes it, e.g. `1,000` */
export function numberFailure(most: string): string {
  return `Enter a number from 0 to ${most}.`;
}

export const COPY = 'Copy';
export const COPIED = 'Copied.';
export const NOT_COPIED = 'Not copied: select the text and copy it.';
