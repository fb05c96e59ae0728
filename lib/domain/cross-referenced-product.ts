import type { CrossReference } from './connectwise-records.ts';
import { isEnabled, servicesOf } from './own-service.ts';
import type { Service, ServiceId } from './service.ts';
import type { Settings } from './settings.ts';

export interface CrossReferencedProduct extends Pick<Service, 'title' | 'unit'> {
  service: ServiceId;
  productId: number;
  productIdentifier: string;
  agreementTypeId: number | null;
  agreementTypeName: string | null;
  toggledOn: boolean;
}

export interface ProductChoice {
  id: number;
  identifier: string;
  description: string;
}

/**
 * Which product bills which service, and on agreements of which type: ConnectWise's cross-references, with the product
 * that settings choose in place of theirs. A service chosen in settings without a cross-reference counts on any type.
 */
export function crossReferencedProducts(
  setup: { crossReferences: readonly CrossReference[] },
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
