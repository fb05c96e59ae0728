import { isVisible } from './visible.ts';

/**
 * The documents that may hold a ConnectWise screen: the top one, and visible same-origin frames in it ("module"
 * iframes, docs/reference/connectwise-pages.md#frames), one inside another too. Frames of other origins
 * (hosted pods) are not ours to read and are passed over.
 */
const MAX_FRAMES = 12;

export function hostDocuments(top: Document): Document[] {
  const found = [top];
  let seen = 0;
  for (let place = 0; place < found.length && seen < MAX_FRAMES; place += 1) {
    for (const frame of found[place]?.getElementsByTagName('iframe') ?? []) {
      seen += 1;
      if (seen > MAX_FRAMES) break;
      const inner = sameOriginDocument(frame);
      // A hidden frame's elements would still say that they are visible.
      if (inner?.body && isVisible(frame)) found.push(inner);
    }
  }
  return found;
}

function sameOriginDocument(frame: HTMLIFrameElement): Document | null {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
}

/** Returns where an element is in the top window's viewport, in CSS pixels, whichever frame holds it. */
export function rectInTop(element: Element): DOMRect {
  let rect = element.getBoundingClientRect();
  for (let frame = frameOf(element); frame; frame = frameOf(frame)) {
    const outer = frame.getBoundingClientRect();
    rect = new DOMRect(
      rect.x + outer.x + frame.clientLeft,
      rect.y + outer.y + frame.clientTop,
      rect.width,
      rect.height,
    );
  }
  return rect;
}

function frameOf(element: Element): Element | null {
  return element.ownerDocument.defaultView?.frameElement ?? null;
}
