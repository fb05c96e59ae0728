import { SERVICES, type Service, type ServiceId } from '../service.ts';
import type { CrossReferencedProduct } from '../views.ts';

export interface MeasuredQuantity {
  quantity: number;
  services: Service[];
}

/**
 * What the portal measures for a product: the sum of the enabled services that its cross-references name. Undefined
 * where none of them is measured, or where their units differ: gigabytes and heads are never added up.
 */
export function measuredQuantity(
  crossReferences: readonly CrossReferencedProduct[],
  measures: Partial<Record<ServiceId, number>> | undefined,
): MeasuredQuantity | undefined {
  const ids = new Set(crossReferences.filter(({ toggledOn }) => toggledOn).map(({ service }) => service));
  const services = SERVICES.filter(({ id }) => ids.has(id) && measures?.[id] !== undefined);
  if (services.length === 0 || new Set(services.map(({ unit }) => unit)).size > 1) return undefined;
  const sum = services.reduce((total, { id }) => total + (measures?.[id] ?? 0), 0);
  return { quantity: Number(sum.toFixed(6)), services };
}
