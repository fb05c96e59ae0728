import * as z from 'zod/mini';
import { EVENT_TYPES } from '../../domain/portal-facts.ts';
import { boundedText } from '../../shared/bounded-text.ts';
import { bytes, count, customerId, id, text, time } from '../fields.ts';

/**
 * Records of the EFS portal API, version 1 (docs/reference/portals.md#efs-portal). Members that we do not
 * know are ignored.
 */

export const pageSchema = z.object({ items: z.array(z.unknown()), next: z.nullish(boundedText) });

export const customerSchema = z.object({
  id: customerId,
  name: boundedText,
  brand: text,
  active: z.boolean(),
  updatedAt: time,
});

export const accountSchema = z.object({
  id,
  parentId: z.nullish(id),
  accountNo: text,
  userName: boundedText,
  role: text,
  plan: text,
  kind: z.nullish(z.enum(['server', 'desktop', 'appliance', 'mailboxes'])),
  expiresAt: time,
  onlineBytes: bytes,
  localBytes: bytes,
  mailboxes: count,
  licences: count,
  lastBackupAt: time,
  lastErrorFreeBackupAt: time,
  lastStatus: text,
  lastError: z.nullish(z.object({ text: boundedText, at: time })),
  pageUrl: text,
});

/** Members of an account that no quantity is made of. */
export const UNBILLED: ReadonlySet<string> = new Set([
  'parentId',
  'accountNo',
  'role',
  'lastBackupAt',
  'lastErrorFreeBackupAt',
  'lastStatus',
  'lastError',
  'pageUrl',
]);

export const eventSchema = z.object({
  id,
  /** Required: an event without a time cannot be put in order. */
  at: z.pipe(time, z.string()),
  customerId,
  accountId: z.nullish(id),
  brand: text,
  severity: z.enum(['ok', 'warning', 'error']),
  type: z.enum(EVENT_TYPES),
  message: boundedText,
  details: text,
  pageUrl: text,
});
