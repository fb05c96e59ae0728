import * as z from 'zod/mini';
import { PAGE_FIELDS } from '../domain/page-fields.ts';
import {
  CLASS_NAME,
  LONGEST_DIAGNOSIS,
  LONGEST_FEATURE_ID,
  LONGEST_LABEL,
  MOST_FEATURES,
  MOST_LEARNED,
  MOST_SENTENCES,
} from '../domain/page-limits.ts';
import { SCREEN_IDS } from '../domain/page-screens.ts';
import { automaticSchema, settingsSchema } from '../domain/settings-schema.ts';
import type { ContentMessages, Input, MessageName, PageMessages, TabMessages } from './protocol.ts';

/**
 * One schema per message input. Strict: a member that the protocol does not know is refused. Lengths bound what a page can make us
 * store or send; they are generous, ConnectWise and the portals have their own limits.
 */
const recordId = z.int().check(z.positive());
const ourId = z.string().check(z.minLength(1), z.maxLength(200));
const shortText = z.string().check(z.maxLength(500));
const limit = z.int().check(z.positive(), z.lte(10_000));
const nothing = z.strictObject({});

const recognise = z.strictObject({
  site: shortText.check(z.minLength(1)),
  recordIds: z.array(recordId).check(z.maxLength(20)),
  banner: shortText,
});

const connectWise = z.strictObject({
  siteUrl: shortText,
  companyId: shortText,
  publicKey: shortText,
  privateKey: shortText,
  clientId: shortText,
});

const portal = z.strictObject({
  kind: z.enum(['efs-portal', 'x360recover']),
  baseUrl: shortText,
  key: z.string().check(z.maxLength(5_000)),
});

type Schemas<Names extends MessageName> = { [N in Names]: z.ZodMiniType<Input<N>> };

/** What a content script may send, and our own pages too. */
export const contentInputs: Schemas<keyof ContentMessages> = {
  'page.load-features': nothing,
  'page.setup': nothing,
  'page.remember': z.strictObject({
    panel: z.strictObject({
      open: z.strictObject({ record: z.optional(z.boolean()), form: z.optional(z.boolean()) }),
      width: z.optional(z.number().check(z.gte(100), z.lte(5_000))),
    }),
  }),
  'page.teach': z.strictObject({
    field: z.enum(PAGE_FIELDS),
    screen: z.nullable(z.enum(SCREEN_IDS)),
    labels: z.array(z.string().check(z.minLength(1), z.maxLength(LONGEST_LABEL))).check(z.maxLength(MOST_LEARNED)),
    classes: z.array(z.string().check(z.regex(CLASS_NAME))).check(z.maxLength(MOST_LEARNED)),
  }),
  'company.recognize': recognise,
  'agreement.recognize': recognise,
  'company.view': z.strictObject({ companyId: recordId, refresh: z.boolean() }),
  'connection.states': nothing,
  'company.plan': z.strictObject({ companyId: recordId }),
  'plan.apply': z.strictObject({ planId: ourId, confirmed: z.array(ourId).check(z.maxLength(1_000)) }),
  'company.sync': z.strictObject({ companyId: recordId }),
  'finding.plan': z.strictObject({ companyId: recordId, findingId: ourId }),
  'run.cancel': z.strictObject({ runId: ourId }),
  'run.view': z.strictObject({ runId: ourId }),
  'run.plan-undo': z.strictObject({ runId: ourId, entryId: z.optional(ourId) }),
  'addition.context': z.strictObject({ agreementId: recordId }),
  'ticket.view': z.strictObject({
    site: shortText.check(z.minLength(1)),
    ticketId: recordId,
    banner: shortText,
    refresh: z.boolean(),
  }),
  'company.history': z.strictObject({
    companyId: recordId,
    timeZone: z.string().check(z.minLength(1), z.maxLength(60)),
    days: z.int().check(z.gte(1), z.lte(92)),
  }),
  'setup.context': nothing,
  'managed-id.context': z.strictObject({
    companyId: z.nullable(recordId),
    customerId: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  }),
};

/** Consent is not among them: it has messages of its own. */
const editedSettings = z.partial(z.omit(settingsSchema, { automatic: true }));

/** What only our own pages may send. */
export const pageInputs: Schemas<keyof PageMessages> = {
  'status.view': nothing,
  'tab.company': z.strictObject({ tabId: z.int().check(z.gte(0)) }),
  'tab.check': z.strictObject({ tabId: z.int().check(z.gte(0)) }),
  'tab.diagnose': z.strictObject({ tabId: z.int().check(z.gte(0)) }),
  'tab.teach': z.strictObject({ tabId: z.int().check(z.gte(0)), field: z.enum(PAGE_FIELDS) }),
  'tabs.list': nothing,
  'policy.view': nothing,
  'settings.read': nothing,
  'settings.save': z.strictObject({ before: editedSettings, settings: editedSettings }),
  'connection.view': nothing,
  'connection.connectwise.test': connectWise,
  'connection.connectwise.save': connectWise,
  'connection.portal.test': portal,
  'connection.portal.save': portal,
  'services.view': nothing,
  'products.search': z.strictObject({ text: shortText }),
  'poll.now': nothing,
  'journal.list': z.strictObject({ companyId: z.optional(recordId), limit, changedOnly: z.optional(z.boolean()) }),
  'journal.export': z.strictObject({ before: z.optional(z.strictObject({ at: ourId, id: ourId })) }),
  'events.list': z.strictObject({ limit }),
  'events.unreadable': nothing,
  'event.reprocess': z.strictObject({ source: ourId, id: z.string().check(z.minLength(1), z.maxLength(1_000)) }),
  'boards.list': nothing,
  'boards.statuses': z.strictObject({ boardId: recordId }),
  'automatic.view': nothing,
  'automatic.save': z.strictObject({ parts: automaticSchema, syncNow: z.boolean() }),
  'first-sync.start': nothing,
  'first-sync.cancel': nothing,
  'bulk-sync.view': nothing,
  'bulk-sync.start': nothing,
  'bulk-sync.pause': nothing,
  'bulk-sync.cancel': nothing,
};

/** What a content script may answer. */
export const tabOutputs: { [N in keyof TabMessages]: z.ZodMiniType<TabMessages[N]['output']> } = {
  'tab.where': z.nullable(z.strictObject({ companyId: recordId, name: shortText })),
  'tab.check': z.strictObject({
    screen: z.nullable(z.enum(SCREEN_IDS)),
    sure: z.boolean(),
    fields: z
      .array(
        z.strictObject({
          field: z.enum(PAGE_FIELDS),
          found: z.enum(['override', 'label', 'class', 'part-of-class', 'missing', 'ambiguous']),
        }),
      )
      .check(z.maxLength(PAGE_FIELDS.length)),
    failures: z.array(shortText).check(z.maxLength(MOST_SENTENCES)),
    features: z
      .array(
        z.strictObject({
          id: z.string().check(z.maxLength(LONGEST_FEATURE_ID)),
          state: z.enum(['idle', 'running', 'failed', 'off']),
          error: z.optional(shortText),
        }),
      )
      .check(z.maxLength(MOST_FEATURES)),
  }),
  'tab.diagnose': z.strictObject({ text: z.string().check(z.maxLength(LONGEST_DIAGNOSIS)) }),
  'tab.teach': z.strictObject({ ready: z.boolean() }),
};
