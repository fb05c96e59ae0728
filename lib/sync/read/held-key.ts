/** What is kept of every company's held changes begins so (`apply/held-changes.ts`). */
export const HELD = 'held:';

/** The key of a company's held changes. Closed by a colon: a key that begins with another company's number is none of this one. */
export function heldKey(companyId: number): string {
  return `${HELD}${companyId}:`;
}
