import { moneyEffect } from '../billing.ts';
import type { Finding } from '../finding.ts';
import { guardQuantity } from '../guards.ts';
import {
  type AdditionSubject,
  additionPlace,
  crossReferencesOf,
  isActive,
  serialCustomerId,
  updateAddition,
} from './addition-subject.ts';
import { fixOf } from './managed-id-subject.ts';
import { measuredQuantity } from './measured-quantity.ts';
import { report } from './report.ts';

/** ADD-DRIFT: the quantity differs from the portal's measure. Says both, when the portal was measured, and what it is worth. */
export function addDrift(subject: AdditionSubject): Finding[] {
  const { addition, agreement, measures, measuredAt, now } = subject;
  const { quantity: seen, lessIncluded, unitPrice, billCustomer } = addition;
  const customerId = serialCustomerId(subject);
  const measured = customerId && measuredQuantity(crossReferencesOf(subject) ?? [], measures?.[customerId]);
  if (!measured || seen === undefined || seen === measured.quantity || !isActive(addition, now)) return [];

  const { quantity: expected, services } = measured;
  const priced =
    lessIncluded !== undefined && unitPrice !== undefined && billCustomer !== undefined
      ? { quantity: seen, lessIncluded, unitPrice, billCustomer }
      : undefined;
  const money = priced && moneyEffect(priced, expected);
  const names = services.map(({ title }) => title).join(', ');
  const age = measuredAt ? ` (measured ${measuredAt.slice(0, 16).replace('T', ' ')} UTC)` : '';
  const effect = money ? ` Billed: ${money.to.toFixed(2)} instead of ${money.from.toFixed(2)}.` : '';
  const message = `The quantity is ${seen}; the portal measures ${expected} for ${names}${age}.${effect}`;
  const guard =
    priced &&
    guardQuantity({
      addition: { ...addition, ...priced },
      services,
      to: expected,
      agreement,
      now,
      limits: subject.guards,
    });
  const change = updateAddition(subject, 'agreement-parts', { field: 'quantity', from: seen, to: expected }, message, {
    ...(money && { money }),
    ...(guard && { guard }),
  });
  return [
    report('ADD-DRIFT', {
      where: additionPlace(subject, 'quantity'),
      message,
      seen,
      expected,
      fix: fixOf(`Set the quantity to ${expected}`, [change]),
    }),
  ];
}
