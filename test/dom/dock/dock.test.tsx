import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Dock, type DockProps } from '../../../components/dock/dock.tsx';
import { placePanel } from '../../../components/dock/placement.ts';
import { CLOSED, dockProps, OPEN } from './dock-props.ts';

afterEach(cleanup);

const NO_ROOM: Pick<DockProps, 'open' | 'place'> = {
  open: true,
  place: placePanel({
    viewport: { width: 1440, height: 900 },
    obstacles: [{ kind: 'dialog', rect: { left: 300, top: 0, right: 1300, bottom: 900 } }],
    open: true,
    width: 360,
  }),
};
const NARROW: Pick<DockProps, 'open' | 'place'> = {
  open: true,
  place: placePanel({ viewport: { width: 270, height: 900 }, obstacles: [], open: true, width: 360 }),
};

function show(part: Partial<DockProps> = {}) {
  const dock = dockProps(part);
  const view = render(<Dock {...dock} />);
  return { dock, rerender: (next: Partial<DockProps>) => view.rerender(<Dock {...dock} {...next} />) };
}
const separator = () => screen.getByRole('separator', { name: 'Width of the panel' });
const tab = () => screen.getByRole('button', { name: /^Open Backup Bridge/ });
const frame = () => document.querySelector('iframe');
const focused = () => document.activeElement;

describe('the docked panel', () => {
  it('is where it was placed, and never draws outside', () => {
    show();
    const { style } = screen.getByRole('complementary', { name: 'Backup Bridge' });
    expect([style.top, style.width, style.height]).toEqual(['140px', '360px', '756px']);
  });

  it('shows our own page in a frame with a name, and no tab beside it', () => {
    show();
    expect(frame()?.title).toBe('Backup Bridge');
    expect(frame()?.getAttribute('src')).toBe('about:blank#token');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('says every time that its frame has loaded a page', () => {
    const { dock } = show();
    const loaded = () => frame()?.dispatchEvent(new Event('load'));
    loaded();
    expect(dock.onFrameLoad).toHaveBeenCalledOnce();
    loaded();
    expect(dock.onFrameLoad).toHaveBeenCalledTimes(2);
  });

  it('has no frame before its address is known', () => {
    const { rerender } = show({ address: null });
    expect(frame()).toBeNull();
    expect(document.querySelector('.panel-body')).toBeTruthy();
    rerender({ address: 'about:blank#token' });
    expect(frame()).toBeTruthy();
  });

  it.each([
    ['a dialog', NO_ROOM, 'The panel opens when the window over it is closed.'],
    ['a small window', NARROW, 'This window is too small for the open panel.'],
  ])('shows on the tab why it has no room, and keeps its frame until it has: %s', (_, place, why) => {
    const { rerender } = show();
    const before = frame();
    expect(before).toBeTruthy();
    rerender(place);
    expect(frame()).toBe(before);
    expect(document.querySelector<HTMLElement>('.panel-body')?.hidden).toBe(true);
    expect(tab().title).toBe(why);
    expect(tab().textContent).toContain(why);
    rerender(OPEN);
    expect(frame()).toBe(before);
    expect(document.querySelector<HTMLElement>('.panel-body')?.hidden).toBe(false);
  });

  it('moves the focus only where the user opened or collapsed it', () => {
    const { rerender } = show();
    rerender(NO_ROOM);
    expect(focused()).toBe(document.body);
    rerender(OPEN);
    expect(focused()).toBe(document.body);
  });

  it('focuses the frame when its tab was pressed', () => {
    const { dock, rerender } = show(CLOSED);
    fireEvent.click(tab());
    expect(dock.onToggle).toHaveBeenCalledExactlyOnceWith(true);
    rerender(OPEN);
    expect(focused()).toBe(frame());
  });

  it('focuses the tab when the panel was collapsed from inside the frame', () => {
    const { rerender } = show();
    frame()?.focus();
    expect(focused()).toBe(frame());
    rerender(CLOSED);
    expect(focused()?.className).toBe('tab');
  });

  it('is hidden while even the tab would cover a dialog', () => {
    const { rerender } = show({ open: true, place: { ...CLOSED.place, shape: 'hidden' } });
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
    rerender(OPEN);
    expect(screen.getByRole('complementary')).toBeTruthy();
  });
});

describe('its tab', () => {
  it('shows the worst health and the number of findings, and opens the panel', () => {
    const { dock } = show({ ...CLOSED, summary: { findings: 2, state: 'error' } });
    expect(tab().textContent).toMatch(/^Open Backup Bridge\. ?Backup ?: Error\. ?2 ?findings$/);
    fireEvent.click(tab());
    expect(dock.onToggle).toHaveBeenCalledWith(true);
  });

  it('shows at most two digits', () => {
    show(CLOSED);
    expect(tab().querySelector('.badge')?.textContent).toBe('99+');
  });

  it.each([
    [1, /1 finding$/],
    [2, /2 findings$/],
    [0, /No findings$/],
  ])('names %i in words', (findings, words) => {
    show({ ...CLOSED, summary: { findings, state: 'ok' } });
    expect(tab().textContent).toMatch(words);
    expect(tab().textContent).toContain(': OK.');
  });

  it('never shows OK while nothing is known', () => {
    show({ ...CLOSED, summary: null });
    expect(tab().textContent).toContain('Unknown');
    expect(tab().querySelector('.badge')).toBeNull();
  });
});

describe('a page that forbids the frame', () => {
  it('is named, with the way to a window, and the panel can be collapsed', () => {
    const { dock, rerender } = show({ isRefused: true });
    expect(frame()?.hidden).toBe(true);
    expect(screen.getByRole('status').textContent).toContain('The panel cannot appear in this page.');
    fireEvent.click(screen.getByRole('button', { name: 'Open in a window' }));
    expect(dock.onOpenWindow).toHaveBeenCalledOnce();
    fireEvent.click(screen.getByRole('button', { name: 'Collapse' }));
    expect(dock.onToggle).toHaveBeenCalledExactlyOnceWith(false);
    rerender({ ...CLOSED, isRefused: true });
    expect(focused()?.className).toBe('tab');
  });
});

describe('a frame that begins late', () => {
  it('is shown as it is, without being loaded again', () => {
    const { rerender } = show({ isRefused: true });
    const late = frame();
    expect(late?.hidden).toBe(true);
    rerender({ isRefused: false });
    expect(frame()).toBe(late);
    expect(late?.hidden).toBe(false);
    expect(screen.queryByRole('status')).toBeNull();
  });
});

describe('its width', () => {
  it('is set by the arrow keys, to its ends by Home and End, within its bounds', () => {
    const { dock } = show();
    expect(['valuenow', 'valuemin', 'valuemax'].map((name) => separator().getAttribute(`aria-${name}`))).toEqual([
      '360',
      '280',
      '720',
    ]);
    for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'a']) fireEvent.keyDown(separator(), { key });
    expect(vi.mocked(dock.onResize).mock.calls).toEqual([[376], [344], [280], [720]]);
  });

  it('follows the pointer that drags it, and no other', () => {
    const { dock } = show();
    const handle = separator();
    const held: number[] = [];
    handle.setPointerCapture = (id) => held.push(id);
    fireEvent.pointerMove(handle, { clientX: 900 });
    expect(dock.onResize).not.toHaveBeenCalled();
    fireEvent.pointerDown(handle, { button: 0, pointerId: 3, clientX: 1080 });
    fireEvent.pointerMove(handle, { clientX: 1000 });
    fireEvent.pointerMove(handle, { clientX: 0 });
    fireEvent.pointerMove(handle, { clientX: 1400 });
    expect(held).toEqual([3]);
    expect(vi.mocked(dock.onResize).mock.calls).toEqual([[440], [720], [280]]);
    fireEvent.lostPointerCapture(handle);
    fireEvent.pointerMove(handle, { clientX: 1000 });
    expect(dock.onResize).toHaveBeenCalledTimes(3);
  });
});
