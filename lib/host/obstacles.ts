import { plainRect, type Rect, union } from '../shared/rect.ts';
import { hostDocuments, rectInTop } from './documents.ts';
import { OBSTACLES } from './selectors.ts';
import { isVisible } from './visible.ts';

/** Parts of ConnectWise's page that our panel must not cover, in the top window's viewport, in CSS pixels. */
export interface Obstacle {
  /** `bar`: banner, tab strip, toolbar; `dialog`: one of their windows or an open list. */
  kind: 'bar' | 'dialog';
  rect: Rect;
}

/** More than any screen has; a page that shows more is not understood anyway. */
const MAX_ELEMENTS = 200;
const MAX_OBSTACLES = 40;
/** Smaller ones are measuring helpers and closed pop-ups. */
const SMALLEST = 4;

/**
 * The visible banner, tab strips, toolbars (the buttons of one bar as one obstacle), dialogs and open lists of all documents. Cheap
 * enough for every look: one query per document, boxes only of what it finds.
 */
export function readObstacles(top: Document): Obstacle[] {
  const bars = new Map<Element, Obstacle>();
  const found: Obstacle[] = [];
  for (const root of hostDocuments(top)) {
    const elements = root.querySelectorAll(OBSTACLES.all);
    for (let index = 0; index < Math.min(elements.length, MAX_ELEMENTS); index += 1) {
      const element = elements[index];
      if (!element || !isVisible(element)) continue;
      const rect = boxOf(element);
      if (!rect) continue;
      if (element.matches(OBSTACLES.dialog)) found.push({ kind: 'dialog', rect });
      else if (element.matches(OBSTACLES.button)) addToBar(bars, element, rect);
      else found.push({ kind: 'bar', rect });
    }
  }
  return [...found, ...bars.values()].slice(0, MAX_OBSTACLES);
}

const INPUTS = 'input:not([type="hidden"]), textarea, select';

/** Takes a user's input; what only shows a value may be covered for a while. */
function isTypedInto(element: Element): boolean {
  if (element instanceof HTMLSelectElement) return !element.disabled;
  const { disabled, readOnly } = element as HTMLInputElement | HTMLTextAreaElement;
  return !disabled && !readOnly;
}

/** Boxes of the visible inputs of all documents, where a user may type next, in the top window's viewport. */
export function readInputs(top: Document): Rect[] {
  const found: Rect[] = [];
  for (const root of hostDocuments(top)) {
    const elements = root.querySelectorAll(INPUTS);
    for (let index = 0; index < Math.min(elements.length, MAX_ELEMENTS); index += 1) {
      const element = elements[index];
      const rect = element && isTypedInto(element) && isVisible(element) ? boxOf(element) : null;
      if (rect) found.push(rect);
    }
  }
  return found;
}

/**
 * The bar itself has only compiler classes (docs/reference/connectwise-pages.md#toolbars): its buttons' common parent
 * is taken for it.
 */
function addToBar(bars: Map<Element, Obstacle>, button: Element, rect: Rect): void {
  const holder = button.parentElement ?? button;
  const bar = bars.get(holder);
  if (!bar) {
    bars.set(holder, { kind: 'bar', rect });
    return;
  }
  bar.rect = union(bar.rect, rect);
}

function boxOf(element: Element): Rect | null {
  const rect = plainRect(rectInTop(element));
  return rect.right - rect.left >= SMALLEST && rect.bottom - rect.top >= SMALLEST ? rect : null;
}
