import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { placePanel } from '../../../components/dock/placement.ts';
import { type DockProps, PanelFrame } from '../../../components/panel/panel-shell.tsx';
import { CLOSED, dockProps, OPEN } from './dock.ts';

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

function Ticked() {
  const [on, setOn] = useState(false);
  return <input type="checkbox" aria-label="tick" checked={on} onChange={() => setOn(!on)} />;
}

function show(part: Partial<DockProps> = {}) {
  const dock = dockProps(part);
  const onEscape = vi.fn(() => false);
  const draw = (next: Partial<DockProps> = {}, content = <Ticked />) => (
    <PanelFrame
      {...dock}
      {...next}
      label="Backup Bridge"
      title="Eddie's TV Repair"
      subtitle="2 findings"
      icon="error"
      iconWords="Error"
      badge={120}
      badgeWords="findings"
      tabText="Backup"
      announcement="Reading"
      onEscape={onEscape}
      footer={<footer>foot</footer>}
    >
      {content}
    </PanelFrame>
  );
  const view = render(draw());
  return {
    dock,
    onEscape,
    rerender: (next: Partial<DockProps>, content?: preact.VNode) => view.rerender(draw(next, content)),
  };
}
const separator = () => screen.getByRole('separator', { name: 'Width of the panel' });
const focused = () => document.activeElement;

describe('the docked frame', () => {
  it('is where it was placed, and never draws outside', () => {
    show();
    const { style } = screen.getByRole('complementary', { name: 'Backup Bridge' });
    expect([style.top, style.width, style.height]).toEqual(['140px', '360px', '756px']);
  });

  it('shows on the tab why it has no room, and keeps its ticks until it has', () => {
    const { rerender } = show();
    fireEvent.click(screen.getByLabelText('tick'));
    rerender(NO_ROOM);
    expect(screen.queryByRole('checkbox')).toBeNull();
    const tab = screen.getByRole('button', { name: /^Open Backup Bridge/ });
    expect(tab.title).toBe('The panel opens when the window over it is closed.');
    expect(tab.textContent).toContain(tab.title);
    expect(tab.querySelector('.badge')?.textContent).toBe('99+');
    rerender(OPEN);
    expect((screen.getByLabelText('tick') as HTMLInputElement).checked).toBe(true);
  });

  it('moves the focus only where it had it', () => {
    const { rerender } = show();
    rerender(NO_ROOM);
    expect(focused()).toBe(document.body);
    rerender(OPEN);
    expect(focused()).toBe(document.body);
    screen.getByLabelText('tick').focus();
    rerender(NO_ROOM);
    expect(focused()?.className).toBe('tab');
    rerender(OPEN);
    expect(focused()?.tagName).toBe('H2');
  });

  it('focuses the heading when its tab was pressed, and then the tab again', () => {
    const { rerender } = show(CLOSED);
    fireEvent.click(screen.getByRole('button', { name: /^Open/ }));
    rerender(OPEN);
    expect(focused()?.textContent).toBe("Eddie's TV Repair");
    fireEvent.click(screen.getByRole('button', { name: 'Collapse Backup Bridge' }));
    rerender(CLOSED);
    expect(focused()?.className).toBe('tab');
  });

  it('keeps the focus inside when the focused element is removed', () => {
    const { rerender } = show();
    screen.getByLabelText('tick').focus();
    rerender({}, <p>other</p>);
    expect(focused()?.tagName).toBe('H2');
  });

  it('collapses by Escape, unless the key was used inside', () => {
    const { dock, onEscape } = show();
    onEscape.mockReturnValueOnce(true);
    fireEvent.keyDown(screen.getByLabelText('tick'), { key: 'Escape' });
    expect(dock.onToggle).not.toHaveBeenCalled();
    fireEvent.keyDown(separator(), { key: 'Escape' });
    expect(dock.onToggle).toHaveBeenCalledExactlyOnceWith(false);
  });

  it('is hidden while even the tab would cover a dialog', () => {
    const { rerender } = show({ open: true, place: { ...CLOSED.place, shape: 'hidden' } });
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
    rerender(OPEN);
    expect(screen.getByRole('complementary')).toBeTruthy();
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
