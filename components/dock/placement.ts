import { areaOf, type Rect } from '../../lib/shared/rect.ts';

/** What must not be covered: see lib/host/obstacles.ts. */
export interface Covered {
  kind: 'bar' | 'dialog';
  rect: Rect;
}

export interface Wanted {
  viewport: { width: number; height: number };
  obstacles: readonly Covered[];
  open: boolean;
  /** Width when open, as the user chose it. */
  width: number;
}

/** Where a docked panel stands: always at the right edge of the viewport, in CSS pixels. */
export interface PanelPlace {
  /** `tab`: collapsed, by choice or without room; `hidden`: even the tab would cover something of theirs. */
  shape: 'open' | 'tab' | 'hidden';
  top: number;
  width: number;
  /** The most that it may be high. */
  height: number;
  /** Between what a user may set the width. */
  minWidth: number;
  maxWidth: number;
  /** Why an open panel has no room: the window is too small, or a dialog is in the way; null: it has room. */
  noRoom: 'window' | 'dialog' | null;
}

const MIN_WIDTH = 280;
export const DEFAULT_WIDTH = 360;
/** Head, one finding and the foot: a lower panel helps nobody. */
const MIN_HEIGHT = 180;
/** More height than this is no reason to be narrower than the user wants. */
const GOOD_HEIGHT = 560;
/** As narrow as a pointer can well hit (WCAG 2.2 AA, 2.5.8): fields of their forms end little further from the edge. */
const TAB_WIDTH = 24;
const TAB_HEIGHT = 140;
/** Where the tab's middle stands, as a share of the window's height. */
const TAB_MIDDLE = 0.7;
/** Without its text. */
const SMALL_TAB_HEIGHT = 72;
/** Between the panel and what it must not cover, and the ends of the window. */
const GAP = 4;

/**
 * Finds the place: below their bars, beside or below their dialogs, narrower before it covers anything; where that fails collapsed,
 * then hidden. Pure. Never intersects an obstacle, never leaves the viewport.
 */
export function placePanel({ viewport, obstacles, open, width }: Wanted): PanelPlace {
  const known = withUsualBars(obstacles, viewport);
  const maxWidth = Math.max(MIN_WIDTH, Math.floor(viewport.width / 2));
  const wanted = Math.min(Math.max(Math.round(width), MIN_WIDTH), maxWidth);
  const room = openPlace(wanted, viewport, known);
  const bars = known.filter(({ kind }) => kind === 'bar');
  const noRoom = room ? null : openPlace(wanted, viewport, bars) ? 'dialog' : 'window';
  const rest = { minWidth: MIN_WIDTH, maxWidth, noRoom } as const;
  if (open && room) return { shape: 'open', ...room, ...rest };
  const tab = tabPlace(viewport, known);
  return tab ? { shape: 'tab', ...tab, ...rest } : { shape: 'hidden', top: 0, width: 0, height: 0, ...rest };
}

type Box = Pick<PanelPlace, 'top' | 'width' | 'height'>;

/** Of the widths at which something new fits, the one that shows most. Undefined: nowhere useful. */
function openPlace(wanted: number, viewport: Wanted['viewport'], obstacles: readonly Covered[]): Box | undefined {
  const besides = obstacles.map(({ rect }) => Math.floor(viewport.width - rect.right - GAP));
  const widths = [wanted, ...besides].filter((width) => width >= MIN_WIDTH && width <= wanted);
  let best: Box | undefined;
  let most = 0;
  for (const width of widths) {
    if (width > viewport.width) continue;
    for (const { top, height } of freeSpans(width, viewport, obstacles)) {
      const shown = width * Math.min(height, GOOD_HEIGHT);
      if (height < MIN_HEIGHT || shown <= most) continue;
      best = { top, width, height };
      most = shown;
    }
  }
  return best;
}

/**
 * In the lower part of the edge, as near to `TAB_MIDDLE` as what is free allows: the fields of their forms begin at the top, and a combo's
 * arrow often ends at the very edge.
 */
function tabPlace(viewport: Wanted['viewport'], obstacles: readonly Covered[]): Box | undefined {
  if (viewport.width < TAB_WIDTH) return undefined;
  const spans = freeSpans(TAB_WIDTH, viewport, obstacles);
  for (const height of [TAB_HEIGHT, SMALL_TAB_HEIGHT]) {
    const wanted = Math.round(viewport.height * TAB_MIDDLE - height / 2);
    const tops = spans
      .filter((free) => free.height >= height)
      .map((free) => Math.min(Math.max(wanted, free.top), free.top + free.height - height))
      .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
    const [top] = tops;
    if (top !== undefined) return { top, width: TAB_WIDTH, height };
  }
  return undefined;
}

/** The free heights of the columns at the right edge, from the top down. */
function freeSpans(width: number, viewport: Wanted['viewport'], obstacles: readonly Covered[]) {
  const left = viewport.width - width;
  const inTheWay = obstacles
    .map(({ rect }) => rect)
    .filter((rect) => rect.right > left && rect.left < viewport.width && rect.bottom > 0 && rect.top < viewport.height)
    .sort((a, b) => a.top - b.top);
  const spans: { top: number; height: number }[] = [];
  let free = GAP;
  const add = (end: number): void => {
    if (end > free) spans.push({ top: free, height: end - free });
  };
  for (const { top, bottom } of inTheWay) {
    add(Math.floor(top - GAP));
    free = Math.max(free, Math.ceil(bottom + GAP));
  }
  add(viewport.height - GAP);
  return spans;
}

/**
 * What is larger than half of the window is no bar but a misread part of the page. And since nobody can be sure that every bar is found
 * (the markup of a record's tabs is unknown, docs/reference/connectwise-pages.md#fields), their usual place stays free:
 * banner and tab strip, which end at about 134 px; in a low window, where height goes before the view of their tabs,
 * the banner alone.
 */
function withUsualBars(obstacles: readonly Covered[], viewport: Wanted['viewport']): Covered[] {
  const bottom = viewport.height > 600 ? 136 : 52;
  const usual: Covered = { kind: 'bar', rect: { left: 0, top: 0, right: viewport.width, bottom } };
  return [usual, ...obstacles.filter(({ kind, rect }) => kind === 'dialog' || !isTooLarge(rect, viewport))];
}

function isTooLarge(rect: Rect, viewport: Wanted['viewport']): boolean {
  return areaOf(rect) > (viewport.width * viewport.height) / 2;
}
