import { z } from 'zod';
import { EVENT_TYPES } from '../../lib/domain/portal-facts.ts';
import type { RightFunction } from './connectwise/rights.ts';
import { RIGHT_FUNCTIONS } from './connectwise/rights.ts';
import { BILLING_DEVIATIONS } from './portal/x360-deviations.ts';

const RESULT = z.enum(['ok', 'warning', 'failed']);
const accountId = z.number().int();

export const BACKUP_ACT = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('run'), accountId, result: RESULT, message: z.string().optional() }),
  z.strictObject({ act: z.literal('plan'), accountId, results: z.array(RESULT) }),
  z.strictObject({ act: z.literal('missing'), accountId, missing: z.boolean() }),
  z.strictObject({ act: z.literal('verify'), accountId, healthy: z.boolean() }),
  z.strictObject({
    act: z.literal('grow'),
    accountId,
    onlineBytes: z.number().int().optional(),
    localBytes: z.number().int().optional(),
    mailboxes: z.number().int().optional(),
    licences: z.number().int().optional(),
  }),
  z.strictObject({
    act: z.literal('report'),
    accountId,
    type: z.enum(EVENT_TYPES),
    severity: z.enum(['ok', 'warning', 'error']),
    message: z.string(),
    details: z.string().default(''),
    raw: z.record(z.string(), z.unknown()).optional(),
  }),
]);
export type BackupAct = z.infer<typeof BACKUP_ACT>;

const ticketId = z.number().int();
export const TICKET_ACT = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('move'), ticketId, boardId: z.number().int() }),
  z.strictObject({ act: z.literal('close'), ticketId }),
  z.strictObject({ act: z.literal('reopen'), ticketId }),
  z.strictObject({ act: z.literal('child'), ticketId, parentId: ticketId }),
  z.strictObject({ act: z.literal('merge'), ticketId, survivorId: ticketId }),
  z.strictObject({ act: z.literal('note'), ticketId, text: z.string() }),
  z.strictObject({
    act: z.literal('create'),
    companyId: z.number().int(),
    summary: z.string(),
    byMail: z.boolean().optional(),
    boardId: z.number().int().optional(),
  }),
]);
export type TicketAct = z.infer<typeof TICKET_ACT>;

export const RIGHT = z.strictObject({
  function: z.enum(Object.keys(RIGHT_FUNCTIONS) as RightFunction[]),
  action: z.enum(['inquire', 'add', 'edit', 'delete']),
  level: z.enum(['None', 'My', 'All']),
  securityRoleId: z.number().int().optional(),
});

export const X360 = z.strictObject({
  activeAsNumber: z.boolean().optional(),
  idUnderscore: z.enum(['none', 'organization', 'all']).optional(),
  deviceWithoutClientId: z.boolean().optional(),
  times: z.enum(['mixed', 'unpadded', 'uniform']).optional(),
  autoVerifyNull: z.boolean().optional(),
  billing: z.enum(BILLING_DEVIATIONS).optional(),
});

/** Product permissions of every x360 key, e.g. `["x360Recover"]` to take Billing away (docs/reference/portals.md#access). */
export const X360_PERMISSIONS = z.strictObject({ permissions: z.array(z.string()) });

/** Habits of the web client; `prefixChange` one higher is another build for the pages that are open. */
export const WEB_CLIENT = z.strictObject({
  iframe: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  readOnlyAs: z.enum(['inputs', 'labels']).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  locale: z.enum(['en_US', 'de_DE']).optional(),
  columns: z.enum(['moved', 'narrow']).optional(),
  twoRecords: z.boolean().optional(),
  classesGone: z.enum(['half', 'all']).optional(),
  prefixChange: z.number().int().nonnegative().optional(),
  busyNodes: z.number().int().nonnegative().optional(),
  lateMs: z.number().int().nonnegative().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});

/** Makes the invoices of the date's month, of one agreement or of all active ones; default today. */
export const BILLING = z.strictObject({
  agreementId: z.number().int().optional(),
  date: z.iso.date().optional(),
});

const companyId = z.number().int();
export const COMPANY_ACT = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('duplicate'), companyId }),
  z.strictObject({ act: z.literal('delete'), companyId }),
  z.strictObject({ act: z.literal('deactivate'), companyId }),
]);
export type CompanyAct = z.infer<typeof COMPANY_ACT>;
