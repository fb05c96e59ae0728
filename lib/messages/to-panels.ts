import type { PanelNews } from '../domain/panel-record.ts';
import { extensionId, type MessageSender, onMessage, ownOrigin } from '../platform/runtime.ts';
import { isEnvelope } from './envelope.ts';
import { type FindFrames, notifyOwnPages } from './to-own-pages.ts';

/** Sends to all panels. Nobody may be there to listen. */
export async function notifyPanels(news: PanelNews, findFrames: FindFrames): Promise<void> {
  await notifyOwnPages({ to: 'panel', name: news.is, input: news }, findFrames);
}

/** Listens in a panel. Content scripts can send to our pages too: only the worker is believed. */
export function onPanelNews(listener: (news: PanelNews) => void, signal: AbortSignal): void {
  onMessage((message, sender) => {
    if (isEnvelope(message, 'panel') && isWorker(sender)) listener(message.input as PanelNews);
    return undefined;
  }, signal);
}

/** The worker is in no tab, and its address is one of ours. */
export function isWorker({ id, tab, url }: MessageSender): boolean {
  return id === extensionId() && tab === undefined && (url === undefined || url.startsWith(`${ownOrigin()}/`));
}
