import { endOf } from '../../agreement-state.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import {
  type AdditionSubject,
  additionPlace,
  crossReferencesOf,
  isActive,
  isFlatFee,
  serialCustomerId,
  serialEfsId,
  todayOf,
} from './addition-subject.ts';
import { areFactsOld } from './facts-not-compared.ts';
import { servicesOfReferences, usageQuantity, whyNotMeasured } from './measured-quantity.ts';
import { fittingReferences, whyNotUpdated } from './why-not-updated.ts';

/**
 * ADD-UNCHECKED: the quantity is neither compared nor updated, because the product's services are switched off, or because
 * the portal does not report what it bills. Silence would read as "right".
 */
export function addUnchecked(subject: AdditionSubject): Finding[] {
  const message = switchedOff(subject) ?? notReported(subject);
  if (message === undefined) return [];
  const seen = subject.addition.quantity ?? null;
  return [report('ADD-UNCHECKED', { where: additionPlace(subject, 'quantity'), message, seen, expected: null })];
}

function switchedOff(subject: AdditionSubject): string | undefined {
  const { addition, agreement, agreements } = subject;
  const today = todayOf(subject);
  const references = fittingReferences(subject);
  if (!serialEfsId(subject) || !crossReferencesOf(subject)?.length || isFlatFee(subject)) return undefined;
  if (!references.length || references.some(({ toggledOn }) => toggledOn)) return undefined;
  if (!isActive(addition, today) || (agreement && endOf(agreement, today, agreements))) return undefined;
  const titles = servicesOfReferences(references).map(({ title }) => title);
  return `Not checked: ${titles.join(', ')} ${titles.length === 1 ? 'is' : 'are'} switched off in Services & products.`;
}

/** Says nothing where the portal was not read, or where a sync leaves the line alone for another reason. */
function notReported(subject: AdditionSubject): string | undefined {
  const customerId = serialCustomerId(subject);
  const serviceUsage = customerId === undefined ? undefined : subject.serviceUsage?.[customerId];
  if (!serviceUsage || subject.incomplete?.crossReferences || areFactsOld(subject) || whyNotUpdated(subject))
    return undefined;
  const references = fittingReferences(subject);
  return usageQuantity(references, serviceUsage) ? undefined : whyNotMeasured(references, serviceUsage);
}
