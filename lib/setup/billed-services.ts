import { isEnabled, servicesOf } from '../domain/own-service.ts';
import type { Service } from '../domain/service.ts';
import type { Settings } from '../domain/settings.ts';

/** Services that the settings bill; one that a user defined counts by its product alone, so that it is listed once it has one. */
export function billedServices(settings: Settings): readonly Service[] {
  return servicesOf(settings).filter((service) => service.toggle !== null && isEnabled(service, settings));
}
