import * as z from 'zod/mini';
import { SERVICE_IDS, SERVICE_TOGGLES } from './service.ts';

/** REST: CatalogItem.identifier, 75 since 2025 (cw-api §3.6). */
const MAX_IDENTIFIER = 75;

/** What settings may be: the check of what is stored and of what a page sends. For the worker; pages never load it (zod). */
export const settingsSchema = z.strictObject({
  // Letters only: digits or a dash would make `EFS-342` ambiguous.
  prefix: z.string().check(z.regex(/^[A-Za-z]{1,20}$/, 'must be 1 to 20 letters')),
  managementSolution: z.string().check(z.maxLength(100)),
  storageUnit: z.enum(['GB', 'GiB']),
  rounding: z.enum(['two-decimals', 'whole-units-up']),
  countTrialAccounts: z.boolean(),
  countExpiredAccounts: z.boolean(),
  pushes: z.strictObject({
    backupStatistics: z.boolean(),
    agreementParts: z.boolean(),
    invoiceDescriptions: z.boolean(),
  }),
  toggles: z.record(z.enum(SERVICE_TOGGLES), z.boolean()),
  products: z.partialRecord(
    z.enum(SERVICE_IDS),
    z.strictObject({
      id: z.int().check(z.positive()),
      identifier: z.string().check(z.minLength(1), z.maxLength(MAX_IDENTIFIER)),
    }),
  ),
  guards: z.strictObject({
    jumpPercent: z.number().check(z.gte(0), z.lte(100_000)),
    jumpUnits: z.number().check(z.gte(0), z.lte(1_000_000)),
  }),
});
