import { panelAddress } from '../platform/runtime.ts';
import type { ContentMessageName, Input, Output } from './protocol.ts';

/** Asks the worker for a token and answers the address of the frame that may use it; null: there is no connection to show. */
export async function openPanelFrame(
  send: <N extends ContentMessageName>(name: N, input: Input<N>) => Promise<Output<N>>,
): Promise<string | null> {
  const opened = await send('panel.open', {});
  return opened.ok ? panelAddress(opened.value.token) : null;
}
