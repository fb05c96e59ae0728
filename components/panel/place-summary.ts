import { intersects, type Rect, rectAt } from '../../lib/shared/rect.ts';

const GAP = 12;
/** It climbs this far at a time, and no farther than this from the lower edge: higher up it would lie over what people read. */
const STEP = 32;
const HIGHEST = 160;

/**
 * Where the one line about a form or list stands: at the lower edge of the window, in the middle, else at the right or the left, as
 * low as bars and dialogs of the page allow. Null: nowhere, so it is not shown; the marks say the same.
 */
export function placeSummary(
  size: { width: number; height: number },
  view: { width: number; height: number; avoid: readonly Rect[] },
): { left: number; top: number } | null {
  const middle = Math.round((view.width - size.width) / 2);
  const columns = [middle, view.width - size.width - 3 * GAP, GAP].filter(
    (left) => left >= 0 && left + size.width <= view.width,
  );
  for (let raised = GAP; raised <= HIGHEST; raised += STEP) {
    const top = view.height - raised - size.height;
    if (top < 0) return null;
    const left = columns.find(
      (at) => !view.avoid.some((part) => intersects(part, rectAt(at, top, size.width, size.height))),
    );
    if (left !== undefined) return { left, top };
  }
  return null;
}
