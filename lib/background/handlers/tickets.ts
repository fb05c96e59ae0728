import type { TICKETS } from '../../messages/declarations/tickets.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';

/** Tickets that a user opens for incidents that were there before. Begun here and answered at once. */
export function ticketHandlers(background: Background): HandlersOf<typeof TICKETS> {
  const { engines } = background;
  return {
    'tickets.ongoing': () => engines.use((engine) => engine.ongoingIncidents()),
    'tickets.open': async ({ keys }) => {
      const begun = await engines.use((engine) => engine.openOngoing(keys));
      if (!begun.ok) return begun;
      background.follow(begun.value.finished);
      return ok({ opening: begun.value.opening });
    },
    'tickets.results': ({ keys }) => engines.use((engine) => engine.ongoingResults(keys)),
  };
}
