import { extensionId, onMessage } from '../platform/runtime.ts';
import { isEnvelope } from './envelope.ts';
import type { TabMessages } from './protocol.ts';

type TabHandler<N extends keyof TabMessages> = (
  input: TabMessages[N]['input'],
) => TabMessages[N]['output'] | Promise<TabMessages[N]['output']>;

/** The content script's side of one tab message, until the signal aborts. Only our own extension is answered. */
export function onTabMessage<N extends keyof TabMessages>(name: N, handler: TabHandler<N>, signal: AbortSignal): void {
  onMessage((message, sender) => {
    if (!isEnvelope(message, 'tab') || message.name !== name || sender.id !== extensionId()) return undefined;
    return Promise.resolve(handler(message.input as TabMessages[N]['input']));
  }, signal);
}
