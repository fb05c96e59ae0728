import * as z from 'zod/mini';
import type { JournalEntry, Run } from '../../domain/change.ts';
import type { EventView, LogAnswer } from '../../domain/event-view.ts';
import type { ExportPage } from '../../domain/journal-export.ts';
import { LONGEST_QUERY } from '../../domain/log-search/parse-query.ts';
import type { UnreadableEvent } from '../../domain/unreadable-event.ts';
import { fromPage, limit, nothing, ourId, recordId } from './declaration.ts';

const logQuery = {
  /** Names the page that asks, as long as it is open. */
  asker: ourId,
  query: z.string().check(z.maxLength(LONGEST_QUERY)),
  offset: z.int().check(z.gte(0)),
  limit: z.int().check(z.positive(), z.lte(1_000)),
  /** Goes through all of the log, so that the total is exact. */
  all: z.optional(z.boolean()),
};

/** What happened: runs with their writes, and the portal's events. */
export const JOURNAL = {
  'journal.list': fromPage(
    z.strictObject({ companyId: z.optional(recordId), limit, changedOnly: z.optional(z.boolean()) }),
  ).answers<{ runs: Run[]; entries: JournalEntry[]; unchanged: number }>(),
  /** The journal for a file, page by page: begins again without `before`, goes on with the `next` of the page before. */
  'journal.export': fromPage(
    z.strictObject({ before: z.optional(z.strictObject({ at: ourId, id: ourId })) }),
  ).answers<ExportPage>(),
  /** Events that a query finds, newest first. A page's newer query ends its older one. */
  'events.search': fromPage(z.strictObject(logQuery)).answers<LogAnswer<EventView>>(),
  /** Runs that a query finds, newest first; `changedOnly`: without those that changed nothing. */
  'journal.search': fromPage(z.strictObject({ ...logQuery, changedOnly: z.optional(z.boolean()) })).answers<
    LogAnswer<Run>
  >(),
  /** Which company the customer of an event is linked to, as last seen. */
  'event.company': fromPage(z.strictObject({ customerId: ourId })).answers<{ companyId: number | null }>(),
  /** Events that could not be read or stored, newest first. */
  'events.unreadable': fromPage(nothing).answers<UnreadableEvent[]>(),
  /** Processes an old event again, at once and past the throttle. Answers when it is queued. */
  'event.reprocess': fromPage(
    z.strictObject({ source: ourId, id: z.string().check(z.minLength(1), z.maxLength(1_000)) }),
  ).answers<null>(),
};
