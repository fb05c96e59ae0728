import { describe, expect, it } from 'vitest';
import { type MarkSize, placeMarks, roomBeside } from '../../../components/panel/place-marks.ts';

const mark = (left: number, top: number, right: number, more: Partial<MarkSize> = {}): MarkSize => ({
  rect: { left, top, right, bottom: top + 24 },
  hidden: false,
  width: 300,
  height: 40,
  ...more,
});
const view = { width: 1000, height: 800, avoid: [] };
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

describe('placeMarks', () => {
  it('goes to the right of a field, or below where there is no room', () => {
    expect(placeMarks([mark(100, 100, 300)], view)).toEqual([{ left: 306, top: 96 }]);
    expect(placeMarks([mark(100, 100, 900)], view)).toEqual([{ left: 100, top: 130 }]);
  });

  it('is no wider than what is free beside its field, and never ends outside the window', () => {
    const wide = mark(100, 100, 720, { width: 340 });
    expect(roomBeside(wide.rect, 340, view.width)).toBe(268);
    expect(placeMarks([wide], view)).toEqual([{ left: 100, top: 130 }]);
    expect(placeMarks([{ ...wide, width: 268 }], view)).toEqual([{ left: 726, top: 96 }]);
  });

  it('gives a mark below a list the room up to the edge, and no less than it needs', () => {
    const list = (left: number) => box(left, 100, Number.POSITIVE_INFINITY, 200);
    expect(roomBeside(list(190), 340, 1440)).toBe(510);
    expect(roomBeside(list(190), 340, 664)).toBe(468);
    expect(roomBeside(list(190), 340, 400)).toBe(340);
  });

  it('places no mark over another', () => {
    expect(placeMarks([mark(100, 110, 300), mark(100, 100, 300)], view)).toEqual([
      { left: 306, top: 138 },
      { left: 306, top: 96 },
    ]);
  });

  it('returns no place while its field is scrolled out', () => {
    expect(placeMarks([mark(100, 100, 300, { hidden: true }), mark(100, 900, 300), mark(100, -50, 300)], view)).toEqual(
      [null, null, null],
    );
  });

  it('stays inside the window at its lower edge', () => {
    expect(placeMarks([mark(100, 780, 300, { height: 200 })], view)).toEqual([{ left: 306, top: 594 }]);
    expect(placeMarks([mark(100, 770, 900)], view)).toEqual([{ left: 100, top: 724 }]);
  });

  it('moves away from a bar, and returns no place where none is free', () => {
    const bar = box(300, 80, 1000, 120);
    const small = mark(100, 100, 300, { width: 180 });
    expect(placeMarks([small], { ...view, avoid: [bar] })).toEqual([{ left: 100, top: 130 }]);
    const dialog = box(90, 125, 1000, 700);
    expect(placeMarks([small], { ...view, avoid: [bar, dialog] })).toEqual([{ left: 100, top: 54 }]);
    expect(placeMarks([mark(100, 30, 300)], { ...view, avoid: [box(110, 0, 1000, 700)] })).toEqual([null]);
  });

  it('is the badge alone where only that leaves a bar or dialog free', () => {
    expect(placeMarks([mark(100, 30, 300)], { ...view, avoid: [box(150, 0, 1000, 700)] })).toEqual([
      { left: 100, top: 60, isTight: true },
    ]);
  });

  it('is the badge alone beside a field where the whole would be narrow and high', () => {
    const next = box(506, 100, 700, 124);
    const field = mark(100, 100, 300);
    expect(roomBeside(field.rect, 340, view.width, [next])).toBe(194);
    const around = { ...view, inputs: [next, box(100, 140, 300, 164), box(100, 60, 300, 84)] };
    expect(placeMarks([{ ...field, width: 194, height: 120 }], around)).toEqual([{ left: 306, top: 96 }]);
    expect(placeMarks([{ ...field, width: 194, height: 121 }], around)).toEqual([
      { left: 306, top: 96, isTight: true },
    ]);
  });

  it('is the badge alone where the whole would cover an input, and whole where there is room', () => {
    const small = mark(100, 100, 300);
    const beside = box(400, 100, 600, 124);
    const under = box(100, 140, 300, 164);
    const over = box(100, 60, 300, 84);
    expect(placeMarks([small], { ...view, inputs: [beside] })).toEqual([{ left: 100, top: 130 }]);
    expect(placeMarks([small], { ...view, inputs: [beside, under] })).toEqual([{ left: 100, top: 54 }]);
    expect(placeMarks([small], { ...view, inputs: [beside, under, over] })).toEqual([
      { left: 306, top: 96, isTight: true },
    ]);
    // What would be covered is scrolled away.
    expect(placeMarks([small], { ...view, inputs: [box(400, 300, 600, 324), under, over] })).toEqual([
      { left: 306, top: 96 },
    ]);
  });

  it('is whole at its own input, which it lies beside', () => {
    const small = mark(100, 100, 300);
    expect(placeMarks([small], { ...view, inputs: [small.rect] })).toEqual([{ left: 306, top: 96 }]);
    expect(placeMarks([small], { ...view, inputs: [box(90, 95, 700, 140)] })).toEqual([{ left: 306, top: 96 }]);
  });

  it('may lie over inputs once the user opened it, but not over a dialog', () => {
    const inputs = [box(400, 100, 600, 124), box(100, 140, 300, 164), box(100, 60, 300, 84)];
    const asked = mark(100, 100, 300, { isAsked: true });
    expect(placeMarks([asked], { ...view, inputs })).toEqual([{ left: 306, top: 96 }]);
    const dialog = box(420, 0, 1000, 700);
    expect(placeMarks([asked], { ...view, inputs, avoid: [dialog] })).toEqual([{ left: 100, top: 130 }]);
  });

  it('lies on no other mark as a badge either, and is there also where the badge covers an input', () => {
    const full = [box(302, 0, 1000, 800), box(0, 126, 1000, 800), box(0, 0, 1000, 98)];
    expect(placeMarks([mark(100, 100, 300)], { ...view, inputs: full })).toEqual([
      { left: 306, top: 96, isTight: true },
    ]);
    const inputs = [box(400, 100, 600, 200), box(100, 140, 300, 164), box(100, 60, 300, 84)];
    expect(placeMarks([mark(100, 100, 300), mark(100, 104, 300)], { ...view, inputs })).toEqual([
      { left: 306, top: 96, isTight: true },
      { left: 306, top: 126, isTight: true },
    ]);
  });

  it('stays beside a field of the dialog itself', () => {
    const dialog = box(50, 50, 900, 700);
    expect(placeMarks([mark(100, 100, 300)], { ...view, avoid: [dialog] })).toEqual([{ left: 306, top: 96 }]);
  });
});
