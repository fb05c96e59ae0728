import { momentValue, numberValue } from '../../../shared/text-values.ts';
import { MINUTE, readTime } from '../../../shared/time.ts';
import { moneyEffect } from '../../billing.ts';
import { isTolerated } from '../../drift-tolerance.ts';
import type { Finding } from '../../finding.ts';
import { guardQuantity } from '../../guard-rules.ts';
import { moneySentence, moneyTerms } from '../../money-sentence.ts';
import { fixOf } from '../managed-id/managed-id-subject.ts';
import { report } from '../report.ts';
import {
  type AdditionSubject,
  additionPlace,
  reliedUpon,
  serialCustomerId,
  updateAddition,
} from './addition-subject.ts';
import { areFactsOld, isIncomplete } from './facts-not-compared.ts';
import { usageQuantity } from './measured-quantity.ts';
import { fittingReferences, whyNotUpdated } from './why-not-updated.ts';

/** ADD-DRIFT: the quantity differs from the portal's measure. Says what it is worth first, then both, and when the portal was measured. */
export function addDrift(subject: AdditionSubject): Finding[] {
  // What the product bills is not known in full.
  if (subject.incomplete?.crossReferences || areFactsOld(subject)) return [];
  const { addition, agreement, serviceUsage, measuredAt, now } = subject;
  const { quantity: seen, lessIncluded, unitPrice, billCustomer } = addition;
  const customerId = serialCustomerId(subject);
  const measured = customerId && usageQuantity(fittingReferences(subject), serviceUsage?.[customerId]);
  if (!measured || seen === undefined || whyNotUpdated(subject)) return [];
  if (isIncomplete(subject, customerId, measured)) return [];

  const { quantity: expected, services, billed } = measured;
  if (isTolerated(seen, expected, services, subject.driftTolerance)) return [];
  const priced =
    lessIncluded !== undefined && unitPrice !== undefined && billCustomer !== undefined
      ? { quantity: seen, lessIncluded, unitPrice, billCustomer }
      : undefined;
  const money = priced && moneyEffect(priced, expected, moneyTerms(agreement));
  const names = services.map(({ title }) => title).join(', ');
  const age = measuredAt ? ` (measured ${momentValue(measuredAt)})` : '';
  const difference = `quantity is ${numberValue(seen)}, the portal measures ${numberValue(expected)} for ${names}${age}.`;
  const message = money ? `${moneySentence(money)}: the ${difference}` : `The ${difference}`;
  const guard =
    priced &&
    guardQuantity({
      addition: { ...addition, ...priced },
      services,
      billed,
      to: expected,
      agreement,
      now,
      timeZone: subject.timeZone,
      limits: subject.guards,
      doubts: subject.doubts?.[customerId],
    });
  if (!guard && waitsForSync(subject, seen)) return [];
  const ids = new Set(services.map(({ id }) => id));
  const traces = (subject.traces?.[customerId] ?? []).filter(({ service }) => ids.has(service));
  const change = updateAddition(subject, 'agreement-parts', { field: 'quantity', from: seen, to: expected }, message, {
    preconditions: reliedUpon(addition),
    ...(traces.length > 0 && { measured: traces }),
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

/** ConnectWise's clock and the browser's may differ by this much. */
const SKEW = 5 * MINUTE;

/**
 * Whether the difference is no more than usage since the last sync, which the next automatic one writes. Not so for a
 * quantity that somebody is typing, or changed in ConnectWise since.
 */
function waitsForSync({ addition, additions = [], sync, now }: AdditionSubject, seen: number): boolean {
  if (!sync || now === undefined || now >= sync.nextDue || addition.id === undefined) return false;
  const stored = additions.find(({ id }) => id === addition.id);
  const changedAt = readTime(stored?._info.lastUpdated);
  return stored?.quantity === seen && (changedAt === undefined || changedAt <= sync.syncedAt + SKEW);
}
