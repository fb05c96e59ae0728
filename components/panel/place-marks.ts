import { contains, intersects, type Rect, rectAt } from '../../lib/shared/rect.ts';

export interface MarkSize {
  /** Where the field stands. */
  rect: Rect;
  hidden: boolean;
  width: number;
  height: number;
  /** The user opened it: then it may lie over other inputs, for what they requested has to be read. */
  isAsked?: boolean;
}

/** Where a mark goes; `isTight`: only its badge, since as a whole it would lie over an input. */
export interface MarkPlace {
  left: number;
  top: number;
  isTight?: boolean;
}

interface View {
  width: number;
  height: number;
  /** Bars and dialogs of the page. One that holds the field itself is not in the way of its mark. */
  avoid: readonly Rect[];
  /** Inputs of the page: no mark that comes by itself covers one. */
  inputs?: readonly Rect[];
}

const GAP = 6;
/** Narrower than this to the right of a field, a mark goes below it. */
const ROOM = 260;
/** As wide as a mark is where there is room, in CSS pixels. */
export const WIDTH = 340;
/** A mark that shows its badge alone, in CSS pixels. */
const BADGE = { width: 30, height: 28 };

/** Between a field and the input to its right, a mark this narrow can still be read. */
const NARROW = 150;
/** As far down as a narrow mark may reach, inputs to the right of its field count. */
const REACH = 120;

/**
 * How wide a mark may be: beside its field up to the next input; below a wide field there is its whole width, so the mark can be low
 * and cover less.
 */
export function roomBeside(rect: Rect, width: number, viewWidth: number, inputs: readonly Rect[] = []): number {
  const next = inputs
    .filter(({ left, top, bottom }) => left > rect.right && top < rect.top + REACH && bottom > rect.top - GAP)
    .reduce((nearest, { left }) => Math.min(nearest, left), Number.POSITIVE_INFINITY);
  const between = next - rect.right - 2 * GAP;
  if (between < width && between >= NARROW) return Math.min(WIDTH, between);
  if (isBeside(rect, width, viewWidth)) return Math.min(WIDTH, viewWidth - rect.right - 2 * GAP);
  return Math.min(Math.max(WIDTH, rect.right - rect.left), 1.5 * WIDTH, Math.max(WIDTH, viewWidth - rect.left - GAP));
}

/**
 * The place of each mark, in the order given: to the right of its field, else below, else above, under the marks before it. Null:
 * hidden, scrolled out, or nowhere without covering what must stay free.
 */
export function placeMarks(marks: readonly MarkSize[], view: View): (MarkPlace | null)[] {
  const places: (MarkPlace | null)[] = marks.map(() => null);
  const order = marks.map((_, index) => index).sort((a, b) => (marks[a]?.rect.top ?? 0) - (marks[b]?.rect.top ?? 0));
  const taken: Rect[] = [];
  for (const index of order) {
    const mark = marks[index];
    if (!mark || mark.hidden || mark.rect.bottom < 0 || mark.rect.top > view.height) continue;
    const avoid = view.avoid.filter((part) => !contains(part, mark.rect));
    const isFree = (candidate: Rect, parts: readonly Rect[]) => !parts.some((part) => intersects(part, candidate));
    const boxes = candidates(mark, view)
      .map((candidate) => below(candidate, taken))
      .filter((candidate) => isFree(candidate, avoid));
    const inputs = (view.inputs ?? []).filter((input) => !contains(input, mark.rect));
    const whole = boxes.find((candidate) => isFree(candidate, inputs)) ?? (mark.isAsked ? boxes[0] : undefined);
    const badges = whole ? [] : candidates({ ...mark, ...BADGE }, view).map((candidate) => below(candidate, taken));
    // Where there is no room even for the badge, what is wrong goes before what is covered.
    const badge =
      badges.find((candidate) => isFree(candidate, [...avoid, ...inputs])) ?? badges.find((one) => isFree(one, avoid));
    const box = whole ?? badge;
    if (!box) continue;
    taken.push(box);
    places[index] = { left: Math.round(box.left), top: Math.round(box.top), ...(!whole && { isTight: true }) };
  }
  return places;
}

function candidates({ rect, width, height }: MarkSize, view: View): Rect[] {
  const left = Math.max(GAP, Math.min(rect.left, view.width - width - GAP));
  const beside = rectAt(rect.right + GAP, inView(rect.top - 4, height, view), width, height);
  const under = rectAt(left, rect.bottom + GAP, width, height);
  const over = rectAt(left, rect.top - GAP - height, width, height);
  const vertical = under.bottom > view.height && over.top >= 0 ? [over, under] : [under, over];
  const isReadable = width >= ROOM || height <= REACH;
  return isReadable && isBeside(rect, width, view.width) && beside.right <= view.width
    ? [beside, ...vertical]
    : vertical;
}

/** A mark that would end below the window begins higher; beside its field it covers nothing of it. */
function inView(top: number, height: number, view: View): number {
  return Math.max(Math.min(top, view.height - height - GAP), Math.min(top, GAP));
}

/** Moved down until it lies on no mark placed before. */
function below(box: Rect, taken: readonly Rect[]): Rect {
  let moved = box;
  for (const other of taken) {
    if (intersects(moved, other))
      moved = rectAt(box.left, other.bottom + 2, box.right - box.left, box.bottom - box.top);
  }
  return moved;
}

function isBeside(rect: Rect, width: number, viewWidth: number): boolean {
  return viewWidth - rect.right - GAP >= Math.min(ROOM, width);
}
