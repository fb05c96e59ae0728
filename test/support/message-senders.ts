import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { MessageListener, MessageSender } from '../../lib/platform/runtime.ts';

/** Senders as the browser describes them (docs/reference/browsers.md#senders). */
export function pageSender(page = 'options.html'): MessageSender {
  const id = fakeBrowser.runtime.id;
  return { id, origin: `chrome-extension://${id}`, url: `chrome-extension://${id}/${page}` };
}

export function contentSender(host: string, { tabId = 7, documentId = 'document-7' } = {}): MessageSender {
  const origin = `https://${host}`;
  const url = `${origin}/v2025_1/ConnectWise.aspx`;
  return { id: fakeBrowser.runtime.id, origin, url, frameId: 0, documentId, tab: { id: tabId } };
}

/** Our panel page in a frame of a tab. */
export function panelSender({ tabId = 7, frameId = 4, documentId = 'panel-7' } = {}): MessageSender {
  return { ...pageSender('panel.html'), frameId, documentId, tab: { id: tabId } };
}

/**
 * Takes the place of the browser's message event from now on. The fake browser's own knows no sender, and awaits what listeners answer,
 * which hides the difference between a promise and "not mine". Call it before the listener is registered.
 */
export function takeMessages(): (message: unknown, sender: MessageSender) => unknown {
  const listeners: MessageListener[] = [];
  vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation((listener) => {
    listeners.push(listener as MessageListener);
  });
  return (message, sender) => {
    if (listeners.length !== 1) throw new Error(`${listeners.length} message listeners, expected one.`);
    return listeners[0]?.(message, sender);
  };
}
