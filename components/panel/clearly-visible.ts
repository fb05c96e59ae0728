import type { PanelSend } from './panel-send.ts';

/** The panel was fully visible, and nothing lay over it, for so long before something is written (docs/reference/trust.md). */
const STEADY_MS = 500;
const LONGEST_WAIT_MS = 1_500;
const STEP_MS = 50;

/**
 * Whether the user can see what they click: asked before the frame plans, applies, syncs or undoes. In Chromium the browser itself
 * says so (IntersectionObserver v2); elsewhere the content script around the frame looks.
 * @param target an element as large as the frame
 */
export function clearlyVisible(target: Element, send: PanelSend, signal: AbortSignal): () => Promise<boolean> {
  if (!('isVisible' in IntersectionObserverEntry.prototype)) {
    return async () => {
      const answer = await send('panel.attest', {});
      return answer.ok && answer.value.visible;
    };
  }
  let since: number | undefined;
  const watch = new IntersectionObserver(
    (entries) => {
      const newest = entries.at(-1);
      const isClear = newest !== undefined && newest.isVisible === true && newest.intersectionRatio > 0.99;
      since = isClear ? (since ?? performance.now()) : undefined;
    },
    // `delay` is the shortest that the browser accepts with `trackVisibility`.
    { threshold: [0, 0.99, 1], trackVisibility: true, delay: 100 },
  );
  watch.observe(target);
  signal.addEventListener('abort', () => watch.disconnect());
  return async () => {
    for (let waited = 0; waited < LONGEST_WAIT_MS; waited += STEP_MS) {
      if (since !== undefined && performance.now() - since >= STEADY_MS) return true;
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
    return false;
  };
}

// TypeScript's DOM library has version 1 only.
declare global {
  interface IntersectionObserverInit {
    trackVisibility?: boolean;
    delay?: number;
  }
  interface IntersectionObserverEntry {
    readonly isVisible?: boolean;
  }
}
