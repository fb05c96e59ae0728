import { hostDocuments } from './documents.ts';

/** Catches what makes no mutation and no event: a pooled widget's new `value`, a frame that finished late. */
const SLOW_POLL_MS = 2_500;
/** Share of the main thread that looking may take while the page is busy (budgets.md: content.idle-cost, at most 1%). */
const WAIT_PER_COST = 150;
const MAX_WAIT_MS = 1_000;

export interface Watch {
  /** Looks again soon, e.g. after our own write. */
  soon(): void;
}

/**
 * Calls `look` after anything that may have changed what is on the screen: navigation, mutation, typing, a slow poll. Calls are
 * coalesced and spaced by what the last one cost; none while the tab is hidden. Nothing asynchronous happens in the mutation
 * callback: it makes pods render late (CAST, cw-dom §2 "Performance").
 */
export function watchPage(top: Document, signal: AbortSignal, look: () => void, now: () => number): Watch {
  const view = top.defaultView ?? globalThis;
  const watched = new WeakSet<Document>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastEnd = 0;
  let lastCost = 0;

  const run = (): void => {
    timer = undefined;
    if (signal.aborted || top.hidden) return;
    const started = now();
    for (const root of hostDocuments(top)) attach(root);
    look();
    lastEnd = now();
    lastCost = lastEnd - started;
  };
  const soon = (): void => {
    if (timer !== undefined || signal.aborted || top.hidden) return;
    const wait = Math.min(lastCost * WAIT_PER_COST, MAX_WAIT_MS) - (now() - lastEnd);
    timer = setTimeout(run, Math.max(wait, 0));
  };
  /** What a person types is answered in the same turn: it must not wait for the pace of mutations. */
  const atOnce = (): void => {
    clearTimeout(timer);
    run();
  };

  const observer = new MutationObserver(soon);
  const attach = (root: Document): void => {
    if (watched.has(root)) return;
    watched.add(root);
    observer.observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['class', 'style', 'hidden', 'title', 'disabled', 'readonly'],
    });
    for (const type of ['input', 'change']) root.addEventListener(type, atOnce, { capture: true, signal });
    for (const type of ['scroll', 'focusin'])
      root.addEventListener(type, soon, { capture: true, passive: true, signal });
  };

  for (const type of ['hashchange', 'popstate', 'resize']) view.addEventListener(type, soon, { signal });
  top.addEventListener('visibilitychange', soon, { signal });
  const poll = setInterval(soon, SLOW_POLL_MS);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearInterval(poll);
    clearTimeout(timer);
  });
  run();
  return { soon };
}
