import { hostDocuments } from '../../host/documents.ts';

/**
 * Listens for an event in the page and in its frames, passively and before the page does. Returns what must be called at looks, as
 * frames come and go.
 */
export function onAllDocuments(type: string, signal: AbortSignal, listener: (event: Event) => void): () => void {
  const heard = new WeakSet<Document>();
  return () => {
    for (const root of hostDocuments(document)) {
      if (heard.has(root)) continue;
      heard.add(root);
      root.addEventListener(type, listener, { capture: true, passive: true, signal });
    }
  };
}

/**
 * Calls `listener` before the next frame after anything scrolled, so that what is beside a part of the page moves with it:
 * looks at the page are paced, and would come late. Returns the same as above.
 */
export function followScroll(signal: AbortSignal, listener: () => void): () => void {
  let waits = false;
  return onAllDocuments('scroll', signal, () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      if (!signal.aborted) listener();
    });
  });
}
