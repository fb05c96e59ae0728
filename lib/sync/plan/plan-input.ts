import type { BackupStatistics } from '../../domain/backup-statistics.ts';
import type { CalendarDay } from '../../domain/calendar-day.ts';
import type { Change, Skipped } from '../../domain/change.ts';
import type { CrossReferencedProduct } from '../../domain/cross-referenced-product.ts';
import { formatEfsId } from '../../domain/efs-id.ts';
import type { Guard } from '../../domain/guard.ts';
import type { MeasuredService } from '../../domain/quantity.ts';
import type { Settings } from '../../domain/settings.ts';
import { customerDoubt, type UsageDoubts } from '../../domain/usage-doubts.ts';
import type { JsonValue } from '../../shared/json.ts';
import { sameValue } from '../../shared/same-value.ts';
import { linkIn } from '../read/company-links.ts';
import type { PortalSide } from '../read/facts.ts';
import type { Observation } from '../read/observation.ts';

/** What every sync plans from. */
export interface PlanInput {
  observation: Observation;
  settings: Settings;
  now: number;
  /** The day of `now` in the tenant's time zone: dates of agreements and lines are days there. */
  today: CalendarDay;
  /** Customers that a sync may write for: known to the portal and on this company alone. */
  customers: PlannedCustomer[];
  products: CrossReferencedProduct[];
  /** By `efsNumber`, as the doubts are. */
  measured: Record<string, MeasuredService[]>;
  /** Why a measure is not to be billed without a user. */
  doubts: Record<string, UsageDoubts>;
}

export interface PlannedCustomer extends PortalSide {
  /** As the company's records carry it. */
  efsId: string;
  /** The number in it. */
  efsNumber: string;
  facts: NonNullable<PortalSide['facts']>;
  /** The month's figures, counted once for both syncs that write them. */
  counted: BackupStatistics;
}

/** What one part of a sync writes, and what it skips. */
export interface SyncPlan {
  changes: Change[];
  skipped: Skipped[];
}

/** Returns the guard for all that the portal reports of a customer who may not be this company, as members of a change. */
export function guardOfCustomer({ observation }: PlanInput, { customerId, facts }: PlannedCustomer): { guard?: Guard } {
  const { confirmedName } = linkIn(observation, customerId);
  const guard = customerDoubt(facts.customer, { company: observation.company.name, confirmed: confirmedName });
  return guard ? { guard } : {};
}

export const EMPTY: SyncPlan = { changes: [], skipped: [] };

/**
 * Returns only values that differ: equal values make no change. Undefined: the portal says nothing, so nothing is written;
 * neither is a number that is not finite, which JSON would send as `null`.
 */
export function differing(record: object | undefined, values: Record<string, JsonValue | undefined>): Change['fields'] {
  const members = (record ?? {}) as Record<string, unknown>;
  return Object.entries(values).flatMap(([field, to]) => {
    if (to === undefined || (typeof to === 'number' && !Number.isFinite(to)) || sameValue(members[field], to))
      return [];
    return { field, from: (members[field] ?? null) as JsonValue, to };
  });
}

export function join(plans: readonly SyncPlan[]): SyncPlan {
  return {
    changes: plans.flatMap((plan) => plan.changes),
    skipped: plans.flatMap((plan) => plan.skipped),
  };
}

/** Returns the EFS id by which a company's records carry a customer; its own where that is not known. */
export function efsIdIn(observation: Pick<Observation, 'links'>, customerId: string, settings: Settings): string {
  return efsIdOf(linkIn(observation, customerId).efsNumber ?? customerId, settings);
}

export function efsIdOf(customerId: string, settings: Settings): string {
  return formatEfsId(customerId, settings.prefix);
}
