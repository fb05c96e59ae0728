import type { JOURNAL } from '../../messages/declarations/journal.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import { unreadableEvents } from '../../sync/events/unreadable-events.ts';
import { exportJournal } from '../../sync/views/journal-export.ts';
import { journalList } from '../../sync/views/journal-list.ts';
import { searchRuns, searchStoredEvents } from '../../sync/views/search-log.ts';
import type { Background } from '../background.ts';
import { newestSearches } from '../newest-searches.ts';
import { tidyLogs } from '../tidy-logs.ts';

/**
 * What happened: runs with their writes, and the portal's events with their outcomes. Both are in the store, so they are reported
 * without any connection too: just then somebody may want to read why.
 */
export function journalHandlers(background: Background): HandlersOf<typeof JOURNAL> {
  const { engines, clock } = background;
  const searches = newestSearches();
  return {
    'journal.list': async (filter) => ok(await journalList({ store: await engines.store() }, filter)),
    'journal.export': async ({ before }) => ok(await exportJournal(await engines.store(), before)),
    'events.search': async ({ asker, ...query }) => {
      const engine = await engines.engine();
      const isCancelled = searches.begin(`events ${asker}`, query.query);
      const found = engine.ok
        ? await engine.value.searchEvents(query, isCancelled)
        : await searchStoredEvents({ store: await engines.store(), clock }, query, isCancelled);
      // Who looks at the log need not wait for the next alarm.
      if (found.ok && found.value.missingBefore !== undefined) background.follow(tidyLogs(background));
      return found;
    },
    'journal.search': async ({ asker, ...query }) =>
      searchRuns({ store: await engines.store() }, query, searches.begin(`runs ${asker}`, query.query)),
    'event.company': async ({ customerId }) =>
      ok({ companyId: (await (await engines.store()).companyOfCustomer(customerId)) ?? null }),
    'events.unreadable': async () => ok(await unreadableEvents({ store: await engines.store() })),
    'event.reprocess': async ({ source, id }) => {
      const begun = await background.engines.use((engine) => engine.reprocess(source, id));
      if (!begun.ok) return begun;
      background.follow(begun.value.finished);
      return ok(null);
    },
  };
}
