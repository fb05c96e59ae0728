import { endedState } from '../agreement-state.ts';
import { flatFeeOf } from '../flat-fee.ts';
import type { CrossReferencedProduct } from '../views.ts';
import { type AdditionSubject, crossReferencesOf, isActive, twinsOf } from './addition-subject.ts';

/**
 * Why the quantity of an addition with a good serial number is not kept by a sync, in one sentence; undefined: it is. What
 * a sync leaves alone, ADD-DRIFT leaves alone too: its fix must not write what a sync would not.
 */
export function whyNotUpdated(subject: AdditionSubject): string | undefined {
  const { addition, agreement, now } = subject;
  const references = crossReferencesOf(subject) ?? [];
  if (!isActive(addition, now)) return 'The addition is cancelled.';
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
  const ended = agreement && endedState(agreement, now);
  if (ended) return `The agreement is ${ended.toLowerCase()}.`;
  if (agreement && fittingReferences(subject).length === 0) {
    const types = [...new Set(references.map((row) => row.agreementTypeName))].join(', ');
    return `The cross-reference is for agreements of the type ${types}; this one is of the type ${agreement.type.name}.`;
  }
  if (twinsOf(subject).length > 0)
    return 'Another active addition has the same product and serial number: it would be billed twice.';
  return undefined;
}

/** The cross-references of the product that hold for an agreement of this type; without one, all of them. */
export function fittingReferences(subject: AdditionSubject): CrossReferencedProduct[] {
  const type = subject.agreement?.type.id;
  return (crossReferencesOf(subject) ?? []).filter(
    ({ agreementTypeId }) => type === undefined || agreementTypeId === null || agreementTypeId === type,
  );
}
