import { afterEach, beforeEach, expect, it } from 'vitest';
import { readObstacles } from '../../../lib/host/obstacles.ts';
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

it('is empty on a page without any', () => {
  expect(read('<p>Nothing</p>')).toEqual([]);
  expect(read(`<p>Nothing</p>${banner('A')}`)).toHaveLength(1);
});
