import type { CrossReference } from '../domain/connectwise-records.ts';
import { crossReferencedProducts } from '../domain/cross-referenced-product.ts';
import { isEnabled, servicesOf } from '../domain/own-service.ts';
import type { Service } from '../domain/service.ts';
import type { Settings } from '../domain/settings.ts';

/** Services that the settings bill; one that a user defined counts by its product alone, so that it is listed once it has one. */
export function billedServices(settings: Settings): readonly Service[] {
  return servicesOf(settings).filter((service) => service.toggle !== null && isEnabled(service, settings));
}

/** Those of them that no product bills: neither the settings choose one, nor does a cross-reference name one. */
export function servicesWithoutProduct(
  settings: Settings,
  crossReferences: readonly CrossReference[],
): readonly Service[] {
  const billed = new Set(crossReferencedProducts({ crossReferences }, settings).map(({ service }) => service));
  return billedServices(settings).filter(({ id }) => !billed.has(id));
}
