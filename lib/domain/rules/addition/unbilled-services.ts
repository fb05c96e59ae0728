import type { CrossReferencedProduct } from '../../cross-referenced-product.ts';
import { meantEfsId } from '../../efs-id.ts';
import { type AdditionFacts, type AdditionsSubject, isActive, todayOf } from './addition-subject.ts';
import { isForAgreement, runningAgreements } from './agreement-for-product.ts';

type Subject = Pick<AdditionsSubject, 'additions' | 'agreements' | 'companyId' | 'prefix' | 'products'> &
  Pick<AdditionFacts, 'now' | 'timeZone' | 'today'>;

/**
 * Returns the cross-references of the services that no addition of an EFS id bills, by product id: one for each service. A service may
 * have a product per agreement type, and any of them is enough; suggested is the one that fits a running agreement of the company.
 */
export function unbilledServices(subject: Subject, efsId: string): Map<number, CrossReferencedProduct[]> {
  const { products = [], agreements } = subject;
  const running = runningAgreements(subject);
  const isFitting = (row: CrossReferencedProduct) => running.some((one) => isForAgreement(row, one, agreements));
  const unbilled = [...new Set(products.map(({ service }) => service))].flatMap((service) => {
    const rows = products.filter((row) => row.service === service);
    if (rows.some(({ productId }) => isBilled(subject, productId, efsId))) return [];
    return rows.find(isFitting) ?? rows[0] ?? [];
  });
  return Map.groupBy(unbilled, ({ productId }) => productId);
}

/** By a line of today or of a day to come: who entered it for the next cycle need not enter it again. */
function isBilled(subject: Subject, productId: number, efsId: string): boolean {
  const { additions, prefix } = subject;
  const today = todayOf(subject);
  return additions.some(
    (addition) =>
      addition.product.id === productId &&
      meantEfsId(addition.serialNumber, prefix) === efsId &&
      isActive(addition, today),
  );
}
