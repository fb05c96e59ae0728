import { type ConnectionStates, isOfConnection, SIDES } from '../../lib/domain/connection-state.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import type { PanelSend } from './panel-send.ts';

/** How both connections are, after a question that failed: undefined where that cannot be answered either. */
export async function connectionsNow(send: PanelSend): Promise<ConnectionStates | undefined> {
  const states = await send('connection.states', {});
  return states.ok ? states.value : undefined;
}

interface Shown {
  connections?: ConnectionStates | undefined;
  failure: Failure | null;
  loading: boolean;
}

/**
 * Whether a screen shows a connection as failed that works by now. Asks the worker only, neither ConnectWise nor the portal: their
 * state is known from the calls that are made anyway. A side that still fails does not count, so that nothing is read without need.
 */
export async function hasRecovered(send: PanelSend, { connections, failure, loading }: Shown): Promise<boolean> {
  const failing = SIDES.filter((side) => connections?.[side].state === 'failed');
  const isShown = failing.length > 0 || (failure !== null && isOfConnection(failure));
  if (loading || !isShown) return false;
  const now = await connectionsNow(send);
  if (!now || now.storage) return false;
  return failing.length > 0
    ? failing.some((side) => now[side].state === 'ok')
    : SIDES.every((side) => now[side].state === 'ok');
}
