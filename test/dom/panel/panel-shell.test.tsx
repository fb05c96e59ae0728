import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type PanelHost, PanelShell, type PanelShellProps } from '../../../components/panel/panel-shell.tsx';

afterEach(cleanup);

function show(part: Partial<PanelHost> = {}) {
  const onCollapse = vi.fn();
  const onOpenWindow = vi.fn();
  const onChange = vi.fn();
  const onEscape = vi.fn(() => false);
  const host: PanelHost = { mayDecide: false, onCollapse, onOpenWindow, pin: { isPinned: false, onChange }, ...part };
  const draw = (next: Partial<PanelShellProps> = {}) => (
    <PanelShell
      host={host}
      title="Eddie's TV Repair"
      subtitle="2 findings"
      icon="error"
      announcement="Reading"
      onEscape={onEscape}
      footer={<footer>foot</footer>}
      {...next}
    >
      {next.children ?? <input aria-label="tick" />}
    </PanelShell>
  );
  const view = render(draw());
  return {
    onCollapse,
    onOpenWindow,
    onChange,
    onEscape,
    rerender: (next: Partial<PanelShellProps>) => view.rerender(draw(next)),
  };
}
const button = (name: string) => screen.getByRole('button', { name });
const focused = () => document.activeElement;

describe('the panel as a page', () => {
  it('shows head, content and foot, and reads out what changed', () => {
    const { rerender } = show();
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe("Eddie's TV Repair");
    expect(screen.getByText('2 findings')).toBeTruthy();
    expect(screen.getByText('foot')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('Reading');
    rerender({ announcement: 'Writing agreement parts' });
    expect(screen.getByRole('status').textContent).toBe('Writing agreement parts');
  });

  it('marks its content as busy while it is read', () => {
    const { rerender } = show();
    const busy = () => document.querySelector('.panel-scroll')?.getAttribute('aria-busy');
    expect(busy()).toBe('false');
    rerender({ busy: true });
    expect(busy()).toBe('true');
  });

  it('collapses by Escape, unless the key was used inside', () => {
    const { onCollapse, onEscape } = show();
    onEscape.mockReturnValueOnce(true);
    fireEvent.keyDown(screen.getByLabelText('tick'), { key: 'Escape' });
    expect(onCollapse).not.toHaveBeenCalled();
    fireEvent.keyDown(screen.getByLabelText('tick'), { key: 'a' });
    expect(onCollapse).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(onCollapse).toHaveBeenCalledOnce();
  });

  it('collapses, opens in a window and is pinned by its buttons', () => {
    const { onCollapse, onOpenWindow, onChange } = show();
    fireEvent.click(button('Collapse Backup Bridge'));
    expect(onCollapse).toHaveBeenCalledOnce();
    fireEvent.click(button('Open in a window'));
    expect(onOpenWindow).toHaveBeenCalledOnce();
    const pin = button('Keep open on every screen');
    expect(pin.getAttribute('aria-pressed')).toBe('false');
    fireEvent.click(pin);
    expect(onChange).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('releases the pin where it is set', () => {
    const onChange = vi.fn();
    show({ pin: { isPinned: true, onChange } });
    expect(button('Keep open on every screen').getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(button('Keep open on every screen'));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(false);
  });

  it('has none of these buttons in a window of our own, where Escape does nothing', () => {
    show({ mayDecide: true, onCollapse: undefined, onOpenWindow: undefined, pin: undefined });
    expect(screen.queryAllByRole('button')).toEqual([]);
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(screen.getByRole('heading', { level: 2 })).toBeTruthy();
  });

  it('moves the focus to the heading when the frame receives it, and leaves it where it is inside', () => {
    const has = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    show();
    expect(focused()).toBe(document.body);
    has.mockRestore();
    fireEvent.focus(window);
    expect(focused()?.textContent).toBe("Eddie's TV Repair");
    screen.getByLabelText('tick').focus();
    fireEvent.focus(window);
    expect(focused()).toBe(screen.getByLabelText('tick'));
  });

  it('moves the focus to the heading at once where it was given before the panel was there', () => {
    const has = vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    show();
    expect(focused()?.tagName).toBe('H2');
    has.mockRestore();
  });

  it('keeps the focus inside when the focused element is removed', () => {
    const { rerender } = show();
    screen.getByLabelText('tick').focus();
    rerender({ children: <p>other</p> });
    expect(screen.getByText('other')).toBeTruthy();
    expect(focused()?.tagName).toBe('H2');
  });

  it('scrolls to the top when what it shows is replaced, and not before', () => {
    const { rerender } = show();
    const scroll = document.querySelector('.panel-scroll');
    if (scroll) scroll.scrollTop = 200;
    rerender({ scrollKey: undefined, subtitle: '3 findings' });
    expect(scroll?.scrollTop).toBe(200);
    rerender({ scrollKey: 'p1' });
    expect(scroll?.scrollTop).toBe(0);
  });
});
