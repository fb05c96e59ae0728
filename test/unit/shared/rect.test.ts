import { describe, expect, it } from 'vitest';
import {
  areaOf,
  contains,
  intersection,
  intersects,
  plainRect,
  type Rect,
  rectAt,
  sameRect,
  union,
} from '../../../lib/shared/rect.ts';

const view = rectAt(0, 0, 100, 50);

describe('rectangles', () => {
  it('are made of a corner and a size', () => {
    expect(rectAt(10, 20, 30, 5)).toEqual({ left: 10, top: 20, right: 40, bottom: 25 });
    expect(areaOf(rectAt(10, 20, 30, 5))).toBe(150);
  });

  it.each<[string, Rect, boolean, boolean]>([
    ['inside', rectAt(10, 10, 10, 10), true, true],
    ['equal', rectAt(0, 0, 100, 50), true, true],
    ['over an edge', rectAt(90, 10, 20, 10), true, false],
    ['around it', rectAt(-1, -1, 200, 200), true, false],
    ['beside it, touching', rectAt(100, 0, 10, 10), false, false],
    ['below it, touching', rectAt(0, 50, 10, 10), false, false],
    ['far away', rectAt(300, 300, 10, 10), false, false],
  ])('contain another one or not: %s', (_, rect, meets, lies) => {
    expect(intersects(view, rect)).toBe(meets);
    expect(intersects(rect, view)).toBe(meets);
    expect(contains(view, rect)).toBe(lies);
  });

  it('have a common part and a common frame', () => {
    const other = rectAt(90, -10, 20, 30);
    expect(intersection(view, other)).toEqual({ left: 90, top: 0, right: 100, bottom: 20 });
    expect(union(view, other)).toEqual({ left: 0, top: -10, right: 110, bottom: 50 });
    const nothing = intersection(view, rectAt(200, 0, 10, 10));
    expect(nothing.right).toBeLessThan(nothing.left);
  });

  it('are the same by their edges, whatever else they hold', () => {
    const more = { ...view, x: 0, width: 100 };
    expect(sameRect(view, more)).toBe(true);
    expect(sameRect(view, rectAt(0, 0, 100, 51))).toBe(false);
    expect(plainRect(more)).toEqual(view);
  });
});
