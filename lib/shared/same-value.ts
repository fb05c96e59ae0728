import type { JsonValue } from './json.ts';

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * Whether ConnectWise holds a value already. Blank, absent and null are one (empty strings mean unset dates, cw-api
 * §2); a reference is its id, for names come back expanded; times count to the second, which is all that REST keeps.
 */
export function sameValue(left: unknown, right: unknown): boolean {
  const a = plain(left);
  const b = plain(right);
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) < 1e-6;
  if (typeof a === 'object' && typeof b === 'object') return JSON.stringify(a) === JSON.stringify(b);
  return a === b;
}

function plain(value: unknown): JsonValue {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') {
    if (ISO_TIME.test(value)) return Math.floor(Date.parse(value) / 1000);
    return value.replace(/\r\n?/g, '\n').trimEnd();
  }
  if (typeof value === 'object' && 'id' in value) return { id: value.id as JsonValue };
  return value as JsonValue;
}
