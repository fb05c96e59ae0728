import { isLayerHost } from '../../content/layer-host.ts';
import { rectInTop } from '../../host/documents.ts';
import { intersection, type Rect, rectAt } from '../../shared/rect.ts';

/** The elements that cut off what is in an element's place: found once, since styles of boxes rarely change. */
const clippers = new WeakMap<Element, { parent: Element | null; found: Element[] }>();

/** The part of the window in which `element` can be seen: within all that scrolls or cuts around it, and its frame. */
export function visibleBox(element: Element): Rect {
  let box = rectAt(0, 0, innerWidth, innerHeight);
  for (const clipper of clippersOf(element)) {
    const rect = rectInTop(clipper);
    const left = rect.left + clipper.clientLeft;
    const top = rect.top + clipper.clientTop;
    // The client box leaves out scroll bars.
    box = intersection(box, rectAt(left, top, clipper.clientWidth, clipper.clientHeight));
  }
  const frame = element.ownerDocument.defaultView?.frameElement;
  return frame ? intersection(box, frame.getBoundingClientRect()) : box;
}

/** Whether the middle of a box's height, and some of its width, is inside. */
export function isInside(rect: Rect, clip: Rect): boolean {
  const middle = (rect.top + rect.bottom) / 2;
  return middle >= clip.top && middle <= clip.bottom && rect.right > clip.left && rect.left < clip.right;
}

/** Whether something else of the page lies over the middle of an element, e.g. a dialog opened above it. */
export function isCovered(element: Element, rect: Rect): boolean {
  const x = (Math.max(rect.left, 0) + Math.min(rect.right, innerWidth)) / 2;
  const y = (rect.top + rect.bottom) / 2;
  const frame = element.ownerDocument.defaultView?.frameElement;
  const hit = document.elementFromPoint(x, y);
  if (!hit || isLayerHost(hit)) return false;
  if (!frame) return !hit.contains(element) && !element.contains(hit);
  if (hit !== frame) return true;
  const outer = frame.getBoundingClientRect();
  const inner = element.ownerDocument.elementFromPoint(x - outer.x - frame.clientLeft, y - outer.y - frame.clientTop);
  return inner !== null && !inner.contains(element) && !element.contains(inner);
}

function clippersOf(element: Element): Element[] {
  const known = clippers.get(element);
  if (known?.parent === element.parentElement) return known.found;
  const found: Element[] = [];
  const view = element.ownerDocument.defaultView ?? globalThis;
  let { position } = view.getComputedStyle(element);
  for (let node = element.parentElement; node && position !== 'fixed'; node = node.parentElement) {
    const style = view.getComputedStyle(node);
    // What is placed absolutely is cut only by what it is placed in.
    if (position === 'absolute' && style.position === 'static') continue;
    const isRoot = node === node.ownerDocument.body || node === node.ownerDocument.documentElement;
    if (!isRoot && /auto|scroll|hidden|clip/.test(`${style.overflowX} ${style.overflowY}`)) found.push(node);
    ({ position } = style);
  }
  clippers.set(element, { parent: element.parentElement, found });
  return found;
}
