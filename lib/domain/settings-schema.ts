import * as z from 'zod/mini';
import { MAX_TEMPLATE, templateFailure } from './description-template.ts';
import { LIMIT_HOURS, LONGEST_PRODUCT, MOST_PRODUCT_LIMITS } from './health-limits.ts';
import { NOTICE_DAYS, NOTICE_USAGE } from './notice-settings.ts';
import { ownServicesSchema, serviceId } from './own-service-schema.ts';
import { PAGE_FIELDS } from './page-fields.ts';
import {
  CLASS_NAME,
  LONGEST_LABEL,
  LONGEST_SITE,
  LONGEST_TAUGHT_AT,
  MOST_FEATURES,
  MOST_NAMES,
  MOST_TAUGHT,
} from './page-limits.ts';
import { SCREEN_IDS } from './page-screens.ts';
import { ACCOUNT_KINDS, EVENT_TYPES } from './portal-facts.ts';
import { ONLINE_STORAGE_IDS, ROUNDINGS, SERVICE_TOGGLES } from './service.ts';
import { LONGEST_USER_NAME } from './settings.ts';
import { TICKET_SEVERITIES } from './ticket-choices.ts';

/** REST: CatalogItem.identifier, 75 since 2025 (docs/reference/connectwise-rest.md#products). */
const MAX_IDENTIFIER = 75;

const named = z.nullable(
  z.strictObject({ id: z.int().check(z.positive()), name: z.string().check(z.minLength(1), z.maxLength(50)) }),
);

/** See `NotificationRule`. */
export const ruleSchema = z.strictObject({
  id: z.string().check(z.minLength(1), z.maxLength(100)),
  action: z.enum(['open-ticket', 'synchronize']),
  enabled: z.boolean(),
  severities: z.strictObject({ ok: z.boolean(), warning: z.boolean(), error: z.boolean() }),
  types: z.union([z.literal('all'), z.array(z.enum(EVENT_TYPES)).check(z.maxLength(EVENT_TYPES.length))]),
  brand: z.string().check(z.maxLength(100)),
  includeSubBrands: z.boolean(),
  comments: z.string().check(z.maxLength(1_000)),
});

/** Bounds what a page can make us store: a field has a handful of names. */
const names = z.optional(
  z.array(z.string().check(z.minLength(1), z.maxLength(LONGEST_LABEL))).check(z.maxLength(MOST_NAMES)),
);
const classes = z.optional(
  z.array(z.string().check(z.regex(CLASS_NAME, 'must be a class name without a dot'))).check(z.maxLength(MOST_NAMES)),
);

export const selectorOverrides = z.partialRecord(z.enum(PAGE_FIELDS), z.strictObject({ labels: names, classes }));
export const featuresOff = z.array(z.string().check(z.regex(/^[a-z-]{1,40}$/))).check(z.maxLength(MOST_FEATURES));

/** See `AutomaticParts`. */
export const automaticSchema = z.strictObject({
  statistics: z.boolean(),
  tickets: z.boolean(),
  quantities: z.boolean(),
  invoiceDescriptions: z.boolean(),
});

const taught = z.strictObject({
  field: z.enum(PAGE_FIELDS),
  screen: z.nullable(z.enum(SCREEN_IDS)),
  site: z.string().check(z.minLength(1), z.maxLength(LONGEST_SITE)),
  taughtAt: z.string().check(z.minLength(1), z.maxLength(LONGEST_TAUGHT_AT)),
  labels: names,
  classes,
});

const hours = z.number().check(z.gte(LIMIT_HOURS.least), z.lte(LIMIT_HOURS.most));
const kind = z.enum(ACCOUNT_KINDS);
const noticeDays = z.int().check(z.gte(NOTICE_DAYS.least), z.lte(NOTICE_DAYS.most));
const product = z.string().check(z.maxLength(LONGEST_PRODUCT), z.regex(/\S/, 'must not be blank'));

/** Limits of the guard on jumps, see `GuardLimits`. */
export const guardLimitsSchema = z.strictObject({
  jumpPercent: z.number().check(z.gte(0), z.lte(100_000)),
  jumpUnits: z.number().check(z.gte(0), z.lte(1_000_000)),
  jumpMoney: z.number().check(z.gte(0), z.lte(1_000_000_000)),
});

/** What settings may be: the check of what is stored and of what a page sends. For the worker; pages never load it (zod). */
export const settingsSchema = z.strictObject({
  // Letters only: digits or a dash would make `EFS-342` ambiguous.
  prefix: z.string().check(z.regex(/^[A-Za-z]{1,20}$/, 'must be 1 to 20 letters')),
  managementSolution: z.string().check(z.maxLength(100)),
  storageUnit: z.enum(['GB', 'GiB']),
  rounding: z.enum(['two-decimals', 'whole-units-up']),
  roundingOf: z.partialRecord(serviceId, z.enum(ROUNDINGS)),
  countTrialAccounts: z.boolean(),
  countExpiredAccounts: z.boolean(),
  silentDays: z.int().check(z.gte(1), z.lte(3650)),
  health: z.strictObject({
    limits: z.record(kind, hours),
    products: z
      .array(z.strictObject({ product, kind: z.optional(kind), hours }))
      .check(z.maxLength(MOST_PRODUCT_LIMITS)),
  }),
  x360Storage: z.nullable(z.enum(ONLINE_STORAGE_IDS)),
  syncedParts: z.strictObject({
    backupStatistics: z.boolean(),
    agreementParts: z.boolean(),
    invoiceDescriptions: z.boolean(),
  }),
  invoiceDescription: z.strictObject({
    template: z.string().check(
      z.maxLength(MAX_TEMPLATE),
      z.refine((template) => templateFailure(template) === undefined, 'must name known placeholders'),
    ),
    accounts: z.int().check(z.gte(0), z.lte(500)),
  }),
  automatic: automaticSchema,
  automaticFor: z.nullable(
    z.strictObject({ tenant: z.string().check(z.maxLength(500)), portal: z.string().check(z.maxLength(500)) }),
  ),
  toggles: z.record(z.enum(SERVICE_TOGGLES), z.boolean()),
  ownServices: ownServicesSchema,
  products: z.partialRecord(
    serviceId,
    z.strictObject({
      id: z.int().check(z.positive()),
      identifier: z.string().check(z.minLength(1), z.maxLength(MAX_IDENTIFIER)),
    }),
  ),
  flatFeeProducts: z
    .array(
      z.strictObject({
        id: z.int().check(z.positive()),
        identifier: z.string().check(z.minLength(1), z.maxLength(MAX_IDENTIFIER)),
        isFlatFee: z.boolean(),
      }),
    )
    .check(z.maxLength(500)),
  guards: guardLimitsSchema,
  driftTolerance: z.partialRecord(
    serviceId,
    z.strictObject({
      percent: z.number().check(z.gte(0), z.lte(100)),
      units: z.number().check(z.gte(0), z.lte(1_000_000)),
    }),
  ),
  rules: z.array(ruleSchema).check(z.maxLength(100)),
  tickets: z.strictObject({
    board: named,
    newStatus: named,
    closedStatus: named,
    // Leaves room for the text: a summary has 100 characters.
    summaryPrefix: z.string().check(z.maxLength(40)),
    whenClosedByUser: z.enum(['reopen', 'leave']),
    quietHours: z.number().check(z.gte(0), z.lte(24 * 30)),
    emailContact: z.boolean(),
    choices: z.partialRecord(
      z.templateLiteral([z.enum(TICKET_SEVERITIES), '/', kind]),
      z.strictObject({ priority: named, type: named, subType: named }),
    ),
  }),
  notices: z.strictObject({
    noBackup: z.record(kind, z.nullable(z.strictObject({ afterDays: noticeDays, everyDays: noticeDays }))),
    diskUsage: z.record(
      kind,
      z.nullable(
        z.strictObject({
          over: z.number().check(z.gte(NOTICE_USAGE.least), z.lte(NOTICE_USAGE.most)),
          everyDays: noticeDays,
        }),
      ),
    ),
  }),
  role: z.enum(['syncer', 'viewer']),
  userName: z.string().check(z.maxLength(LONGEST_USER_NAME)),
  inPage: z.strictObject({
    featuresOff,
    selectors: selectorOverrides,
    taught: z.array(taught).check(z.maxLength(MOST_TAUGHT)),
  }),
});
