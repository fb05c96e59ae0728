import type { Send } from '../content/feature.ts';
import type { ConnectionStates } from '../domain/connection-state.ts';

/** How both connections are, after a question that failed: undefined where that cannot be answered either. */
export async function connectionsNow(send: Send): Promise<ConnectionStates | undefined> {
  const states = await send('connection.states', {});
  return states.ok ? states.value : undefined;
}
