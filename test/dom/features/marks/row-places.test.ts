import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MarkedRow } from '../../../../lib/features/marks/list-rows.ts';
import { placeRows } from '../../../../lib/features/marks/row-places.ts';
import { drift } from '../../../support/builders/company-views.ts';

const ROW = 27;
const LIST = { left: 200, top: 100, width: 600, height: 270 };
let reads: Element[];
let scrolled = 0;
let gap = 0;

/** A list of the given rows in a scroller of ten, with boxes as a browser would give them. */
function list(count: number): MarkedRow[] {
  document.body.innerHTML = `<div id="scroller" style="overflow-x: auto; overflow-y: auto"><table><tbody>${Array.from(
    { length: count },
    (_, index) =>
      `<tr class="cw-ml-row" data-n="${index}"><td cellindex="0"><input type="checkbox"></td><td cellindex="1">x</td></tr>`,
  ).join('')}</tbody></table></div>`;
  return [...document.querySelectorAll<HTMLElement>('tr')].map((element, index) => ({
    key: String(index),
    cells: {},
    element,
    findings: [drift],
  }));
}

beforeEach(() => {
  reads = [];
  scrolled = 0;
  gap = 0;
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    reads.push(this);
    const row = this.closest('tr');
    const top = LIST.top + Number(row?.getAttribute('data-n') ?? 0) * ROW - scrolled;
    if (this.id === 'scroller') return new DOMRect(LIST.left, LIST.top, LIST.width, LIST.height);
    if (this.localName === 'input') return new DOMRect(LIST.left + gap, top + 7, 13, 13);
    return new DOMRect(LIST.left, top, 900, ROW);
  });
  for (const [name, value] of [
    ['clientWidth', LIST.width],
    ['clientHeight', LIST.height],
  ] as const)
    vi.spyOn(HTMLElement.prototype, name, 'get').mockReturnValue(value);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});
const at = (rows: MarkedRow[], obstacles: Parameters<typeof placeRows>[1] = []) =>
  placeRows(rows, obstacles).map(({ row, left, top }) => [Number(row.key), left, top]);

describe('placeRows', () => {
  it('puts marks beside the list where the check boxes leave no room, and into their column where they do', () => {
    gap = 10;
    expect(at(list(2))).toEqual([
      [0, 180, 105],
      [1, 180, 132],
    ]);
    gap = 24;
    expect(at(list(1))).toEqual([[0, 203, 105]]);
  });

  it('marks only fully visible rows, and reads no box of the others', () => {
    const rows = list(200);
    scrolled = 1_000;
    const places = at(rows);
    expect(places.map(([row]) => row)).toEqual([37, 38, 39, 40, 41, 42, 43, 44, 45, 46]);
    const read = new Set(reads.filter((element) => element.localName === 'tr'));
    expect(read.size).toBeLessThan(25);
  });

  it('skips rows under a dialog, but not those of a list in one', () => {
    const dialog = (left: number, top: number, right: number, bottom: number) => ({
      kind: 'dialog' as const,
      rect: { left, top, right, bottom },
    });
    gap = 24;
    expect(at(list(3), [dialog(150, 125, 700, 160)]).map(([row]) => row)).toEqual([0]);
    expect(at(list(3), [dialog(100, 50, 900, 600)]).map(([row]) => row)).toEqual([0, 1, 2]);
  });

  it('is empty when another element is beside the list', () => {
    gap = 10;
    const rows = list(1);
    const nav = document.createElement('nav');
    document.body.append(nav);
    vi.spyOn(document, 'elementFromPoint').mockReturnValue(nav);
    expect(at(rows)).toEqual([]);
    vi.spyOn(document, 'elementFromPoint').mockReturnValue(document.body);
    expect(at(rows)).toHaveLength(1);
  });
});
