import * as z from 'zod/mini';
import type { CompanyIdentity } from '../../domain/company-view.ts';
import { PAGE_FIELDS } from '../../domain/page-fields.ts';
import { LONGEST_DIAGNOSIS, LONGEST_FEATURE_ID, MOST_FEATURES, MOST_SENTENCES } from '../../domain/page-limits.ts';
import type { ScreenDiagnosis, ScreenReport } from '../../domain/page-report.ts';
import { SCREEN_IDS } from '../../domain/page-screens.ts';
import { fromPage, nothing, recordId, shortText, tabId } from './declaration.ts';

/** What our own pages ask about a tab that shows ConnectWise. */
export const TAB = {
  'tab.company': fromPage(z.strictObject({ tabId })).answers<CompanyIdentity | null>(),
  /** The self-check of a tab; null: no content script of ours there. */
  'tab.check': fromPage(z.strictObject({ tabId })).answers<ScreenReport | null>(),
  /** Structure of a tab's screen without values; null as above. */
  'tab.diagnose': fromPage(z.strictObject({ tabId })).answers<ScreenDiagnosis | null>(),
  /** Lets the user point at a field in a tab. Answers when the page is ready to be pointed at. */
  'tab.teach': fromPage(z.strictObject({ tabId, field: z.enum(PAGE_FIELDS) })).answers<null>(),
  /** Tabs that show ConnectWise, the last used first, for the options page. */
  'tabs.list': fromPage(nothing).answers<{ tabId: number; title: string }[]>(),
};

/** One message from the worker to a content script: pages are not trusted, so the schema is that of the answer. */
interface TabDeclaration<Input, Output> {
  readonly output: z.ZodMiniType<Output>;
  /** Only a type: it is never set. */
  readonly input?: Input;
}

const toTab =
  <Input = Record<string, never>>() =>
  <Schema extends z.ZodMiniType>(output: Schema): TabDeclaration<Input, z.infer<Schema>> => ({
    output: output as unknown as z.ZodMiniType<z.infer<Schema>>,
  });

/** What the worker asks a content script. */
export const TAB_MESSAGES = {
  'tab.where': toTab()(z.nullable(z.strictObject({ companyId: recordId, name: shortText }))),
  'tab.check': toTab()(
    z.strictObject({
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
  ),
  /**
   * What the worker passes on from the panel frame, and the shortcut: answers whether the panel was there. `attest`: whether
   * nothing lies over the frame.
   */
  'tab.panel': toTab<{ does: 'collapse' | 'changed' | 'started' | 'toggle' | 'pin' | 'unpin' | 'attest' }>()(
    z.strictObject({ done: z.boolean() }),
  ),
  'tab.diagnose': toTab()(z.strictObject({ text: z.string().check(z.maxLength(LONGEST_DIAGNOSIS)) })),
  'tab.teach': toTab<{ field: (typeof PAGE_FIELDS)[number] }>()(z.strictObject({ ready: z.boolean() })),
};
