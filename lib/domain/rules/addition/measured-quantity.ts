import type { CrossReferencedProduct } from '../../cross-referenced-product.ts';
import type { Service, ServiceId } from '../../service.ts';

/** What a cross-reference says of a service. */
export type BilledService = Pick<Service, 'id' | 'title' | 'unit'>;

export interface UsageQuantity {
  quantity: number;
  /** Those that are measured: what the quantity is the sum of. */
  services: BilledService[];
  /** All that are switched on: one that could not be measured is missing in the sum, and its doubt counts. */
  billed: BilledService[];
}

type Measured = Partial<Record<ServiceId, number>> | undefined;

/**
 * Returns what the portal measures for a product: the sum of the enabled services that its cross-references name. Undefined
 * where none of them is measured, where their units differ (gigabytes and heads are never added up), or where the sum is no
 * quantity: this is the one place through which usage becomes a quantity, so nothing else is ever compared or written.
 */
export function usageQuantity(
  crossReferences: readonly CrossReferencedProduct[],
  serviceUsage: Measured,
): UsageQuantity | undefined {
  const services = measuredServices(crossReferences, serviceUsage);
  if (services.length === 0 || hasMixedUnits(services)) return undefined;
  const quantity = sumOf(services, serviceUsage);
  return isQuantity(quantity) ? { quantity, services, billed: enabledServices(crossReferences) } : undefined;
}

/** Returns why there is no `usageQuantity`, in one sentence. */
export function whyNotMeasured(crossReferences: readonly CrossReferencedProduct[], serviceUsage: Measured): string {
  const services = measuredServices(crossReferences, serviceUsage);
  const names = (some: readonly BilledService[]) => some.map(({ title }) => title).join(', ');
  if (services.length === 0) {
    const billed = enabledServices(crossReferences);
    return `Not checked: the portal does not report ${names(billed) || 'what this product bills'}.`;
  }
  if (hasMixedUnits(services)) return `Not checked: ${names(services)} are measured in different units.`;
  const sum = sumOf(services, serviceUsage);
  return `Not checked: what the portal reports for ${names(services)} is no valid quantity (${sum}).`;
}

/** Whether a number may be the quantity of an addition: finite and not negative. */
export function isQuantity(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}

function enabledServices(crossReferences: readonly CrossReferencedProduct[]): BilledService[] {
  return servicesOfReferences(crossReferences.filter(({ toggledOn }) => toggledOn));
}

/** The services that cross-references name, each once, in the order of the table. */
export function servicesOfReferences(crossReferences: readonly CrossReferencedProduct[]): BilledService[] {
  const byId = new Map(crossReferences.map(({ service, title, unit }) => [service, { id: service, title, unit }]));
  return [...byId.values()];
}

/** Those that the portal reports. One of which nothing is used adds nothing to services of another unit. */
function measuredServices(crossReferences: readonly CrossReferencedProduct[], serviceUsage: Measured): BilledService[] {
  const services = enabledServices(crossReferences).filter(({ id }) => serviceUsage?.[id] !== undefined);
  const used = services.filter(({ id }) => serviceUsage?.[id] !== 0);
  return hasMixedUnits(services) && used.length > 0 ? used : services;
}

function hasMixedUnits(services: readonly BilledService[]): boolean {
  return new Set(services.map(({ unit }) => unit)).size > 1;
}

function sumOf(services: readonly BilledService[], serviceUsage: Measured): number {
  return Number(services.reduce((total, { id }) => total + (serviceUsage?.[id] ?? 0), 0).toFixed(6));
}
