import type { JournalEntry } from '../../domain/change.ts';
import type { HostScreen } from '../../host/screen.ts';

/** Whether ConnectWise's own screen shows the record that was written: it does not notice, and shows it as it was. */
export function isShown({ change: { resource, ref } }: JournalEntry, screen: HostScreen): boolean {
  const { managedIdList, managedIdForm, additionList, additionForm, location } = screen;
  if (resource === 'managed-id-entry') return managedIdList !== null || managedIdForm !== null;
  if (resource !== 'addition' || (additionList === null && additionForm === null)) return false;
  return ref.agreementId === undefined || location.recordIds.includes(ref.agreementId);
}
