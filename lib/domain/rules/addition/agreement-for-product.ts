import { literalText } from '../../../shared/text-values.ts';
import { contains, periodOf } from '../../addition-period.ts';
import { endOf, familyOf } from '../../agreement-state.ts';
import type { Agreement } from '../../connectwise-records.ts';
import type { CrossReferencedProduct } from '../../cross-referenced-product.ts';
import { type AdditionFacts, todayOf } from './addition-subject.ts';

/** Returns the company's own agreements that have begun and not ended. Parents of other companies are not the company's to bill. */
export function runningAgreements(subject: AdditionFacts): Agreement[] {
  const { agreements = [], companyId } = subject;
  const today = todayOf(subject);
  return agreements.filter(
    (agreement) =>
      agreement.company.id === companyId &&
      !endOf(agreement, today, agreements) &&
      (today === undefined || contains(periodOf({}, agreement, agreements), today)),
  );
}

/** Whether a cross-reference is for any type, or for the type of the agreement or of one of its parents. */
export function isForAgreement(
  { agreementTypeId }: CrossReferencedProduct,
  agreement: Agreement,
  agreements: readonly Agreement[] = [],
): boolean {
  return agreementTypeId === null || familyOf(agreement, agreements).some(({ type }) => type.id === agreementTypeId);
}

/**
 * Returns the only running agreement on which the services can be billed, and only with this product; otherwise, in one
 * sentence, why there is none: which of several is meant, nobody can guess.
 * @param services that are to be billed: all cross-references of these count, also those of other products
 */
export function agreementForProduct(
  subject: AdditionFacts,
  productId: number,
  services: ReadonlySet<string>,
): Agreement | string {
  const rows = (subject.products ?? []).filter(({ service }) => services.has(service));
  const pairs = runningAgreements(subject).flatMap((agreement) => {
    const fitting = rows.filter((row) => isForAgreement(row, agreement, subject.agreements));
    return [...new Set(fitting.map((row) => row.productId))].map((product) => ({ agreement, product }));
  });
  const agreements = [...new Set(pairs.map(({ agreement }) => agreement))];
  const [only] = agreements;
  if (!only) return noneFits(rows.filter((row) => row.productId === productId));
  if (agreements.length > 1) return `${agreements.length} agreements would fit: choose one in ConnectWise.`;
  return pairs.length > 1 ? `${pairs.length} products would fit: choose one in ConnectWise.` : only;
}

function noneFits(rows: readonly CrossReferencedProduct[]): string {
  const types = [...new Set(rows.flatMap(({ agreementTypeName }) => agreementTypeName ?? []))].map(literalText);
  return types.length > 0 && rows.every(({ agreementTypeId }) => agreementTypeId !== null)
    ? `No running agreement of the company is of the type “${types.join('” or “')}”.`
    : 'The company has no running agreement.';
}
