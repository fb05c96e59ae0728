import * as z from 'zod/mini';
import { settingsSchema } from '../domain/settings-schema.ts';
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
  'company.recognise': recognise,
  'agreement.recognise': recognise,
  'company.view': z.strictObject({ companyId: recordId, refresh: z.boolean() }),
  'company.plan': z.strictObject({ companyId: recordId }),
  'plan.apply': z.strictObject({ planId: ourId, confirmed: z.array(ourId).check(z.maxLength(1_000)) }),
  'company.sync': z.strictObject({ companyId: recordId }),
  'finding.plan': z.strictObject({ companyId: recordId, findingId: ourId }),
  'run.cancel': z.strictObject({ runId: ourId }),
  'run.view': z.strictObject({ runId: ourId }),
  'run.plan-undo': z.strictObject({ runId: ourId, entryId: z.optional(ourId) }),
  'customer.known': z.strictObject({ customerId: z.string().check(z.minLength(1), z.maxLength(100)) }),
  'addition.context': z.strictObject({ agreementId: recordId }),
  'managed-id.context': z.strictObject({ companyId: z.nullable(recordId) }),
};

/** What only our own pages may send. */
export const pageInputs: Schemas<keyof PageMessages> = {
  'status.view': nothing,
  'tab.company': z.strictObject({ tabId: z.int().check(z.gte(0)) }),
  'settings.read': nothing,
  'settings.save': z.strictObject({ settings: settingsSchema }),
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
  'event.reprocess': z.strictObject({ source: ourId, id: z.string().check(z.minLength(1), z.maxLength(1_000)) }),
  'boards.list': nothing,
  'boards.statuses': z.strictObject({ boardId: recordId }),
  'sweep.view': nothing,
  'sweep.start': nothing,
  'sweep.pause': nothing,
  'sweep.cancel': nothing,
};

/** What a content script may answer. */
export const tabOutputs: { [N in keyof TabMessages]: z.ZodMiniType<TabMessages[N]['output']> } = {
  'tab.where': z.nullable(z.strictObject({ companyId: recordId, name: shortText })),
};
