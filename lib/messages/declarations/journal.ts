import * as z from 'zod/mini';
import type { JournalEntry, Run } from '../../domain/change.ts';
import type { EventView } from '../../domain/event-view.ts';
import type { ExportPage } from '../../domain/journal-export.ts';
import type { UnreadableEvent } from '../../domain/unreadable-event.ts';
import { fromPage, limit, nothing, ourId, recordId } from './declaration.ts';

/** What happened: runs with their writes, and the portal's events. */
export const JOURNAL = {
  'journal.list': fromPage(
    z.strictObject({ companyId: z.optional(recordId), limit, changedOnly: z.optional(z.boolean()) }),
  ).answers<{ runs: Run[]; entries: JournalEntry[]; unchanged: number }>(),
  /** The journal for a file, page by page: begins again without `before`, goes on with the `next` of the page before. */
  'journal.export': fromPage(
    z.strictObject({ before: z.optional(z.strictObject({ at: ourId, id: ourId })) }),
  ).answers<ExportPage>(),
  'events.list': fromPage(z.strictObject({ limit })).answers<EventView[]>(),
  /** Events that could not be read or stored, newest first. */
  'events.unreadable': fromPage(nothing).answers<UnreadableEvent[]>(),
  /** Processes an old event again, at once and past the throttle. Answers when it is queued. */
  'event.reprocess': fromPage(
    z.strictObject({ source: ourId, id: z.string().check(z.minLength(1), z.maxLength(1_000)) }),
  ).answers<null>(),
};
