import type { EventView } from '../../lib/domain/event-view.ts';
import type { Engine } from '../../lib/sync/engine.ts';

/** The newest events as the event log shows them, newest first. */
export async function newestEvents(engine: Pick<Engine, 'searchEvents'>, limit: number): Promise<EventView[]> {
  const found = await engine.searchEvents({ query: '', offset: 0, limit, all: true }, () => false);
  if (!found.ok) throw new Error(found.failure.message);
  return found.value.rows;
}
