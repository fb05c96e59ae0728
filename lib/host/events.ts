import { hostDocuments } from './documents.ts';

/** Catches what makes no mutation and no event: a pooled widget's new `value`, a frame that finished late. */
const SLOW_POLL_MS = 2_500;
/** Mutations come in bursts: one look for all that happen within this time. */
const COALESCE_MS = 20;
/**
 * Looking earns time at this share of wall time and may save up a little, so that a new screen is looked at eagerly while a page
 * that never rests costs less than a hundredth of the main thread (docs/reference/budgets.md: content.idle-cost,
 * screen-to-finding).
 */
const SHARE = 0.005;
const MOST_CREDIT_MS = 50;
const MOST_WAIT_MS = 4_000;
/**
 * A pooled form is filled for the next record some time after the user went to it, by values alone: no mutation reports it, and
 * until the next look marks would be about the record before. So these few looks are made whatever they cost.
 */
const AFTER_MOVING_MS = [100, 200, 320, 500, 750, 1_100, 1_600];

/**
 * Screens that a user may run through in a row, each with full credit: what was said of the last one must go at once. One more is
 * earned each second, so that a page that changes its address by itself does not earn for ever.
 */
const MOST_MOVES = 20;
const MOVE_EARNED_MS = 1_000;

export interface Watch {
  /** Looks again soon, e.g. after our own write. */
  soon(): void;
}

/**
 * Calls `look` after anything that may have changed what is on the screen: navigation, mutation, typing, a slow poll. Calls are
 * coalesced and paced by what they cost; none while the tab is hidden. Nothing asynchronous happens in the mutation
 * callback: it makes pods render late (CAST, docs/reference/connectwise-pages.md#performance).
 */
export function watchPage(top: Document, signal: AbortSignal, look: () => void, now: () => number): Watch {
  const view = top.defaultView ?? globalThis;
  const watched = new WeakSet<Document>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let credit = MOST_CREDIT_MS;
  let creditAt = now();
  let moves = MOST_MOVES;
  let movedAt = now();

  const run = (): void => {
    timer = undefined;
    if (signal.aborted || top.hidden) return;
    const started = now();
    for (const root of hostDocuments(top)) attach(root);
    look();
    const ended = now();
    credit = Math.min(credit + (ended - creditAt) * SHARE, MOST_CREDIT_MS) - (ended - started);
    creditAt = ended;
  };
  /** Right after a frame the layout is known; asking for boxes at another moment would make the browser work it out twice. */
  const afterPaint = (): void => {
    view.requestAnimationFrame(() => {
      timer = setTimeout(run);
    });
  };
  const soon = (): void => {
    if (timer !== undefined || signal.aborted || top.hidden) return;
    const earned = credit + (now() - creditAt) * SHARE;
    timer = setTimeout(afterPaint, earned > 0 ? COALESCE_MS : Math.min(-earned / SHARE, MOST_WAIT_MS));
  };
  const forceLook = (): void => {
    if (signal.aborted || top.hidden) return;
    clearTimeout(timer);
    afterPaint();
  };
  let later: ReturnType<typeof setTimeout>[] = [];
  const followUp = (): void => {
    for (const planned of later) clearTimeout(planned);
    later = AFTER_MOVING_MS.map((delay) => setTimeout(forceLook, delay));
  };
  /** The user went to another screen, or gave this one another size: looked at eagerly, whatever looks have cost before. */
  const onNavigation = (): void => {
    moves = Math.min(MOST_MOVES, moves + (now() - movedAt) / MOVE_EARNED_MS);
    movedAt = now();
    if (moves >= 1) {
      moves -= 1;
      credit = MOST_CREDIT_MS;
      creditAt = now();
      clearTimeout(timer);
      timer = undefined;
      followUp();
    }
    soon();
  };
  /** What a user types is answered in the same turn: it must not wait for the pace of mutations. */
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

  for (const type of ['hashchange', 'popstate', 'resize']) view.addEventListener(type, onNavigation, { signal });
  top.addEventListener('visibilitychange', soon, { signal });
  const poll = setInterval(soon, SLOW_POLL_MS);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearInterval(poll);
    for (const planned of later) clearTimeout(planned);
    clearTimeout(timer);
  });
  run();
  followUp();
  // The first look also pays for the engine's warming up, which says nothing about the ones to come.
  credit = MOST_CREDIT_MS;
  return { soon };
}
