import { literalText, numberValue } from '../../../shared/text-values.ts';
import { type EfsIdReading, readEfsId } from '../../efs-id.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type AdditionsSubject, companyEfsIds } from './addition-subject.ts';
import { createAddition } from './create-addition.ts';
import { areFactsOld } from './facts-not-compared.ts';
import { type UsageQuantity, usageQuantity } from './measured-quantity.ts';
import { unbilledServices } from './unbilled-services.ts';

/**
 * ADD-MISSING: the portal measures usage of an enabled, cross-referenced service and no active addition bills it. The fix
 * creates it where it is clear on which agreement; elsewhere the message says why not.
 */
export function addMissing(subject: AdditionsSubject): Finding[] {
  const { serviceUsage = {}, prefix, companyId, incomplete } = subject;
  // The addition may be one that could not be read, or be billed under a product that is named there.
  if (incomplete?.additions || incomplete?.crossReferences || areFactsOld(subject)) return [];
  const own = companyEfsIds(subject) ?? [];
  return own.flatMap((efsId) => {
    const reading = readEfsId(efsId, prefix);
    const measured = reading.ok ? serviceUsage[reading.customerId] : undefined;
    return [...unbilledServices(subject, efsId)].flatMap(([productId, crossReferences]) => {
      const usage = usageQuantity(crossReferences, measured);
      if (!usage || usage.quantity <= 0 || isDoubtful(subject, reading, usage)) return [];
      const names = usage.services.map(({ title }) => title).join(', ');
      const product = crossReferences[0]?.productIdentifier ?? '';
      const message = `The portal measures ${numberValue(usage.quantity)} for ${names} of ${efsId}, but no active addition with the product “${literalText(product)}” bills it.`;
      const missing = { product: { id: productId, identifier: product }, efsId, usage };
      const planned = createAddition(subject, missing, message);
      const isPlanned = typeof planned !== 'string';
      return report('ADD-MISSING', {
        where: { resource: 'company', companyId },
        about: `${efsId}/${productId}`,
        message: isPlanned ? message : `${message} ${planned}`,
        seen: null,
        expected: { product, serialNumber: efsId, quantity: usage.quantity },
        ...(isPlanned && { fix: { label: `Create the addition “${literalText(product)}”`, changes: [planned] } }),
      });
    });
  });
}

/** Usage that is incomplete, of another customer, or of a service that nobody chose for it demands no line. */
function isDoubtful({ doubts }: AdditionsSubject, reading: EfsIdReading, { services }: UsageQuantity): boolean {
  return reading.ok && services.some(({ id }) => doubts?.[reading.customerId]?.[id] !== undefined);
}
