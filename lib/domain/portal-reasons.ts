/** Reasons of x360Recover that do not read well when spelled out. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['ONSITE_NEVER_RUN', 'the local backup never ran'],
  ['FULL_90_PERCENT', 'the storage is 90 % full'],
]);

/** Returns `appliance offline` for `APPLIANCE_OFFLINE`; a text of the portal's own as it is, without its period. */
export function causeInWords(reason: string): string {
  const code = /^[A-Z][A-Z0-9_]*$/.test(reason);
  return REASONS.get(reason) ?? (code ? reason.toLowerCase().replaceAll('_', ' ') : reason.replace(/[.\s]+$/, ''));
}
