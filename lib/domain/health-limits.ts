import { HOUR, MINUTE } from '../shared/time.ts';
import { matchesPattern } from '../shared/wildcards.ts';
import type { Account, AccountKind } from './portal-facts.ts';

/** How old the newest backup may be before it is a warning, in hours; three times that is an error. */
export interface HealthSettings {
  /** By what is protected: where neither the portal nor a product says anything. */
  limits: Record<AccountKind, number>;
  /** Before `limits`: the first that fits. */
  products: ProductLimit[];
}

/** The limit of what the portal calls by a plan or product. */
export interface ProductLimit {
  /** The portal's word (`Account.plan`), in any case; `*` is any text: `Direct-to-Cloud`, `ShadowProtect*`. */
  product: string;
  /** Absent: of any kind. */
  kind?: AccountKind;
  hours: number;
}

/**
 * Servers, workstations and mailbox services (Microsoft 365) as docs/reference/rules.md#health has them. Appliances protect
 * servers. Of what a portal gives no kind, it may be a server: the shorter one holds.
 */
export const DEFAULT_HEALTH: HealthSettings = {
  limits: { server: 26, desktop: 240, mailboxes: 12, appliance: 26, unknown: 26 },
  products: [],
};

/** Bounds of a limit in hours: a backup more often than hourly is no promise that providers make; a year. */
export const LIMIT_HOURS = { least: 1, most: 8_760 } as const;
export const MOST_PRODUCT_LIMITS = 50;
export const LONGEST_PRODUCT = 100;

export interface Limit {
  milliseconds: number;
  from: 'portal' | 'product' | 'class';
  /** The product's row, for `product`. */
  product?: string;
}

/**
 * Returns how old a backup of the account may be: the portal's own threshold goes first, then the first product that fits, then
 * the kind. A threshold that is switched off, or of no time at all, is none: the portal promises nothing then (x360Recover calls
 * such a device healthy for ever), and a backup of any age would be proof.
 * @param thresholdMinutes the portal's, see `BackupCopy`
 */
export function limitOf(
  { kind, plan }: Pick<Account, 'kind' | 'plan'>,
  thresholdMinutes: number | undefined,
  { limits, products }: HealthSettings,
): Limit {
  if (thresholdMinutes !== undefined && thresholdMinutes > 0)
    return { milliseconds: thresholdMinutes * MINUTE, from: 'portal' };
  const row = products.find((one) => (one.kind ?? kind) === kind && matchesPattern(plan.trim(), one.product.trim()));
  return row
    ? { milliseconds: row.hours * HOUR, from: 'product', product: row.product.trim() }
    : { milliseconds: limits[kind] * HOUR, from: 'class' };
}
