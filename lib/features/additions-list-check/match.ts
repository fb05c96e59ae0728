import type { Addition } from '../../domain/connectwise-records.ts';
import type { Finding } from '../../domain/finding.ts';
import { readDate, readNumber } from '../../host/read/values.ts';
import { tidy } from '../../host/visible.ts';
import { agreed, type Cells } from '../marks/list-rows.ts';

/** The list rounds what REST has in full. */
const ROUNDING = 0.0051;

/**
 * The stored additions that a row may show, by every column that is there
 * (docs/reference/connectwise-pages.md#screens-that-are-checked: no id of the addition is in the row). A blank product
 * is a row that is not filled yet.
 */
export function additionsShown(cells: Cells, additions: readonly Addition[], locale: string | null): Addition[] {
  const { product, serialNumber } = cells;
  if (!product || serialNumber === undefined) return [];
  return additions.filter(
    (addition) =>
      tidy(addition.product.identifier) === product &&
      tidy(addition.serialNumber) === serialNumber &&
      sameNumber(cells.quantity, addition.quantity, locale) &&
      sameNumber(cells.lessIncluded, addition.lessIncluded, locale) &&
      sameNumber(cells.unitPrice, addition.unitPrice, locale) &&
      sameNumber(cells.unitCost, addition.unitCost, locale) &&
      sameDay(cells.effectiveDate, addition.effectiveDate, locale) &&
      sameDay(cells.cancelledDate, addition.cancelledDate, locale),
  );
}

/** Findings of stored additions, by the record that they are about. */
export function byAddition(findings: readonly Finding[], agreementId: number): Map<number, Finding[]> {
  const found = new Map<number, Finding[]>();
  for (const finding of findings) {
    const { resource, recordId, agreementId: agreement } = finding.where;
    if (resource !== 'addition' || agreement !== agreementId || recordId === undefined) continue;
    found.set(recordId, [...(found.get(recordId) ?? []), finding]);
  }
  return found;
}

/** What is wrong with the addition that a row shows; empty where it is not sure which one that is. */
export function findingsOfRow(
  cells: Cells,
  additions: readonly Addition[],
  findings: ReadonlyMap<number, readonly Finding[]>,
  locale: string | null,
): readonly Finding[] {
  return agreed(additionsShown(cells, additions, locale).map(({ id }) => findings.get(id) ?? []));
}

/** A column that is not there, or whose text could mean two numbers, says nothing; a blank one means nothing billed. */
function sameNumber(shown: string | undefined, stored: number, locale: string | null): boolean {
  if (shown === undefined) return true;
  const value = shown === '' ? 0 : readNumber(shown, locale);
  return value === undefined || Math.abs(value - stored) < ROUNDING;
}

function sameDay(shown: string | undefined, stored: string | undefined, locale: string | null): boolean {
  if (shown === undefined) return true;
  if (shown === '') return !stored;
  const day = readDate(shown, locale);
  return day === undefined || day === stored?.slice(0, 10);
}
