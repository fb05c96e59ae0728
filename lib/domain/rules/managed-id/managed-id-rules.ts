import type { Finding } from '../../finding.ts';
import { managedIdFaultsOnce } from '../each-fault-once.ts';
import type { EntryDraft, ManagedIdSubject } from './managed-id-subject.ts';
import { midAgreement } from './mid-agreement.ts';
import { midCompany } from './mid-company.ts';
import { midDeviceType } from './mid-device-type.ts';
import { midDuplicate } from './mid-duplicate.ts';
import { midFormat } from './mid-format.ts';
import { midMismatch } from './mid-mismatch.ts';
import { midMissing } from './mid-missing.ts';
import { midNone } from './mid-none.ts';
import { midOrder } from './mid-order.ts';
import { midPlace } from './mid-place.ts';
import { midOtherCustomer, midShared } from './mid-shared.ts';
import { midSolution } from './mid-solution.ts';
import { midUnknown } from './mid-unknown.ts';

export type { EntryDraft, ManagedIdSubject } from './managed-id-subject.ts';

type ManagedIdRule = (subject: ManagedIdSubject) => Finding[];

/**
 * All rules about managed-id entries, in the order in which their fixes are best applied
 * (docs/reference/rules.md#finding-codes).
 */
const MANAGED_ID_RULES: readonly ManagedIdRule[] = [
  midFormat,
  midUnknown,
  midMismatch,
  midNone,
  midDeviceType,
  midDuplicate,
  midMissing,
  midOrder,
  midAgreement,
  midSolution,
  midShared,
  midCompany,
  midPlace,
];

/** Rules that speak about one entry: those that help while it is being typed. */
const FORM_RULES: readonly ManagedIdRule[] = [
  midFormat,
  midUnknown,
  midDeviceType,
  midDuplicate,
  midOrder,
  midAgreement,
  midSolution,
  midShared,
  midOtherCustomer,
];

/** Checks the entries of one company. Rules whose facts are absent stay silent. */
export function checkManagedIds(subject: ManagedIdSubject): Finding[] {
  return managedIdFaultsOnce(MANAGED_ID_RULES.flatMap((rule) => rule(subject)));
}

/**
 * Checks an entry while it is typed, against the stored ones: `draft` replaces the stored entry of the same id, or is added
 * as a new one behind them. Answers what the draft brings about, with corrections and without fixes.
 */
export function checkManagedIdForm(subject: ManagedIdSubject, draft: EntryDraft): Finding[] {
  const others = subject.entries.filter((entry) => entry.id === undefined || entry.id !== draft.id);
  const before = new Set(runFormRules({ ...subject, entries: others }).map((finding) => finding.id));
  return runFormRules({ ...subject, entries: [...others, draft] })
    .filter((finding) => !before.has(finding.id))
    .map(({ fix: _, ...finding }) => finding);
}

function runFormRules(subject: ManagedIdSubject): Finding[] {
  return FORM_RULES.flatMap((rule) => rule(subject));
}
