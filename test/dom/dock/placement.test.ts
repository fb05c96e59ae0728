import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Covered, type PanelPlace, placePanel } from '../../../components/dock/placement.ts';
import type { Rect } from '../../../lib/shared/rect.ts';

const WINDOW = { width: 1440, height: 900 };
const bar = (top: number, bottom: number, left = 0, right = 1440): Covered => ({
  kind: 'bar',
  rect: { left, top, right, bottom },
});
const dialog = (left: number, top: number, right: number, bottom: number): Covered => ({
  kind: 'dialog',
  rect: { left, top, right, bottom },
});
const BANNER = bar(0, 48);
const place = (obstacles: Covered[], part: Partial<Parameters<typeof placePanel>[0]> = {}) =>
  placePanel({ viewport: WINDOW, obstacles, open: true, width: 360, ...part });
const bottomOf = ({ top, height }: PanelPlace) => top + height;

describe('an open panel', () => {
  it('starts below every bar that reaches into its columns, and no lower', () => {
    expect(place([BANNER]).top).toBe(140);
    expect(place([BANNER, bar(150, 184)]).top).toBe(188);
    // A toolbar that ends to the left of it is none of its business.
    expect(place([BANNER, bar(150, 184, 0, 1000)]).top).toBe(140);
  });

  it('ends above a bar at the bottom', () => {
    expect(bottomOf(place([BANNER, bar(870, 900)]))).toBe(866);
  });

  it('becomes narrower before it loses height to a bar at the side', () => {
    const beside = place([BANNER, bar(60, 880, 1000, 1140)]);
    expect(beside).toMatchObject({ shape: 'open', top: 140, width: 1440 - 1140 - 4 });
    expect(place([BANNER, bar(60, 880, 1000, 1070)]).width).toBe(360);
  });

  it('avoids a dialog: narrower, else below it, else collapsed, else hidden', () => {
    expect(place([BANNER, dialog(400, 100, 1130, 800)])).toMatchObject({ shape: 'open', width: 306, noRoom: null });
    const below = place([BANNER, dialog(400, 100, 1300, 500)]);
    expect(below).toMatchObject({ shape: 'open', width: 360, top: 504 });
    const beside = place([BANNER, dialog(400, 60, 1300, 860)]);
    expect(beside).toMatchObject({ shape: 'tab', noRoom: 'dialog' });
    expect(beside.width).toBeLessThanOrEqual(140);
    expect(place([BANNER, dialog(0, 0, 1440, 900)]).shape).toBe('hidden');
  });

  it('uses the remaining height at 200 % zoom, and in a low laptop window', () => {
    const bars = [bar(0, 48, 0, 720), bar(100, 134, 0, 720), bar(136, 172, 0, 700)];
    expect(place(bars, { viewport: { width: 720, height: 450 } })).toMatchObject({
      shape: 'open',
      width: 360,
      height: 270,
    });
    expect(place(bars, { viewport: { width: 1024, height: 600 } }).shape).toBe('open');
  });

  it('stays collapsed in a window that is too small, and reports why', () => {
    for (const viewport of [
      { width: 270, height: 600 },
      { width: 1000, height: 200 },
    ])
      expect(place([bar(0, 48)], { viewport })).toMatchObject({ shape: 'tab', noRoom: 'window' });
  });

  it('is between 280 pixels and half of the window wide', () => {
    expect(place([BANNER], { width: 10 }).width).toBe(280);
    expect(place([BANNER], { width: 2_000 })).toMatchObject({ width: 720, minWidth: 280, maxWidth: 720 });
  });
});

describe('a collapsed panel', () => {
  it('is a tab beside the page, lower without its text where there is little room', () => {
    const tab = place([BANNER], { open: false });
    expect(tab).toMatchObject({ shape: 'tab', top: 560, noRoom: null });
    const low = place([bar(0, 48), bar(140, 560, 1000)], { open: false, viewport: { width: 1440, height: 600 } });
    expect(low.shape).toBe('tab');
    expect(low.height).toBeLessThan(tab.height);
  });

  it('is in the lower part of the edge, and moves as little as possible from there', () => {
    expect(place([BANNER, dialog(1300, 60, 1440, 400)], { open: false })).toMatchObject({ shape: 'tab', top: 560 });
    expect(place([BANNER, dialog(1300, 60, 1440, 600)], { open: false })).toMatchObject({ shape: 'tab', top: 604 });
    expect(place([BANNER, dialog(1300, 500, 1440, 896)], { open: false })).toMatchObject({ shape: 'tab', top: 356 });
  });
});

describe('where the bars cannot be known', () => {
  it('keeps their usual place free, in a low window the banner alone', () => {
    expect(place([]).top).toBe(140);
    expect(place([dialog(0, 300, 600, 500)]).top).toBe(140);
    expect(place([], { viewport: { width: 1024, height: 600 } }).top).toBe(56);
  });

  it('ignores what is larger than half of the window, as a misread part of the page', () => {
    expect(place([BANNER, bar(0, 890)])).toEqual(place([BANNER]));
  });
});

describe('whatever is on the page', () => {
  const rect = fc
    .tuple(fc.integer({ min: -200, max: 2_000 }), fc.integer({ min: -200, max: 1_400 }), fc.nat(1_500), fc.nat(900))
    .map(([left, top, width, height]): Rect => ({ left, top, right: left + width, bottom: top + height }));
  const obstacles = fc.array(fc.record({ kind: fc.constantFrom('bar', 'dialog'), rect }), { maxLength: 12 });
  const viewport = fc.record({ width: fc.integer({ min: 1, max: 2_600 }), height: fc.integer({ min: 1, max: 1_500 }) });
  const wanted = fc.record({
    viewport,
    obstacles,
    open: fc.boolean(),
    width: fc.integer({ min: -10, max: 3_000 }),
  }) as fc.Arbitrary<Parameters<typeof placePanel>[0]>;
  const intersects = (a: Rect, b: Rect) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const isBelievable = ({ kind, rect: { left, top, right, bottom } }: Covered, { width, height }: typeof WINDOW) =>
    kind === 'dialog' || (right - left) * (bottom - top) <= (width * height) / 2;

  it('covers no obstacle and stays inside the window', () => {
    let shown = 0;
    fc.assert(
      fc.property(wanted, (input) => {
        const { shape, top, width, height } = placePanel(input);
        if (shape === 'hidden') return;
        shown += 1;
        const right = input.viewport.width;
        const own: Rect = { left: right - width, top, right, bottom: top + height };
        expect(own.left).toBeGreaterThanOrEqual(0);
        expect(own.top).toBeGreaterThanOrEqual(0);
        expect(own.bottom).toBeLessThanOrEqual(input.viewport.height);
        for (const obstacle of input.obstacles)
          if (isBelievable(obstacle, input.viewport)) expect(intersects(own, obstacle.rect)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
    expect(shown).toBeGreaterThan(0);
  });

  it('is open only on request and where useful, and no wider than requested', () => {
    fc.assert(
      fc.property(wanted, (input) => {
        const { shape, width, height, minWidth, noRoom } = placePanel(input);
        if (shape !== 'open') {
          expect(!input.open || noRoom !== null).toBe(true);
          return;
        }
        expect(input.open).toBe(true);
        expect(noRoom).toBeNull();
        expect(width).toBeGreaterThanOrEqual(minWidth);
        expect(width).toBeLessThanOrEqual(Math.max(input.width, minWidth));
        expect(height).toBeGreaterThanOrEqual(180);
      }),
      { numRuns: 1_000 },
    );
  });
});
