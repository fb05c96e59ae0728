import type { Handlers } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';
import { withEngine } from '../with-engine.ts';

/** What happened: runs with their writes, and the portal's events with their outcomes. */
export function journalHandlers(background: Background): Pick<Handlers, 'journal.list' | 'events.list'> {
  return {
    'journal.list': (filter) => withEngine(background, async (engine) => ok(await engine.journal(filter))),
    'events.list': ({ limit }) => withEngine(background, async (engine) => ok(await engine.events(limit))),
  };
}
