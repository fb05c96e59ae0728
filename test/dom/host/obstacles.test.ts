import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readInputs, readObstacles } from '../../../lib/host/obstacles.ts';
import { banner, layOut, toolbar } from './page.ts';

let undo: () => void;
beforeEach(() => {
  undo = layOut();
});
afterEach(() => {
  undo();
  document.body.innerHTML = '';
});

const read = (html: string) => {
  document.body.innerHTML = html;
  return readObstacles(document);
};

/** Gives elements boxes of their own, by a `data-box="left top right bottom"`. */
function boxes(): void {
  const bounding = Element.prototype.getBoundingClientRect;
  Element.prototype.getBoundingClientRect = function () {
    const [left = 0, top = 0, right = 0, bottom = 0] = (this.getAttribute('data-box') ?? '').split(' ').map(Number);
    return this.hasAttribute('data-box') ? new DOMRect(left, top, right - left, bottom - top) : bounding.call(this);
  };
}

it('names banner, tab strip, dialogs, open lists and menus', () => {
  const html = `${banner('A')}<ul class="x-tab-strip"></ul><div class="cw-gxt-wnd"></div><div class="x-combo-list"></div>
    <div class="x-menu x-menu-floating x-layer"></div><div class="cw-gxt-wnd" hidden></div>`;
  expect(read(html).map(({ kind }) => kind)).toEqual(['bar', 'bar', 'dialog', 'dialog', 'dialog']);
});

it('joins the buttons of one bar, and distinguishes two bars', () => {
  boxes();
  const bar = toolbar('Save', 'Delete')
    .replace('_Save"', '_Save" data-box="10 60 60 90"')
    .replace('_Delete"', '_Delete" data-box="300 60 360 88"');
  const list = '<div><div class="cw-toolbar-search" data-box="20 200 60 220"></div></div>';
  expect(read(bar + list).map(({ kind, rect }) => [kind, rect])).toEqual([
    ['bar', { left: 10, top: 60, right: 360, bottom: 90 }],
    ['bar', { left: 20, top: 200, right: 60, bottom: 220 }],
  ]);
});

it('ignores what has no size, and limits the list on a page full of obstacles', () => {
  boxes();
  expect(read('<div class="x-layer" data-box="5 5 6 6"></div>')).toEqual([]);
  expect(read('<div class="cw-gxt-wnd"></div>'.repeat(5_000)).length).toBeLessThanOrEqual(40);
});

describe('the inputs of a page', () => {
  const inputs = (html: string) => {
    document.body.innerHTML = html;
    return readInputs(document);
  };

  it('are those that a user can type into or choose from, where they stand', () => {
    boxes();
    expect(
      inputs(`<input data-box="10 10 110 30"><textarea data-box="10 40 110 90"></textarea>
        <select data-box="10 100 110 120"></select><input type="hidden" data-box="10 130 110 150">
        <input hidden data-box="10 160 110 180"><input disabled data-box="10 220 110 240">
        <textarea readonly data-box="10 250 110 270"></textarea><button data-box="10 190 110 210"></button>`),
    ).toEqual([
      { left: 10, top: 10, right: 110, bottom: 30 },
      { left: 10, top: 40, right: 110, bottom: 90 },
      { left: 10, top: 100, right: 110, bottom: 120 },
    ]);
  });

  it('are none without a size, and limited on a page full of them', () => {
    boxes();
    expect(inputs('<input data-box="5 5 7 7"><input data-box="0 0 0 0">')).toEqual([]);
    expect(inputs('<input data-box="0 0 50 20">'.repeat(1_000))).toHaveLength(200);
  });

  it('are those of the documents in frames too', () => {
    const frame = document.createElement('iframe');
    const inner = document.implementation.createHTMLDocument();
    Object.defineProperty(frame, 'contentDocument', { value: inner });
    document.body.append(frame);
    expect(readInputs(document)).toEqual([]);
    inner.body.innerHTML = '<input>';
    expect(readInputs(document)).toHaveLength(1);
  });
});

it('is empty on a page without any', () => {
  expect(read('<p>Nothing</p>')).toEqual([]);
  expect(read(`<p>Nothing</p>${banner('A')}`)).toHaveLength(1);
});
