import { extensionId, onMessage } from '../platform/runtime.ts';
import { isEnvelope } from './envelope.ts';
import type { TabInput, TabMessageName, TabOutput } from './protocol.ts';

type TabHandler<N extends TabMessageName> = (input: TabInput<N>) => TabOutput<N> | Promise<TabOutput<N>>;

/** The content script's side of one tab message, until the signal aborts. Only our own extension is answered. */
export function onTabMessage<N extends TabMessageName>(name: N, handler: TabHandler<N>, signal: AbortSignal): void {
  onMessage((message, sender) => {
    if (!isEnvelope(message, 'tab') || message.name !== name || sender.id !== extensionId()) return undefined;
    return Promise.resolve(handler(message.input as TabInput<N>));
  }, signal);
}
