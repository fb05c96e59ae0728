/** A part of the top window's viewport, in CSS pixels. A `DOMRect` is one, too. */
export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Returns the rectangle with this corner and size. */
export function rectAt(left: number, top: number, width: number, height: number): Rect {
  return { left, top, right: left + width, bottom: top + height };
}

/** Returns a plain copy, e.g. of a `DOMRect`, which cannot be spread. */
export function plainRect({ left, top, right, bottom }: Rect): Rect {
  return { left, top, right, bottom };
}

/** Tells whether two rectangles have an area in common; ones that only touch have none. */
export function intersects(one: Rect, other: Rect): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** Tells whether `inner` lies within `outer`, edges included. */
export function contains(outer: Rect, inner: Rect): boolean {
  return (
    outer.left <= inner.left && outer.right >= inner.right && outer.top <= inner.top && outer.bottom >= inner.bottom
  );
}

/** Returns what two rectangles have in common; right is less than left, or bottom than top, where that is nothing. */
export function intersection(one: Rect, other: Rect): Rect {
  return {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  };
}

/** Returns the smallest rectangle around both. */
export function union(one: Rect, other: Rect): Rect {
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  };
}

/** Returns the area in square pixels. */
export function areaOf({ left, top, right, bottom }: Rect): number {
  return (right - left) * (bottom - top);
}

/** Tells whether two rectangles have the same edges. */
export function sameRect(one: Rect, other: Rect): boolean {
  return one.left === other.left && one.top === other.top && one.right === other.right && one.bottom === other.bottom;
}
