import type { ConnectionStates } from '../../lib/domain/connection-state.ts';
import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { useRequest } from '../ui/use-request.ts';

/** How both connections are, kept up to date while the screen is visible; undefined: not answered yet. */
export function useConnections(visible: boolean): ConnectionStates | undefined {
  return useRequest(() => send('connection.view', {}), { when: visible, every: 10 * SECOND }).value?.states;
}
