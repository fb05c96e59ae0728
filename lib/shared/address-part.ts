/**
 * Returns a text as a part of an address. Never throws: half a character, from outside or where a text was cut, becomes U+FFFD, which
 * `encodeURIComponent` alone refuses with an exception.
 */
export function addressPart(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
