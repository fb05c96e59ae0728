/**
 * The documents that may hold a ConnectWise screen: the top one, and same-origin frames in it ("module" iframes, cw-dom §2
 * "Frames"). Frames of other origins (hosted pods) are not ours to read and are passed over.
 */
const MAX_FRAMES = 12;

export function hostDocuments(top: Document): Document[] {
  const found = [top];
  for (const frame of [...top.querySelectorAll('iframe')].slice(0, MAX_FRAMES)) {
    const inner = sameOriginDocument(frame);
    if (inner?.body) found.push(inner);
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

/** Where an element stands in the top window's viewport, in CSS pixels, whichever frame holds it. */
export function rectInTop(element: Element): DOMRect {
  const rect = element.getBoundingClientRect();
  const frame = element.ownerDocument.defaultView?.frameElement;
  if (!frame) return rect;
  const outer = frame.getBoundingClientRect();
  return new DOMRect(rect.x + outer.x + frame.clientLeft, rect.y + outer.y + frame.clientTop, rect.width, rect.height);
}
