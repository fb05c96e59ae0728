import { literalText } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import { flatFeeOf } from '../../flat-fee.ts';
import type { SetupContext, SetupProduct } from '../../setup-context.ts';
import { report } from '../report.ts';
import {
  aboutRow,
  type CrossReferencesSubject,
  crossReferencePlace,
  enabledService,
  looseKey,
} from './setup-subject.ts';

/**
 * SET-XREF-PRODUCT: no product, a flat-fee one ("only cross-reference the second per-unit product",
 * docs/reference/setup-guides.md#2022-billing-2b), or the product of another service. Pages show a product's identifier
 * or its description (docs/reference/setup-guides.md#figure-4 and #figure-7), so a text that fits no product that we
 * know is not checked.
 */
export function setXrefProduct({ context, rows }: CrossReferencesSubject): Finding[] {
  return rows.flatMap((row) => {
    const { product } = row;
    const known = enabledService(context, row);
    if (product === undefined || !known) return [];
    const chosen = known.product?.identifier;
    const expected = chosen ?? `the product for ${known.title}`;
    const findingOf = (message: string): Finding =>
      report('SET-XREF-PRODUCT', {
        where: crossReferencePlace(row, 'crossReferenceProduct'),
        message,
        seen: product,
        expected,
        ...aboutRow(row),
      });
    if (product === '') {
      return findingOf(
        `Product is blank. Select ${chosen ? `“${literalText(chosen)}”` : expected}, or nothing of this service is billed.`,
      );
    }
    // A name that only includes an amount is the per-unit product's as often
    // (docs/reference/setup-guides.md#2022-billing-2b): only the other names tell here.
    const shown = { product: { id: 0, identifier: product }, lessIncluded: 1 };
    if (flatFeeOf(shown, context.flatFeeProducts)) {
      return findingOf(
        `“${literalText(product)}” is a flat-fee product: its quantity would be overwritten. Select the per-unit product.`,
      );
    }
    if (!known.product || isProduct(known.product, product)) return [];
    const named = namedProduct(context, product);
    if (!named || named === chosen) return [];
    const why = known.product.isChosen ? 'is chosen in the options' : 'was used so far';
    return findingOf(
      `Product is “${literalText(product)}”, but “${literalText(chosen ?? '')}” ${why} for ${known.title}.`,
    );
  });
}

function isProduct({ identifier, description }: SetupProduct, shown: string): boolean {
  return [identifier, description].some((text) => looseKey(text) === looseKey(shown));
}

/**
 * Identifier of the product that is shown. Where no name is exactly the one that is shown: a description usually holds the
 * identifier, as `EFS Online Backup Basic Storage` does.
 */
function namedProduct({ services }: SetupContext, shown: string): string | undefined {
  const products = services.flatMap(({ product }) => product ?? []);
  const exact = products.find((product) => isProduct(product, shown));
  if (exact) return exact.identifier;
  const key = looseKey(shown);
  return products
    .map(({ identifier }) => identifier)
    .filter((identifier) => key.includes(looseKey(identifier)))
    .sort((a, b) => b.length - a.length)[0];
}
