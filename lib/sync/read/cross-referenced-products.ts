import type { CrossReferencedProduct } from '../../domain/cross-referenced-product.ts';
import { SERVICES } from '../../domain/service.ts';
import type { Settings } from '../../domain/settings.ts';
import type { SetupTables } from './setup-tables.ts';

/**
 * Which product bills which service, and on agreements of which type: ConnectWise's cross-references, with the product
 * that settings choose in place of theirs. A service chosen in settings without a cross-reference counts on any type.
 */
export function crossReferencedProducts(
  setup: Pick<SetupTables, 'crossReferences'>,
  settings: Settings,
): CrossReferencedProduct[] {
  return SERVICES.flatMap((service) => {
    const chosen = settings.products[service.id];
    const toggledOn = settings.toggles[service.toggle];
    // Type and Level are compared case-sensitively (docs/reference/setup-guides.md#step-5).
    const rows = setup.crossReferences.filter(
      (row) => !row.inactiveFlag && row.vendorType === service.type && row.vendorLevel === service.level,
    );
    const named = rows.flatMap((row) => {
      const product = chosen ?? row.product;
      if (!product) return [];
      return {
        service: service.id,
        productId: product.id,
        productIdentifier: product.identifier,
        agreementTypeId: row.agreementType?.id ?? null,
        agreementTypeName: row.agreementType?.name ?? null,
        toggledOn,
      };
    });
    if (named.length || !chosen) return named;
    return {
      service: service.id,
      productId: chosen.id,
      productIdentifier: chosen.identifier,
      agreementTypeId: null,
      agreementTypeName: null,
      toggledOn,
    };
  });
}
