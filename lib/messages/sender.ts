import type { MessageSender } from '../platform/runtime.ts';

/** Whom a message comes from: one of our own pages, or our content script on some host, in one frame of one tab. */
export type Tier = { kind: 'page' } | ContentTier;

export interface ContentTier {
  kind: 'content';
  /** With its port, where it has one. */
  host: string;
  tabId: number;
  frameId: number;
}

/**
 * Sorts a sender by what the browser says of it, never by what the message says. In doubt null: another extension, a sub-frame
 * that shows one of our pages (a web page may have framed it), a page without https, an origin that does not fit the address.
 */
export function tierOf(sender: MessageSender, own: { id: string | undefined; origin: string }): Tier | null {
  if (own.id === undefined || sender.id !== own.id) return null;
  const origin = sender.origin ?? originOf(sender.url);
  if (origin === undefined || sender.url === undefined) return null;

  if (origin === own.origin) {
    // Compared as text: `URL.origin` of extension addresses differs between engines.
    const isOurPage = sender.url.startsWith(`${own.origin}/`) && (sender.frameId ?? 0) === 0;
    return isOurPage ? { kind: 'page' } : null;
  }
  if (!origin.startsWith('https://') || originOf(sender.url) !== origin) return null;
  if (sender.tab?.id === undefined || sender.frameId === undefined) return null;
  return { kind: 'content', host: new URL(origin).host, tabId: sender.tab.id, frameId: sender.frameId };
}

function originOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  return new URL(address).origin;
}
