import type { JournalEntry } from '../../lib/domain/change.ts';
import type { OnScreen } from '../../lib/domain/panel-record.ts';

/** Whether ConnectWise's own screen shows the record that was written: it does not notice, and shows it as it was. */
export function isShown({ change: { resource, ref } }: JournalEntry, { entries, agreementIds }: OnScreen): boolean {
  if (resource === 'managed-id-entry') return entries;
  if (resource !== 'addition' || agreementIds.length === 0) return false;
  return ref.agreementId === undefined || agreementIds.includes(ref.agreementId);
}
