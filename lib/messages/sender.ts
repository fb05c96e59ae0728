import type { MessageSender } from '../platform/runtime.ts';

/** Whom a message comes from: one of our own pages, our panel frame in a ConnectWise tab, or our content script there. */
export type Tier = { kind: 'page' } | PanelTier | ContentTier;

/** One document in one frame of one tab, as the browser names it. */
export interface DocumentPlace {
  tabId: number;
  frameId: number;
  /** '' where the browser does not say (Firefox). */
  documentId: string;
}

/** The page `panel.html` in a sub-frame. A web page may have framed it: it may do nothing before it showed a token. */
export interface PanelTier extends DocumentPlace {
  kind: 'panel';
}

export interface ContentTier extends DocumentPlace {
  kind: 'content';
  /** With its port, where it has one. */
  host: string;
}

const PANEL_PAGE = '/panel.html';

/**
 * Sorts a sender by what the browser says of it, never by what the message says. In doubt null: another extension, a sub-frame
 * that shows one of our pages other than the panel (a web page may have framed it), a page without https, an origin that does not
 * fit the address.
 */
export function tierOf(sender: MessageSender, own: { id: string | undefined; origin: string }): Tier | null {
  if (own.id === undefined || sender.id !== own.id) return null;
  const origin = sender.origin ?? originOf(sender.url);
  if (origin === undefined || sender.url === undefined) return null;
  const place = placeOf(sender);

  if (origin === own.origin) {
    // Compared as text: `URL.origin` of extension addresses differs between engines.
    if (!sender.url.startsWith(`${own.origin}/`)) return null;
    if ((sender.frameId ?? 0) === 0) return { kind: 'page' };
    const isPanel = sender.url.slice(own.origin.length).split(/[?#]/, 1)[0] === PANEL_PAGE;
    return isPanel && place ? { kind: 'panel', ...place } : null;
  }
  if (!origin.startsWith('https://') || originOf(sender.url) !== origin || !place) return null;
  return { kind: 'content', host: new URL(origin).host, ...place };
}

function placeOf({ tab, frameId, documentId }: MessageSender): DocumentPlace | undefined {
  if (tab?.id === undefined || frameId === undefined) return undefined;
  return { tabId: tab.id, frameId, documentId: documentId ?? '' };
}

function originOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  return new URL(address).origin;
}
