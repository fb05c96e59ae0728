import { momentValue, numberValue } from '../../shared/text-values.ts';
import { moneyEffect } from '../billing.ts';
import type { Finding } from '../finding.ts';
import { guardQuantity } from '../guards.ts';
import {
  type AdditionSubject,
  additionPlace,
  reliedUpon,
  serialCustomerId,
  updateAddition,
} from './addition-subject.ts';
import { fixOf } from './managed-id-subject.ts';
import { measuredQuantity } from './measured-quantity.ts';
import { report } from './report.ts';
import { fittingReferences, whyNotUpdated } from './why-not-updated.ts';

/** ADD-DRIFT: the quantity differs from the portal's measure. Says both, when the portal was measured, and what it is worth. */
export function addDrift(subject: AdditionSubject): Finding[] {
  // What the product bills is not known in full.
  if (subject.incomplete?.crossReferences) return [];
  const { addition, agreement, measures, measuredAt, now } = subject;
  const { quantity: seen, lessIncluded, unitPrice, billCustomer } = addition;
  const customerId = serialCustomerId(subject);
  const measured = customerId && measuredQuantity(fittingReferences(subject), measures?.[customerId]);
  if (!measured || seen === undefined || isSame(seen, measured.quantity) || whyNotUpdated(subject)) return [];

  const { quantity: expected, services } = measured;
  const priced =
    lessIncluded !== undefined && unitPrice !== undefined && billCustomer !== undefined
      ? { quantity: seen, lessIncluded, unitPrice, billCustomer }
      : undefined;
  const money = priced && moneyEffect(priced, expected);
  const names = services.map(({ title }) => title).join(', ');
  const age = measuredAt ? ` (measured ${momentValue(measuredAt)})` : '';
  const effect = money ? ` Billed: ${money.to.toFixed(2)} instead of ${money.from.toFixed(2)}.` : '';
  const message = `The quantity is ${numberValue(seen)}; the portal measures ${numberValue(expected)} for ${names}${age}.${effect}`;
  const guard =
    priced &&
    guardQuantity({
      addition: { ...addition, ...priced },
      services,
      to: expected,
      agreement,
      now,
      limits: subject.guards,
      doubts: subject.doubts?.[customerId],
    });
  const change = updateAddition(subject, 'agreement-parts', { field: 'quantity', from: seen, to: expected }, message, {
    relies: reliedUpon(addition),
    ...(money && { money }),
    ...(guard && { guard }),
  });
  return [
    report('ADD-DRIFT', {
      where: additionPlace(subject, 'quantity'),
      message,
      seen,
      expected,
      fix: fixOf(`Set the quantity to ${numberValue(expected)}`, [change]),
    }),
  ];
}

/** As a sync compares, see `sameValue`: binary fractions make no drift. */
function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) < 1e-6;
}
