import { rectInTop } from './documents.ts';
import type { HostGrid, HostRow } from './grids.ts';

/** The part of a row that can be seen, in the top window's viewport. */
export interface RowRect {
  row: HostRow;
  rect: DOMRect;
}

const MOST_STEPS = 12;
const SMALLEST = 4;

/** Where the rows of a list can be seen: rows scrolled out of it are left out, one half under its edge is cut there. */
export function rowRects(grid: HostGrid): RowRect[] {
  const [first] = grid.rows;
  const clip = first ? clipOf(first.element) : null;
  const found: RowRect[] = [];
  for (const row of grid.rows) {
    const rect = clip ? cut(rectInTop(row.element), clip) : rectInTop(row.element);
    if (rect.width >= SMALLEST && rect.height >= SMALLEST) found.push({ row, rect });
  }
  return found;
}

/** What of the rows' scrollers lies inside each other; all rows of a list have the same ones. */
function clipOf(row: Element): DOMRect | null {
  const view = row.ownerDocument.defaultView;
  let clip: DOMRect | null = null;
  let element = row.parentElement;
  // The body's own overflow is the viewport's; `hidden` ones are skipped because they may not be the rows' containing block.
  for (let step = 0; element && element !== row.ownerDocument.body && view && step < MOST_STEPS; step += 1) {
    if (/auto|scroll/.test(view.getComputedStyle(element).overflowY)) {
      const rect = rectInTop(element);
      clip = clip ? cut(clip, rect) : rect;
    }
    element = element.parentElement;
  }
  return clip;
}

function cut(rect: DOMRect, by: DOMRect): DOMRect {
  const left = Math.max(rect.left, by.left);
  const top = Math.max(rect.top, by.top);
  const right = Math.min(rect.right, by.right);
  const bottom = Math.min(rect.bottom, by.bottom);
  return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
}
