import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isClearlyShown } from '../../../lib/content/clearly-shown.ts';
import { createLayer } from '../../../lib/content/layer.ts';
import { LAYER } from '../../../lib/content/layer-host.ts';
import { layerRoot } from '../../support/layer-root.ts';

/*
 * happy-dom draws nothing: what lies at a point is answered here from boxes that each test gives, topmost first, where an element
 * without pointer events is passed through as in a browser.
 */
const boxes: { element: Element; rect: DOMRect }[] = [];
const world = { stop: new AbortController(), handle: document.createElement('hr') };
let frame: HTMLIFrameElement;

/** happy-dom leaves blank what no style sets; a browser answers the initial value. */
const INITIAL = new Map<string | symbol, string>([
  ['opacity', '1'],
  ['visibility', 'visible'],
]);
const { getComputedStyle: computed } = window;
const browsersStyle = (element: Element, pseudo?: string | null) =>
  new Proxy(computed.call(window, element), {
    get(style, name) {
      if (pseudo) {
        const own: object = pseudos.get(`${element.id}${pseudo}`) ?? {};
        return name in own ? Reflect.get(own, name) : (INITIAL.get(name) ?? '');
      }
      const value: unknown = Reflect.get(style, name);
      return value === '' ? (INITIAL.get(name) ?? '') : value;
    },
  });

/** What the page paints before or after elements; happy-dom knows no pseudo-elements. */
const pseudos = new Map<string, object>();
const boxOf = (element: Element, rect: DOMRect): void => {
  element.getBoundingClientRect = () => rect;
};
const isAt = ({ left, right, top, bottom }: DOMRect, x: number, y: number) =>
  x >= left && x < right && y >= top && y < bottom;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('getComputedStyle', browsersStyle);
  world.stop = new AbortController();
  boxes.length = 0;
  pseudos.clear();
  const place = createLayer(document, '', world.stop.signal).place('panel', world.stop.signal);
  frame = document.createElement('iframe');
  place.element.append(frame, world.handle);
  boxOf(frame, new DOMRect(innerWidth - 360, 140, 360, 500));
  const root = layerRoot();
  if (root) {
    root.elementFromPoint = (x) => (x < frame.getBoundingClientRect().left + 8 ? world.handle : frame);
  }
  document.elementFromPoint = (x, y) => {
    const hit = boxes.find(
      ({ element, rect }) => isAt(rect, x, y) && getComputedStyle(element).pointerEvents !== 'none',
    );
    return hit?.element ?? document.querySelector(LAYER);
  };
});
afterEach(() => {
  world.stop.abort();
  document.body.innerHTML = '';
  document.documentElement.removeAttribute('style');
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Answers what is found after half a second. */
async function look(): Promise<boolean> {
  const found = isClearlyShown(frame, world.stop.signal);
  await vi.advanceTimersByTimeAsync(600);
  return found;
}
/** An element of the page over a part of the window. */
function overlay(rect: DOMRect, style = ''): HTMLElement {
  const element = document.createElement('div');
  element.setAttribute('style', style);
  document.body.append(element);
  boxOf(element, rect);
  boxes.push({ element, rect });
  return element;
}
const everywhere = () => new DOMRect(0, 0, innerWidth, innerHeight);

describe('a frame that is clearly shown', () => {
  it('is fully visible with nothing over it, beside our own handle at its left edge', async () => {
    expect(await look()).toBe(true);
  });

  it('is so for half a second before that is said', async () => {
    const answered = vi.fn();
    void isClearlyShown(frame, world.stop.signal).then(answered);
    await vi.advanceTimersByTimeAsync(450);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect(answered).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('may have elements of the page beside it', async () => {
    overlay(new DOMRect(0, 0, innerWidth - 360, innerHeight));
    overlay(new DOMRect(0, 0, innerWidth, 140));
    expect(await look()).toBe(true);
  });

  it('leaves no trace in the page', async () => {
    const before = document.documentElement.outerHTML;
    expect(await look()).toBe(true);
    overlay(everywhere());
    const covered = document.documentElement.outerHTML;
    expect(covered).not.toBe(before);
    expect(await look()).toBe(false);
    expect(document.documentElement.outerHTML).toBe(covered);
  });
});

describe('a frame under something of the page', () => {
  it.each([
    ['all of it', '', () => everywhere()],
    ['its middle', '', () => new DOMRect(innerWidth - 220, 340, 80, 100)],
    ['its lower edge', '', () => new DOMRect(innerWidth - 360, 600, 360, 100)],
    ['all of it, letting clicks through', 'background-color: rgb(0, 0, 0); pointer-events: none', () => everywhere()],
  ])('is not clearly shown: %s', async (_, style, rect) => {
    const element = overlay(rect(), style);
    expect(await look()).toBe(false);
    boxes.length = 0;
    element.remove();
    expect(await look()).toBe(true);
  });

  it('is not clearly shown under what lets clicks through as important', async () => {
    overlay(everywhere(), 'background-color: rgb(0, 0, 0); pointer-events: none !important');
    expect(await look()).toBe(false);
  });

  it.each([
    ['a color', 'background-color: rgb(255, 255, 255)', (_: HTMLElement) => {}],
    ['one that ends in 0', 'background-color: rgb(255, 255, 0)', (_: HTMLElement) => {}],
    ['a color that shines through', 'background-color: rgba(255, 255, 255, 0.9)', (_: HTMLElement) => {}],
    ['an image', 'background-image: url("a.png")', (_: HTMLElement) => {}],
    ['text', '', (element: HTMLElement) => element.append('Approve this one')],
  ])('is not clearly shown under what lets clicks through and paints %s', async (_, style, paint) => {
    const element = overlay(everywhere(), 'pointer-events: none');
    expect(await look()).toBe(true);
    element.setAttribute('style', `pointer-events: none; ${style}`);
    paint(element);
    expect(await look()).toBe(false);
  });

  it.each(['img', 'canvas', 'video', 'svg', 'iframe'])(
    'is not clearly shown under a <%s> that lets clicks through',
    async (tag) => {
      const element = document.createElement(tag);
      element.setAttribute('style', 'pointer-events: none');
      boxOf(element, everywhere());
      document.body.append(element);
      expect(await look()).toBe(false);
      element.remove();
      expect(await look()).toBe(true);
    },
  );

  it.each([
    ['nothing painted', 'pointer-events: none'],
    ['no color', 'pointer-events: none; background-color: rgba(0, 0, 0, 0)'],
    ['a transparent one', 'pointer-events: none; background-color: transparent'],
    ['no opacity', 'pointer-events: none; opacity: 0; background-color: rgb(0, 0, 0)'],
    ['no visibility', 'pointer-events: none; visibility: hidden; background-color: rgb(0, 0, 0)'],
    ['no display', 'pointer-events: none; display: none; background-color: rgb(0, 0, 0)'],
  ])('is clearly shown under a container of the whole screen with %s', async (_, style) => {
    const element = overlay(everywhere(), style);
    expect(await look()).toBe(true);
    element.setAttribute('style', 'pointer-events: none; background-color: rgb(0, 0, 0)');
    expect(await look()).toBe(false);
  });

  it('is not under what a transparent container of the whole screen holds over it', async () => {
    const container = overlay(everywhere(), 'pointer-events: none');
    const toast = document.createElement('div');
    toast.setAttribute('style', 'pointer-events: none; background-color: rgb(0, 0, 0)');
    container.append(toast);
    boxOf(toast, new DOMRect(0, 0, 300, 100));
    expect(await look()).toBe(true);
    boxOf(toast, new DOMRect(innerWidth - 300, 300, 300, 100));
    expect(await look()).toBe(false);
  });

  it('is not under what lets clicks through in an open shadow tree of the page', async () => {
    const host = overlay(new DOMRect(0, 0, 10, 10));
    const inside = document.createElement('div');
    inside.setAttribute('style', 'pointer-events: none; background-color: rgb(0, 0, 0)');
    boxOf(inside, everywhere());
    expect(await look()).toBe(true);
    host.attachShadow({ mode: 'open' }).append(inside);
    expect(await look()).toBe(false);
  });

  it.each([
    ['a shadow', 'box-shadow: rgb(0, 0, 0) 0px 0px 0px 400px', 'box-shadow: rgb(0, 0, 0) 0px 2px 8px 0px'],
    ['an outline', 'outline: 400px solid rgb(0, 0, 0)', 'outline: 2px solid rgb(0, 0, 0)'],
  ])('is not clearly shown beside an element with %s so wide that it reaches over', async (_, wide, usual) => {
    const beside = overlay(new DOMRect(innerWidth - 500, 200, 100, 100), usual);
    expect(await look()).toBe(true);
    beside.setAttribute('style', wide);
    expect(await look()).toBe(false);
    boxOf(beside, new DOMRect(0, 0, 10, 10));
    expect(await look()).toBe(true);
  });

  it.each(['::before', '::after'])('is not clearly shown under a fixed %s that lets clicks through', async (pseudo) => {
    const element = overlay(new DOMRect(0, 0, 10, 10));
    element.id = 'painter';
    const painted = { content: '""', position: 'fixed', pointerEvents: 'none', backgroundColor: 'rgb(0, 0, 0)' };
    for (const harmless of [
      { content: 'none' },
      { position: 'static' },
      { pointerEvents: 'auto' },
      { backgroundColor: 'rgba(0, 0, 0, 0)' },
    ]) {
      pseudos.set(`painter${pseudo}`, { ...painted, ...harmless });
      expect(await look(), JSON.stringify(harmless)).toBe(true);
    }
    pseudos.set(`painter${pseudo}`, painted);
    expect(await look()).toBe(false);
  });

  it.each([
    ['comes', 250, true],
    ['goes', 250, false],
  ])('is not when the cover %s within the half second', async (_, ms, comes) => {
    if (!comes) overlay(everywhere());
    const found = isClearlyShown(frame, world.stop.signal);
    await vi.advanceTimersByTimeAsync(ms);
    if (comes) overlay(everywhere());
    else boxes.length = 0;
    await vi.advanceTimersByTimeAsync(600);
    expect(await found).toBe(false);
  });

  it.each([
    ['an open dialog', 'dialog'],
    ['an open popover', 'div'],
  ])('is not under %s, which stands above every z-index', async (_, tag) => {
    const element = document.createElement(tag);
    const { querySelector } = document;
    const top = vi
      .spyOn(document, 'querySelector')
      .mockImplementation((selector: string) =>
        selector === ':modal, :popover-open' ? element : querySelector.call(document, selector),
      );
    expect(await look()).toBe(false);
    top.mockRestore();
    expect(await look()).toBe(true);
  });

  it('is not while something else fills the screen', async () => {
    // happy-dom's document has no such member.
    let filling: Element | null = document.body;
    Object.defineProperty(document, 'fullscreenElement', { configurable: true, get: () => filling });
    expect(await look()).toBe(false);
    filling = null;
    expect(await look()).toBe(true);
  });
});

describe('a frame that is hard to see', () => {
  const styles = [
    ['opacity', '0.99'],
    ['opacity', '0'],
    ['visibility', 'hidden'],
    ['transform', 'scale(0.5)'],
    ['transform', 'translateX(10px)'],
    ['filter', 'brightness(0)'],
    ['clip-path', 'inset(50%)'],
    ['mix-blend-mode', 'difference'],
  ] as const;
  const targets: [string, () => HTMLElement | null][] = [
    ['our layer', () => document.querySelector<HTMLElement>(LAYER)],
    ['<html>', () => document.documentElement],
    ['the frame', () => frame],
  ];

  it.each(
    targets.flatMap(([name, target]) => styles.map(([property, value]) => [name, property, value, target] as const)),
  )('is not clearly shown: %s has %s %s', async (_, property, value, target) => {
    target()?.style.setProperty(property, value);
    expect(await look()).toBe(false);
    target()?.style.removeProperty(property);
    expect(await look()).toBe(true);
  });
});

describe('a frame that is not in sight', () => {
  it.each([
    ['left of the window', () => new DOMRect(-10, 140, 360, 500)],
    ['above the window', () => new DOMRect(innerWidth - 360, -10, 360, 500)],
    ['right of the window', () => new DOMRect(innerWidth - 350, 140, 360, 500)],
    ['below the window', () => new DOMRect(innerWidth - 360, innerHeight - 490, 360, 500)],
    ['too narrow to be read', () => new DOMRect(innerWidth - 99, 140, 99, 500)],
    ['too low to be read', () => new DOMRect(innerWidth - 360, 140, 360, 99)],
    ['collapsed', () => new DOMRect(0, 0, 0, 0)],
  ])('is not clearly shown: %s', async (_, rect) => {
    boxOf(frame, rect());
    expect(await look()).toBe(false);
    boxOf(frame, new DOMRect(innerWidth - 360, 140, 360, 500));
    expect(await look()).toBe(true);
  });

  it('is not clearly shown in a tab in the background', async () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    expect(await look()).toBe(false);
    hidden.mockRestore();
    expect(await look()).toBe(true);
  });

  it('is not clearly shown once our script ended', async () => {
    const found = isClearlyShown(frame, world.stop.signal);
    await vi.advanceTimersByTimeAsync(100);
    world.stop.abort();
    await vi.advanceTimersByTimeAsync(600);
    expect(await found).toBe(false);
  });
});
