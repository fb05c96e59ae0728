import { literalText } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type AdditionSubject, additionPlace, crossReferencesOf } from './addition-subject.ts';
import { fittingReferences } from './why-not-updated.ts';

/**
 * ADD-AGREEMENT-TYPE: the agreement's type differs from the one the cross-reference names
 * (docs/reference/setup-guides.md#figure-7).
 */
export function addAgreementType(subject: AdditionSubject): Finding[] {
  // The cross-reference that is missed may be the one that could not be read.
  if (subject.incomplete?.crossReferences) return [];
  const { agreement } = subject;
  const crossReferences = crossReferencesOf(subject);
  if (!agreement || !crossReferences?.length) return [];
  // A cross-reference without a type is good for every agreement, one for the parent's type for the child too.
  if (fittingReferences(subject).length > 0) return [];
  const expected = crossReferences.map(
    ({ agreementTypeName, agreementTypeId }) => agreementTypeName ?? `${agreementTypeId}`,
  );
  return [
    report('ADD-AGREEMENT-TYPE', {
      where: additionPlace(subject, 'product'),
      message: `The agreement “${literalText(agreement.name)}” is of type “${literalText(agreement.type.name)}”; the cross-reference of the product is for “${expected.map(literalText).join('”, “')}”.`,
      seen: agreement.type.name,
      expected,
    }),
  ];
}
