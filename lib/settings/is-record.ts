/** Returns whether a stored value is a group of members, e.g. the settings or their `tickets`. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
