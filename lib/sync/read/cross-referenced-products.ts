import type { CrossReferencedProduct } from '../../domain/cross-referenced-product.ts';
import { isEnabled, servicesOf } from '../../domain/own-service.ts';
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
  return servicesOf(settings).flatMap((service) => {
    const chosen = settings.products[service.id];
    const { id, title, unit } = service;
    const bills = { service: id, title, unit, toggledOn: isEnabled(service, settings) };
    // Type and Level are compared case-sensitively (docs/reference/setup-guides.md#step-5).
    const rows = setup.crossReferences.filter(
      ({ inactiveFlag, vendorType, vendorLevel }) =>
        !inactiveFlag && vendorType !== '' && vendorType === service.type && vendorLevel === service.level,
    );
    const named = rows.flatMap((row) => {
      const product = chosen ?? row.product;
      if (!product) return [];
      return {
        ...bills,
        productId: product.id,
        productIdentifier: product.identifier,
        agreementTypeId: row.agreementType?.id ?? null,
        agreementTypeName: row.agreementType?.name ?? null,
      };
    });
    if (named.length || !chosen) return named;
    return {
      ...bills,
      productId: chosen.id,
      productIdentifier: chosen.identifier,
      agreementTypeId: null,
      agreementTypeName: null,
    };
  });
}
