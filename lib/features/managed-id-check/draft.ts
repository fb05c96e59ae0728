import type { DeviceType, ManagedIdEntry } from '../../domain/connectwise-records.ts';
import type { FieldName } from '../../domain/page-fields.ts';
import { DEVICE_TYPE_LABELS } from '../../domain/rules/managed-id/device-types.ts';
import type { EntryDraft } from '../../domain/rules/managed-id/managed-id-rules.ts';
import { fieldText } from '../../host/fields.ts';
import type { HostForm } from '../../host/forms.ts';
import { tidy } from '../../host/visible.ts';

/** What is typed into a managed-id form. A field that was not found is left out, so the rules about it stay silent. */
export function readManagedIdForm(form: HostForm): EntryDraft {
  const solution = text(form, 'solution');
  const agreement = text(form, 'entryAgreement');
  const deviceType = text(form, 'deviceType');
  return {
    groupIdentifier: form.fields.managedId ? fieldText(form.fields.managedId) : '',
    ...(deviceType !== undefined && { deviceType: deviceTypeOf(deviceType) }),
    ...(solution && { managementSolution: { name: solution } }),
    ...(agreement !== undefined && { agreement: agreement === '' ? null : { name: agreement } }),
  };
}

/**
 * The stored entry that the form showed when it opened, where exactly one fits: then it is being edited, and comparing it
 * with itself would call it a duplicate.
 */
export function storedEntryOf(opened: EntryDraft, entries: readonly ManagedIdEntry[]): number | undefined {
  if (opened.groupIdentifier === '') return undefined;
  const same = entries.filter(
    (entry) => entry.groupIdentifier === opened.groupIdentifier && entry.deviceType === opened.deviceType,
  );
  return same.length === 1 ? same[0]?.id : undefined;
}

/** `Workstations and Servers` as the REST member has it; null where the words are not known. */
export function deviceTypeOf(label: string): DeviceType | null {
  const wanted = label.toLowerCase();
  const found = Object.entries(DEVICE_TYPE_LABELS).find(([, words]) => words.toLowerCase() === wanted);
  return (found?.[0] as DeviceType | undefined) ?? null;
}

function text(form: HostForm, name: FieldName): string | undefined {
  const field = form.fields[name];
  return field && tidy(fieldText(field));
}
