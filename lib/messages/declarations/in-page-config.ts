import * as z from 'zod/mini';
import type { InPageConfig } from '../../domain/in-page-config.ts';
import { PAGE_FIELDS } from '../../domain/page-fields.ts';
import { CLASS_NAME, LONGEST_LABEL, MOST_LEARNED } from '../../domain/page-limits.ts';
import { SCREEN_IDS } from '../../domain/page-screens.ts';
import type { Policy } from '../../domain/policy.ts';
import { fromAnyContent, fromContent, fromPage, nothing } from './declaration.ts';

/** What the page side works with before it looks at a screen, and what it stores with us. */
export const IN_PAGE_CONFIG = {
  /** Which features are on, and further names of fields. Answered before ConnectWise is connected. */
  'page.setup': fromAnyContent(nothing).answers<InPageConfig>(),
  /** Keeps how wide the panel is and where it was open. */
  'page.remember': fromContent(
    z.strictObject({
      panel: z.strictObject({
        open: z.strictObject({ record: z.optional(z.boolean()) }),
        pinned: z.optional(z.boolean()),
        width: z.optional(z.number().check(z.gte(100), z.lte(5_000))),
      }),
    }),
  ).answers<null>(),
  /** Stores what the user pointed at as a field of this site; answers what is then in force. */
  'page.teach': fromContent(
    z.strictObject({
      field: z.enum(PAGE_FIELDS),
      screen: z.nullable(z.enum(SCREEN_IDS)),
      labels: z.array(z.string().check(z.minLength(1), z.maxLength(LONGEST_LABEL))).check(z.maxLength(MOST_LEARNED)),
      classes: z.array(z.string().check(z.regex(CLASS_NAME))).check(z.maxLength(MOST_LEARNED)),
    }),
  ).answers<InPageConfig>(),
  'policy.view': fromPage(nothing).answers<Policy>(),
};
