import type { Feature, Work } from '../../content/feature.ts';
import type { ManagedIdEntry } from '../../domain/connectwise-records.ts';
import type { Finding } from '../../domain/finding.ts';
import type { FieldName } from '../../domain/page-screens.ts';
import { checkManagedIdForm, type ManagedIdSubject } from '../../domain/rules/managed-id-rules.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { type HostScreen, recordKey } from '../../host/screens.ts';
import { asOpened } from '../as-opened.ts';
import { fieldMarks } from '../field-marks.tsx';
import { companyOf } from '../identify.ts';
import { readManagedIdForm, storedEntryOf } from './draft.ts';

/** REST member → field on the page. */
const FIELD_OF: Record<string, FieldName> = {
  groupIdentifier: 'managedId',
  deviceType: 'deviceType',
  agreement: 'entryAgreement',
  managementSolution: 'solution',
};

/** Checks a managed-id entry while it is typed: format with one-click correction at once, the rest once the facts are there. */
export const managedIdCheck: Feature<HostScreen> = {
  id: 'managed-id-check',
  when: (screen) => (screen.managedIdForm ? recordKey(screen) : null),
  start,
};

async function start(work: Work<HostScreen>): Promise<void> {
  const draw = fieldMarks(work, 'managed-id-check');
  // The format needs no facts: it is checked before, and without, any answer of the worker.
  let subject: ManagedIdSubject = { prefix: DEFAULT_SETTINGS.prefix, entries: [] };
  let entries: readonly ManagedIdEntry[] = [];
  const openedWith = asOpened(readManagedIdForm, (reading) => reading.groupIdentifier, work.signal);

  const check = (): void => {
    const form = work.screen().managedIdForm;
    if (!form) return;
    const storedId = storedEntryOf(openedWith(form), entries);
    const draft = readManagedIdForm(form);
    const blank = draft.groupIdentifier.trim() === '';
    const findings = blank ? [] : checkManagedIdForm(subject, { ...draft, id: storedId });
    draw(
      byField(findings).flatMap(({ name, list }) => {
        const field = form.fields[name];
        return field ? [{ name, field, findings: list }] : [];
      }),
    );
  };
  work.onLook(check);
  check();

  const company = await companyOf(work.screen(), work.send, work.site);
  const companyId = company.ok && company.value ? company.value.companyId : null;
  const context = await work.send('managed-id.context', { companyId });
  if (work.signal.aborted || !context.ok) return;
  subject = { ...context.value, ...(companyId !== null && { companyId }) };
  entries = context.value.entries;
  check();
}

/** Findings without a field of their own stand at the managed id, which they are about. */
function byField(findings: readonly Finding[]): { name: FieldName; list: Finding[] }[] {
  const grouped = new Map<FieldName, Finding[]>();
  for (const finding of findings) {
    const name = FIELD_OF[finding.where.field ?? ''] ?? 'managedId';
    grouped.set(name, [...(grouped.get(name) ?? []), finding]);
  }
  return [...grouped].map(([name, list]) => ({ name, list }));
}
