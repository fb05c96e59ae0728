import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Button } from '../../../components/ui/button.tsx';

afterEach(cleanup);

describe('a busy button', () => {
  it('keeps the focus and ignores clicks, also as a submit button', () => {
    const [onClick, onSubmit] = [vi.fn(), vi.fn((event: Event) => event.preventDefault())];
    const form = (busy: boolean) => (
      <form onSubmit={onSubmit}>
        <Button type="submit" busy={busy} onClick={onClick}>
          Save
        </Button>
      </form>
    );
    const { rerender } = render(form(false));
    screen.getByText('Save').focus();
    fireEvent.click(screen.getByText('Save'));
    rerender(form(true));
    fireEvent.click(screen.getByText('Save'));
    expect(document.activeElement).toBe(screen.getByText('Save'));
    expect([onClick.mock.calls.length, onSubmit.mock.calls.length]).toEqual([1, 1]);
  });
});
