import type { Finding } from '../finding.ts';
import type { SetupContext } from '../views.ts';
import { isFlatFee } from './addition-subject.ts';
import { report } from './report.ts';
import {
  aboutRow,
  type CrossReferencesSubject,
  crossReferencePlace,
  enabledService,
  looseKey,
  rowLabel,
} from './setup-subject.ts';

/**
 * SET-XREF-PRODUCT: no product, a flat-fee one ("only cross-reference the second per-unit product", S22 2b), or the product of
 * another service. Pages show a product's identifier or its description (S15 figures 4 and 7), so a text that fits no product
 * that we know is not judged.
 */
export function setXrefProduct({ context, rows }: CrossReferencesSubject): Finding[] {
  return rows.flatMap((row) => {
    const { product } = row;
    const known = enabledService(context, row);
    if (product === undefined || !known) return [];
    const { service } = known;
    const chosen = known.product?.identifier;
    const expected = chosen ?? `the product for ${service.title}`;
    const tell = (message: string): Finding =>
      report('SET-XREF-PRODUCT', {
        where: crossReferencePlace(row, 'crossReferenceProduct'),
        message: `${rowLabel(row)}${message}`,
        seen: product,
        expected,
        ...aboutRow(row),
      });
    if (product === '') {
      return tell(
        `Product is blank. Select ${chosen ? `“${chosen}”` : expected}, or nothing of this service is billed.`,
      );
    }
    if (isFlatFee({ prefix: '', addition: { description: product } })) {
      return tell(
        `“${product}” is a flat-fee product: its quantity would be overwritten. Select the per-unit product.`,
      );
    }
    const shown = namedProduct(context, product);
    if (!chosen || !shown || shown === chosen) return [];
    return tell(`Product is “${product}”, but “${chosen}” is chosen for ${service.title} in the options.`);
  });
}

/** Identifier of the product that is shown: a description usually holds it, as `EFS Online Backup Basic Storage` does. */
function namedProduct({ services }: SetupContext, shown: string): string | undefined {
  const key = looseKey(shown);
  return services
    .flatMap(({ product }) => product?.identifier ?? [])
    .filter((identifier) => key.includes(looseKey(identifier)))
    .sort((a, b) => b.length - a.length)[0];
}
