import type { PanelSend } from './panel-send.ts';

/** The panel was fully visible, and nothing lay over it, for so long before an action counts (docs/reference/trust.md). */
export const STEADY_MS = 500;
/** The browser reports that a frame is covered no later than this; then it is known whether it was at the click. */
const REPORT_MS = 250;
/**
 * While a user is in the frame, where only the content script can look, it looks again and again: as long as they read a preview with
 * the pointer at rest, since a click that comes later has to be repeated.
 */
const ACTIVE_MS = 15_000;
/** So that it finds a cover in time after a click, and costs the page little. */
const BETWEEN_LOOKS_MS = 100;

/** What is known of the frame's visibility, by `performance.now()`. */
export interface Visibility {
  /** Since when it is visible without a break; `covered`: it may not be; `unknown`: this was not looked at yet. */
  since(): number | 'covered' | 'unknown';
}

/** `hidden`: something may lie over it. `recent`: it has only just appeared, or what it shows has, as far as is known. */
export type Seen = 'seen' | 'recent' | 'hidden';

/**
 * Whether the user could see what they act on: before the click and not after it, since a page can take its cover away in the very
 * moment of the click.
 * @param changedAt when what the panel shows last became something else, by `performance.now()`
 */
export function createSeen(visibility: Visibility, changedAt: () => number): () => Promise<Seen> {
  return async () => {
    const at = performance.now();
    const since = visibility.since();
    if (since === 'covered') return 'hidden';
    if (since === 'unknown' || at - since < STEADY_MS || at - changedAt() < STEADY_MS) return 'recent';
    await new Promise((resolve) => setTimeout(resolve, REPORT_MS));
    const after = visibility.since();
    // Nobody looked in time, as where the page is busy. That shows no cover, but the time until a late look does not count either: a page
    // can make itself busy while its cover lies there.
    if (after === 'unknown') return 'recent';
    return after === since ? 'seen' : 'hidden';
  };
}

/**
 * In Chromium the browser itself says so (IntersectionObserver v2); elsewhere the content script around the frame looks.
 * @param target an element as large as the frame
 */
export function frameVisibility(target: Element, send: PanelSend, signal: AbortSignal): Visibility {
  return 'isVisible' in IntersectionObserverEntry.prototype ? byObserver(target, signal) : byAttest(send, signal);
}

function byObserver(target: Element, signal: AbortSignal): Visibility {
  let since: ReturnType<Visibility['since']> = 'unknown';
  const watch = new IntersectionObserver(
    (entries) => {
      const newest = entries.at(-1);
      const isClear = newest !== undefined && newest.isVisible === true && newest.intersectionRatio > 0.99;
      since = isClear ? begunAt(since, performance.now()) : 'covered';
    },
    // `delay` is the shortest that the browser accepts with `trackVisibility`.
    { threshold: [0, 0.99, 1], trackVisibility: true, delay: 100 },
  );
  watch.observe(target);
  signal.addEventListener('abort', () => watch.disconnect());
  return { since: () => since };
}

/** The content script looks from the moment in which the user comes into the frame; what it saw last counts for a second. */
function byAttest(send: PanelSend, signal: AbortSignal): Visibility {
  let since: ReturnType<Visibility['since']> = 'unknown';
  let seenAt = 0;
  let activeUntil = 0;
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    // Nobody looked in the meantime.
    if (performance.now() - seenAt >= 2 * STEADY_MS) since = 'unknown';
    while (performance.now() < activeUntil && !signal.aborted) {
      const began = performance.now();
      const answer = await send('panel.attest', {});
      seenAt = performance.now();
      since = answer.ok && answer.value.visible ? begunAt(since, began) : 'covered';
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
    }
    isLooking = false;
  };
  const active = (): void => {
    activeUntil = performance.now() + ACTIVE_MS;
    void look();
  };
  for (const type of ['pointermove', 'pointerdown', 'keydown', 'focus', 'click'])
    addEventListener(type, active, { capture: true, signal });
  return { since: () => (performance.now() - seenAt < 2 * STEADY_MS ? since : 'unknown') };
}

/** What was visible stays so since it began. */
function begunAt(since: ReturnType<Visibility['since']>, now: number): number {
  return typeof since === 'number' ? since : now;
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
