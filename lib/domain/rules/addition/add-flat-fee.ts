import { literalText, numberValue } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import { flatFeeOf } from '../../flat-fee.ts';
import { includedAmount } from '../../included-amount.ts';
import { fixOf } from '../managed-id/managed-id-subject.ts';
import { report } from '../report.ts';
import {
  type AdditionSubject,
  additionPlace,
  crossReferencesOf,
  serialEfsId,
  updateAddition,
} from './addition-subject.ts';

const BY_NAME = 'It is taken for a flat fee by its name: confirm or reject that in Options › Services & products.';

/**
 * ADD-FLAT-FEE: "Do not cross-reference the fixed or flat fee product" (docs/reference/setup-guides.md#2022-billing-2b,
 * point e): its quantity would be overwritten.
 */
export function addFlatFee(subject: AdditionSubject): Finding[] {
  const known = flatFeeOf(subject.addition, subject.flatFeeProducts);
  if (!known) return [];
  const product = subject.addition.product?.identifier || subject.addition.description || '';
  const crossReferenced = Boolean(crossReferencesOf(subject)?.length);
  if (!crossReferenced && !serialEfsId(subject)) return [];
  const serialNumber = subject.addition.serialNumber ?? '';
  const included = includedAmount(`${product} ${subject.addition.description ?? ''}`);
  const perUnit = included === undefined ? '' : ` If it bills usage, enter ${numberValue(included)} in Less Included.`;
  const byName = known === 'by-name' ? ` ${BY_NAME}${perUnit}` : '';
  const message = crossReferenced
    ? `The flat-fee product “${literalText(product)}” is cross-referenced to a service; cross-reference only the per-unit product.${byName}`
    : `The flat-fee product “${literalText(product)}” carries the EFS id ${literalText(serialNumber)}; only the per-unit product should.${byName}`;
  return [
    report('ADD-FLAT-FEE', {
      where: additionPlace(subject, crossReferenced ? 'product' : 'serialNumber'),
      message,
      seen: crossReferenced ? product : serialNumber,
      expected: crossReferenced ? 'the per-unit product' : '',
      ...(!crossReferenced && {
        correction: { field: 'serialNumber', value: '', label: 'Leave the serial number blank' },
        fix: fixOf('Blank the serial number', [
          updateAddition(subject, 'fix', { field: 'serialNumber', from: serialNumber, to: '' }, message),
        ]),
      }),
    }),
  ];
}
