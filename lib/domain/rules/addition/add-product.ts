import { literalText } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type AdditionSubject, additionPlace, crossReferencesOf, isFlatFee, serialEfsId } from './addition-subject.ts';

/** ADD-PRODUCT: an EFS serial on a product that no cross-reference names: it will never be updated. */
export function addProduct(subject: AdditionSubject): Finding[] {
  // The cross-reference that is missed may be the one that could not be read.
  if (subject.incomplete?.crossReferences) return [];
  const efsId = serialEfsId(subject);
  const crossReferences = crossReferencesOf(subject);
  if (!efsId || !crossReferences || crossReferences.length > 0 || isFlatFee(subject)) return [];
  const product = subject.addition.product?.identifier ?? '';
  return [
    report('ADD-PRODUCT', {
      where: additionPlace(subject, 'product'),
      message: `No cross-reference names the product “${literalText(product)}”, so ${efsId} on it is never updated.`,
      seen: product,
      expected: [...new Set((subject.products ?? []).map(({ productIdentifier }) => productIdentifier))],
    }),
  ];
}
