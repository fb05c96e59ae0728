import { delay } from '../shared/delay.ts';
import { isLayerHost } from './layer-host.ts';

/** It has to look so for this long, seen in steps. */
const STEADY_MS = 500;
const STEPS = 5;
/** Points of the grid in each direction. */
const GRID = 6;
/** From the edge: frames round their corners. */
const INSET = 6;

type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

/**
 * Whether a frame of ours is fully visible and nothing of the page lies over it, for half a second: where the browser cannot say so
 * itself (Firefox has no IntersectionObserver v2). Looks at the grid of points that a click would hit, at everything that could make
 * an element hard to see from the frame up to `<html>`, and at what is in the browser's top layer.
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
  const rect = { left, top, right, bottom };
  return everyPoint(frame, rect) && !isCoveredUnseen(page, rect);
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

/** A shadow this wide can reach over the frame from beside it; CSS pixels. */
const WIDE_SHADOW = 60;

/**
 * Whether something that no click would hit is painted over the frame: what lets clicks through, its pseudo-elements, and wide
 * shadows of what is beside. Looks into open shadow trees too; closed ones of the page are taken by their host's box.
 */
function isCoveredUnseen(page: Document, rect: Box): boolean {
  const roots: ParentNode[] = [page];
  for (let root = roots.pop(); root; root = roots.pop()) {
    for (const element of root.querySelectorAll('*')) {
      if (isLayerHost(element)) continue;
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (covers(element, rect)) return true;
    }
  }
  return false;
}

function covers(element: Element, rect: Box): boolean {
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden' || Number(style.opacity) === 0) return false;
  const box = element.getBoundingClientRect();
  if (widestShadow(style) >= WIDE_SHADOW && meets(grown(box, widestShadow(style)), rect)) return true;
  for (const pseudo of ['::before', '::after']) {
    const own = getComputedStyle(element, pseudo);
    const isDrawn = !['none', 'normal', ''].includes(own.content);
    if (isDrawn && own.position === 'fixed' && own.pointerEvents === 'none' && isPainted(own)) return true;
  }
  if (style.pointerEvents !== 'none' || !meets(box, rect)) return false;
  const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
  return hasText || isPainted(style) || ['img', 'canvas', 'video', 'svg', 'iframe'].includes(element.localName);
}

function isPainted({ backgroundColor, backgroundImage }: CSSStyleDeclaration): boolean {
  // `rgb(255, 255, 0)` ends in 0 too, and hides all.
  const isClear = ['', 'transparent'].includes(backgroundColor) || /^rgba\(.*,\s*0\)$|\/\s*0\)$/.test(backgroundColor);
  return !isClear || !['', 'none'].includes(backgroundImage);
}

/** The largest length of shadow and outline. */
function widestShadow({ boxShadow, outlineWidth, outlineStyle }: CSSStyleDeclaration): number {
  const lengths = (boxShadow.match(/-?[\d.]+px/g) ?? []).map((text) => Math.abs(Number.parseFloat(text)));
  const outline = outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth) || 0;
  return Math.max(0, outline, ...lengths);
}

function grown({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

function meets(one: Box, other: Box): boolean {
  return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
}

function everyPoint(frame: HTMLIFrameElement, rect: Box): boolean {
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
