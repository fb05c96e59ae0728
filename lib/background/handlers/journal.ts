import type { JOURNAL } from '../../messages/declarations/journal.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import { unreadableEvents } from '../../sync/events/unreadable-events.ts';
import { storedEventViews } from '../../sync/views/event-views.ts';
import { exportJournal } from '../../sync/views/journal-export.ts';
import { journalList } from '../../sync/views/journal-list.ts';
import type { Background } from '../background.ts';

/**
 * What happened: runs with their writes, and the portal's events with their outcomes. Both are in the store, so they are reported
 * without any connection too: just then somebody may want to read why.
 */
export function journalHandlers(background: Background): HandlersOf<typeof JOURNAL> {
  const { engines, clock } = background;
  return {
    'journal.list': async (filter) => ok(await journalList({ store: await engines.store() }, filter)),
    'journal.export': async ({ before }) => ok(await exportJournal(await engines.store(), before)),
    'events.list': async ({ limit }) => {
      const engine = await engines.engine();
      if (engine.ok) return ok(await engine.value.events(limit));
      return ok(await storedEventViews({ store: await engines.store(), clock }, limit));
    },
    'events.unreadable': async () => ok(await unreadableEvents({ store: await engines.store() })),
    'event.reprocess': async ({ source, id }) => {
      const begun = await background.engines.use((engine) => engine.reprocess(source, id));
      if (!begun.ok) return begun;
      background.follow(begun.value.finished);
      return ok(null);
    },
  };
}
