import type { Service, ServiceId, ServiceUnit } from './service.ts';

/** How far a quantity may differ from the measure before ADD-DRIFT reports it. The larger of the two holds. */
export interface DriftTolerance {
  /** Percent of the measured quantity. */
  percent: number;
  /** In the unit of the service: GB (or GiB), computers, mailboxes, seats or what the vendor counts. */
  units: number;
}

/** By service; absent: the default of its unit. */
export type DriftTolerances = Partial<Record<ServiceId, DriftTolerance>>;

/** Storage moves with every backup; one computer more or less is always worth a word. */
const DEFAULTS: Record<ServiceUnit, DriftTolerance> = {
  GB: { percent: 1, units: 1 },
  count: { percent: 0, units: 0 },
  mailboxes: { percent: 0, units: 0 },
  seats: { percent: 0, units: 0 },
  units: { percent: 0, units: 0 },
};

/** Returns the tolerance of a service: the one of the settings, else the default of its unit. */
export function driftToleranceOf(
  service: Pick<Service, 'id' | 'unit'>,
  tolerances: DriftTolerances = {},
): DriftTolerance {
  return tolerances[service.id] ?? DEFAULTS[service.unit];
}

/** Binary fractions make no drift: as a sync compares, see `sameValue`. */
const FRACTION = 1e-6;

/**
 * Returns whether a quantity is near enough to what the services measure together: within the tolerance of the strictest.
 * @param measured the sum of the services.
 */
export function isTolerated(
  quantity: number,
  measured: number,
  services: readonly Pick<Service, 'id' | 'unit'>[],
  tolerances?: DriftTolerances,
): boolean {
  const allowed = services.map((service) => {
    const { percent, units } = driftToleranceOf(service, tolerances);
    return Math.max(units, (Math.abs(measured) * percent) / 100);
  });
  return Math.abs(quantity - measured) <= Math.min(...allowed) + FRACTION;
}
