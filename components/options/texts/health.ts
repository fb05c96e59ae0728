import type { AccountKind } from '../../../lib/domain/portal-facts.ts';
import { count } from '../../ui/format.ts';

const KINDS: Record<AccountKind, string> = {
  server: 'Servers',
  desktop: 'Workstations',
  mailboxes: 'Microsoft 365 and other mailbox services',
  appliance: 'Appliances',
  unknown: 'Devices of unknown kind',
};

/** How old a backup may be. */
export const LIMITS_OF_HEALTH = {
  heading: 'Backup health',
  about:
    'A backup that is older than its limit is a warning; older than three times the limit, an error. A threshold that the portal has for a device goes first.',
  kinds: KINDS,
  unit: 'hours',
  byDefault: (hours: number) => `Default: ${count(hours, 'hour')}.`,
  /** @param field its label @param typed what is in the field */
  wrong: (field: string, typed: string, least: number, most: number, example: number) =>
    `“${field}” cannot be “${typed}”. Enter hours from ${least} to ${most.toLocaleString()}, for example ${example}.`,
} as const;

/** Limits of single products. */
export const PRODUCT_LIMITS = {
  heading: 'Limits of single products',
  hint: 'A product is what the portal calls plan or product, for example Direct-to-Cloud; * is any text. The first row that fits counts, before the limits above.',
  product: 'Plan or product',
  kind: 'Kind',
  anyKind: 'Any kind',
  limit: 'Limit',
  add: 'Add a product',
  row: (n: number) => `Product ${n}`,
  blank: (n: number) =>
    `“Plan or product” of product ${n} is blank. Enter the portal’s name for it, or remove the row.`,
} as const;
