import { literalText, numberValue } from '../../../shared/text-values.ts';
import type { CrossReferencedProduct } from '../../cross-referenced-product.ts';
import { type EfsIdReading, meantEfsId, readEfsId } from '../../efs-id.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type AdditionsSubject, companyEfsIds, isActive, todayOf } from './addition-subject.ts';
import { isForAgreement, runningAgreements } from './agreement-for-product.ts';
import { createAddition } from './create-addition.ts';
import { areFactsOld } from './facts-not-compared.ts';
import { type UsageQuantity, usageQuantity } from './measured-quantity.ts';

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
    return [...byProduct(unbilled(subject, efsId))].flatMap(([productId, crossReferences]) => {
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

/**
 * One cross-reference for each service that no addition bills. A service may have a product per agreement type, and any of
 * them is enough; suggested is the one that fits a running agreement of the company.
 */
function unbilled(subject: AdditionsSubject, efsId: string): CrossReferencedProduct[] {
  const { products = [], agreements } = subject;
  const running = runningAgreements(subject);
  const isFitting = (row: CrossReferencedProduct) => running.some((one) => isForAgreement(row, one, agreements));
  return [...new Set(products.map(({ service }) => service))].flatMap((service) => {
    const rows = products.filter((row) => row.service === service);
    if (rows.some(({ productId }) => isBilled(subject, productId, efsId))) return [];
    return rows.find(isFitting) ?? rows[0] ?? [];
  });
}

function byProduct(products: readonly CrossReferencedProduct[]): Map<number, CrossReferencedProduct[]> {
  const groups = new Map<number, CrossReferencedProduct[]>();
  for (const product of products) groups.set(product.productId, [...(groups.get(product.productId) ?? []), product]);
  return groups;
}

/** By a line of today or of a day to come: who entered it for the next cycle need not enter it again. */
function isBilled(subject: AdditionsSubject, productId: number, efsId: string): boolean {
  const { additions, prefix } = subject;
  const today = todayOf(subject);
  return additions.some(
    (addition) =>
      addition.product.id === productId &&
      meantEfsId(addition.serialNumber, prefix) === efsId &&
      isActive(addition, today),
  );
}
