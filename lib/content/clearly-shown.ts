import { delay } from '../shared/delay.ts';
import { LAYER_TAG } from './layer-tag.ts';

/** It has to look so for this long, seen in steps. */
const STEADY_MS = 500;
const STEPS = 5;
/** Points of the grid in each direction. */
const GRID = 6;
/** From the edge: frames round their corners. */
const INSET = 6;

/**
 * Whether a frame of ours is fully visible and nothing of the page lies over it, for half a second: where the browser cannot say so
 * itself (Firefox has no IntersectionObserver v2). Looks at the grid of points that a click would hit, at everything that could make
 * an element hard to see from the frame up to `<html>`, and at what stands in the browser's top layer.
 */
export async function isClearlyShown(frame: HTMLIFrameElement, signal: AbortSignal): Promise<boolean> {
  for (let step = 0; step < STEPS; step += 1) {
    if (!isClearNow(frame)) return false;
    await delay(STEADY_MS / STEPS, signal);
  }
  return !signal.aborted && isClearNow(frame);
}

function isClearNow(frame: HTMLIFrameElement): boolean {
  const page = frame.ownerDocument;
  if (page.hidden || page.fullscreenElement || topLayer(page)) return false;
  const { left, top, right, bottom } = frame.getBoundingClientRect();
  if (right - left < 100 || bottom - top < 100) return false;
  if (left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1) return false;
  if (!isPlain(frame)) return false;
  return withoutClickThrough(page, () => everyPoint(frame, { left, top, right, bottom }));
}

/** Dialogs and popovers stand above every z-index; ours are none. */
function topLayer(page: Document): boolean {
  return page.querySelector(':modal, :popover-open') !== null;
}

/** Styles by which an element can be there and still not be seen, from the frame through our root up to the document. */
function isPlain(frame: Element): boolean {
  for (let node: Element | null = frame; node; node = parentOf(node)) {
    const style = getComputedStyle(node);
    const isSeen = Number(style.opacity) === 1 && style.visibility === 'visible';
    const isUnchanged = [style.filter, style.transform, style.clipPath, style.maskImage].every(
      (value) => value === undefined || value === '' || value === 'none',
    );
    if (!isSeen || !isUnchanged || (style.mixBlendMode && style.mixBlendMode !== 'normal')) return false;
  }
  return true;
}

function parentOf(node: Element): Element | null {
  const root = node.getRootNode();
  return node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

/** What lets clicks through would not be found at a point, and can cover all the same. */
function withoutClickThrough(page: Document, look: () => boolean): boolean {
  const style = page.createElement('style');
  style.textContent = `:not(${LAYER_TAG}) { pointer-events: auto !important; }`;
  page.documentElement.append(style);
  try {
    return look();
  } finally {
    style.remove();
  }
}

function everyPoint(frame: HTMLIFrameElement, rect: Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>): boolean {
  const page = frame.ownerDocument;
  const root = frame.getRootNode();
  const host = root instanceof ShadowRoot ? root.host : frame;
  for (let row = 0; row < GRID; row += 1) {
    for (let column = 0; column < GRID; column += 1) {
      const x = rect.left + INSET + ((rect.right - rect.left - 2 * INSET) * column) / (GRID - 1);
      const y = rect.top + INSET + ((rect.bottom - rect.top - 2 * INSET) * row) / (GRID - 1);
      if (page.elementFromPoint(x, y) !== host) return false;
      // Our own resize handle lies along the left edge.
      if (column > 0 && root instanceof ShadowRoot && root.elementFromPoint(x, y) !== frame) return false;
    }
  }
  return true;
}
