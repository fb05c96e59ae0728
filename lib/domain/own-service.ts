import type { AccountKind } from './portal-facts.ts';
import { type OwnServiceId, SERVICES, type Service, type ServiceToggle, type ServiceUnit } from './service.ts';

/**
 * A service that a user defined: the sum of measures, of the accounts that pass the filters, less what is free of charge. With
 * filters by product each variant of a price is a service with a product of its own.
 */
export interface OwnService {
  id: OwnServiceId;
  title: string;
  unit: ServiceUnit;
  /** Of its cross-reference in ConnectWise, '' where it has none: then the product is chosen in the settings. */
  type: string;
  level: string;
  isOn: boolean;
  /** Ids of measures, all in the service's unit (`measures.ts`). */
  measures: string[];
  /** For measures of accounts; a customer's own cannot be filtered. */
  filter: AccountFilter;
  /** In the service's unit: usage that is free of charge, taken off before rounding. */
  deduct: number;
  /** Taken off once, or of each account's own amount. */
  deductPer: 'customer' | 'account';
}

export interface AccountFilter {
  /** Empty: of any kind. */
  kinds: AccountKind[];
  /** Patterns of the portal's plan or product; empty: of any. See `lib/shared/wildcards.ts`. */
  plans: string[];
  /** Patterns of the account's name; empty: of any. */
  names: string[];
  /** Patterns of names that do not count. */
  exceptNames: string[];
  /** Days without a backup after which an account does not count; null: the settings' own limit alone. */
  silentDays: number | null;
}

export const NO_FILTER: AccountFilter = { kinds: [], plans: [], names: [], exceptNames: [], silentDays: null };

/** The guides' services, then the user's. */
export function servicesOf({ ownServices }: { ownServices: readonly OwnService[] }): readonly Service[] {
  return ownServices.length === 0 ? SERVICES : [...SERVICES, ...ownServices.map(serviceOf)];
}

export function serviceOf({ id, title, unit, type, level }: OwnService): Service {
  return { id, title, unit, type, level, configurationType: 'Backup Stats', toggle: null };
}

/** Whether quantities of the service are compared and written. */
export function isEnabled(
  { id, toggle }: Pick<Service, 'id' | 'toggle'>,
  { toggles, ownServices }: { toggles: Record<ServiceToggle, boolean>; ownServices: readonly OwnService[] },
): boolean {
  return toggle ? toggles[toggle] : ownServices.some((own) => own.id === id && own.isOn);
}
