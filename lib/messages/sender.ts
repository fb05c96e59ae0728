import type { MessageSender } from '../platform/runtime.ts';

/** Whom a message comes from: one of our own pages, or our content script on some host. */
export type Tier = { kind: 'page' } | { kind: 'content'; host: string };

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
  if (sender.tab === undefined || !origin.startsWith('https://') || originOf(sender.url) !== origin) return null;
  return { kind: 'content', host: new URL(origin).host };
}

function originOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  return new URL(address).origin;
}
