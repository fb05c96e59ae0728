import { dayValue, literalText } from '../../../shared/text-values.ts';
import { type AgreementEnd, endOf, familyOf } from '../../agreement-state.ts';
import type { Agreement } from '../../connectwise-records.ts';
import type { CrossReferencedProduct } from '../../cross-referenced-product.ts';
import { flatFeeOf } from '../../flat-fee.ts';
import { type AdditionSubject, crossReferencesOf, isActive, todayOf } from './addition-subject.ts';
import { billedPeriod, duplicatesOf, standingLineOf } from './duplicate-lines.ts';

/**
 * Why the quantity of an addition with a good serial number is not kept by a sync, in one sentence; undefined: it is. What
 * a sync skips, ADD-DRIFT skips too: its fix must not write what a sync would not.
 */
export function whyNotUpdated(subject: AdditionSubject): string | undefined {
  return whyNotSynced(subject) ?? whyNotEffectiveYet(subject) ?? whyBilledElsewhere(subject);
}

/** Why a sync does not keep the quantity of an addition, or of one that is billed from a later day on will not; see `whyNotUpdated`. */
export function whyNotKept(subject: AdditionSubject): string | undefined {
  return whyNotSynced(subject) ?? (whyNotEffectiveYet(subject) ? undefined : whyBilledElsewhere(subject));
}

function whyNotSynced(subject: AdditionSubject): string | undefined {
  const { addition, agreement, agreements } = subject;
  const today = todayOf(subject);
  const references = crossReferencesOf(subject) ?? [];
  if (!isActive(addition, today)) return 'The addition is cancelled.';
  const isCertain = !subject.incomplete?.crossReferences;
  if (references.length === 0) {
    return isCertain
      ? 'No cross-reference names its product.'
      : 'No cross-reference that could be read names its product.';
  }
  const flatFee = flatFeeOf(addition, subject.flatFeeProducts);
  if (flatFee === 'marked') return 'It is a flat fee: no sync writes its quantity.';
  if (flatFee)
    return 'It is taken for a flat fee by its name: confirm or reject that in Options › Services & products.';
  if (!references.some((row) => row.toggledOn)) return 'Its service is switched off in the settings.';
  const end = agreement && endOf(agreement, today, agreements);
  if (end) return `${endedName(end, agreement)} is ${end.state.toLowerCase()}.`;
  if (agreement && fittingReferences(subject).length === 0) {
    const types = [...new Set(references.map((row) => row.agreementTypeName))].join(', ');
    return `The cross-reference is for agreements of the type ${literalText(types)}; this one is of the type ${literalText(agreement.type.name)}.`;
  }
  return undefined;
}

function whyBilledElsewhere(subject: AdditionSubject): string | undefined {
  if (standingLineOf(subject)) {
    return 'It is the proration line of this billing cycle: its quantity is not synced, that of the standing addition is.';
  }
  if (duplicatesOf(subject).length > 0)
    return 'Another active addition has the same product and serial number: it would be billed twice.';
  return undefined;
}

/** In one sentence, that the addition is billed from a later day on; undefined: it is billed today, or was. */
export function whyNotEffectiveYet(subject: AdditionSubject): string | undefined {
  const today = todayOf(subject);
  const { from } = billedPeriod(subject);
  if (today === undefined || from <= today) return undefined;
  return `The addition is not effective yet: it is billed from ${dayValue(from)}.`;
}

function endedName(end: AgreementEnd, agreement: Agreement): string {
  return end.agreement.id === agreement.id
    ? 'The agreement'
    : `Its parent agreement “${literalText(end.agreement.name)}”`;
}

/**
 * The cross-references of the product that hold for the agreement's type or, where none does, for the type of its parent: a
 * child agreement may have another one. Without an agreement, all of them.
 */
export function fittingReferences(subject: AdditionSubject): CrossReferencedProduct[] {
  const { agreement, agreements } = subject;
  const references = crossReferencesOf(subject) ?? [];
  if (!agreement) return references;
  for (const { type } of familyOf(agreement, agreements)) {
    const fitting = references.filter(({ agreementTypeId: id }) => id === null || id === type.id);
    if (fitting.length > 0) return fitting;
  }
  return [];
}
