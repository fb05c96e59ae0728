import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeSummary } from '../../../components/panel/place-summary.ts';

const SIZE = { width: 300, height: 30 };
const VIEW = { width: 1440, height: 900 };

describe('placeSummary', () => {
  it('returns the middle of the lower edge', () => {
    expect(placeSummary(SIZE, { ...VIEW, avoid: [] })).toEqual({ left: 570, top: 858 });
  });

  it('moves beside a bar at that place, and above one of full width', () => {
    const bar = { left: 500, top: 850, right: 900, bottom: 890 };
    expect(placeSummary(SIZE, { ...VIEW, avoid: [bar] })).toEqual({ left: 1104, top: 858 });
    expect(placeSummary(SIZE, { ...VIEW, avoid: [{ ...bar, left: 0, right: 1440 }] })).toEqual({ left: 570, top: 794 });
  });

  it('returns no place under a dialog that fills the window', () => {
    expect(placeSummary(SIZE, { ...VIEW, avoid: [{ left: 0, top: 0, right: 1440, bottom: 900 }] })).toBeNull();
    expect(placeSummary(SIZE, { ...VIEW, avoid: [{ left: 0, top: 0, right: 1440, bottom: 450 }] })).not.toBeNull();
  });

  it('never covers what must stay free, and never leaves the window', () => {
    const rect = fc
      .record({ left: fc.nat(1440), top: fc.nat(900), width: fc.nat(600), height: fc.nat(300) })
      .map(({ left, top, width, height }) => ({ left, top, right: left + width, bottom: top + height }));
    let placed = 0;
    fc.assert(
      fc.property(fc.array(rect, { maxLength: 8 }), fc.nat(1500), fc.nat(300), (avoid, width, height) => {
        const at = placeSummary({ width, height }, { ...VIEW, avoid });
        if (!at) return true;
        placed += 1;
        const box = { left: at.left, top: at.top, right: at.left + width, bottom: at.top + height };
        return (
          box.left >= 0 &&
          box.top >= 0 &&
          box.right <= 1440 &&
          box.bottom <= 900 &&
          avoid.every(
            (part) =>
              part.left >= box.right || box.left >= part.right || part.top >= box.bottom || box.top >= part.bottom,
          )
        );
      }),
    );
    expect(placed).toBeGreaterThan(0);
  });
});
