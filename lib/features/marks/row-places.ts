import { ROW_MARK_SIZE, type RowMarkItem } from '../../../components/panel/row-mark.tsx';
import { isLayerHost } from '../../content/layer-host.ts';
import { rectInTop } from '../../host/documents.ts';
import type { Obstacle } from '../../host/obstacles.ts';
import { GRID } from '../../host/selectors.ts';
import { tidy } from '../../host/visible.ts';
import { contains, intersection, intersects, type Rect, rectAt } from '../../shared/rect.ts';
import type { MarkedRow } from './list-rows.ts';
import { isCovered, isInside, visibleBox } from './visible-box.ts';

const GAP = 2;
/** Room that a list of findings may need below its mark. */
const ROOM_BELOW = 180;

export interface RowPlace extends Pick<RowMarkItem, 'left' | 'top' | 'opens'> {
  row: MarkedRow;
}

/**
 * Where the marks of rows are: in the free part of the check-box column, else outside the list's edge; nowhere where neither is
 * free. Reads boxes of rows in the list's window only, whichever number there is of others.
 */
export function placeRows(rows: readonly MarkedRow[], obstacles: readonly Obstacle[]): RowPlace[] {
  const [any] = rows;
  if (!any) return [];
  const clip = visibleBox(any.element);
  const seen = rowsInside(rows, clip);
  const [first] = seen;
  if (!first) return [];
  const left = leftOf(first, clip);
  if (left === null) return [];
  const inWay = obstacles.filter((part) => !holds(part.rect, seen, clip));
  return seen.flatMap(({ row, rect }) => {
    const top = Math.round((rect.top + rect.bottom - ROW_MARK_SIZE) / 2);
    const box = rectAt(left, top, ROW_MARK_SIZE, ROW_MARK_SIZE);
    const isCut = box.top < clip.top || box.bottom > clip.bottom;
    const isInWay = inWay.some((part) => intersects(part.rect, box));
    if (isCut || isInWay) return [];
    return [{ row, left, top, opens: innerHeight - box.bottom > ROOM_BELOW || box.top < ROOM_BELOW ? 'down' : 'up' }];
  });
}

/** Whether the list lies in a dialog, rather than under it. */
function holds(dialog: Rect, seen: readonly SeenRow[], clip: Rect): boolean {
  const [first] = seen;
  const last = seen.at(-1);
  if (!first || !last) return false;
  const { left, right, top } = intersection(first.rect, clip);
  const { bottom } = intersection(last.rect, clip);
  return (
    contains(dialog, { left, right, top, bottom }) && !isCovered(first.row.element, { ...first.rect, left, right })
  );
}

interface SeenRow {
  row: MarkedRow;
  rect: Rect;
}

/** Rows follow each other down the page, so the first one inside is found by halving. */
function rowsInside(rows: readonly MarkedRow[], clip: Rect): SeenRow[] {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && rectInTop(row.element).bottom <= clip.top) low = middle + 1;
    else high = middle;
  }
  const seen: SeenRow[] = [];
  for (const row of rows.slice(low)) {
    const rect = rectInTop(row.element);
    if (rect.top >= clip.bottom) break;
    if (isInside(rect, clip)) seen.push({ row, rect });
  }
  return seen;
}

function leftOf({ row, rect }: SeenRow, clip: Rect): number | null {
  if (rect.left >= clip.left) {
    const room = freeInCheckBoxColumn(row.element, rect);
    if (room >= ROW_MARK_SIZE + GAP) return Math.round(rect.left + (room - ROW_MARK_SIZE) / 2);
  }
  const outside = Math.floor(Math.max(clip.left, rect.left)) - ROW_MARK_SIZE - GAP;
  return outside >= 0 && isEmptyAt(outside, (rect.top + rect.bottom) / 2, row.element) ? outside : null;
}

/** Pixels from the row's edge to the first thing in its first cell. */
function freeInCheckBoxColumn(row: HTMLElement, rect: Rect): number {
  const cell = row.querySelector<HTMLElement>(GRID.cell.css);
  if (!cell || tidy(cell.textContent) !== '') return 0;
  const content = cell.querySelector('input, img, svg, a, button');
  return content ? rectInTop(content).left - rect.left : rectInTop(cell).right - rect.left;
}

/** Whether beside the list there is nothing but what the list itself lies in. */
function isEmptyAt(left: number, middle: number, row: HTMLElement): boolean {
  const x = left + ROW_MARK_SIZE / 2;
  const hit = document.elementFromPoint(x, middle);
  if (!hit || isLayerHost(hit) || hit.contains(row)) return true;
  const frame = row.ownerDocument.defaultView?.frameElement;
  if (!frame || hit !== frame) return false;
  const outer = frame.getBoundingClientRect();
  const inner = row.ownerDocument.elementFromPoint(x - outer.x - frame.clientLeft, middle - outer.y - frame.clientTop);
  return !inner || inner.contains(row);
}
