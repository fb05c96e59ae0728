import { readEfsId } from '../../domain/efs-id.ts';

/** Customer ids that a company's managed-id entries carry in canonical form, each once, in the entries' order. */
export function customerIdsOf(entries: readonly { groupIdentifier: string }[], prefix: string): string[] {
  const found = new Set<string>();
  for (const entry of entries) {
    const reading = readEfsId(entry.groupIdentifier, prefix);
    if (reading.ok) found.add(reading.customerId);
  }
  return [...found];
}
