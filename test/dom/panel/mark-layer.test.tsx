import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type MarkItem, MarkLayer } from '../../../components/panel/mark-layer.tsx';
import type { Finding } from '../../../lib/domain/finding.ts';

const layer = (message: string, focused = true) => {
  const finding: Finding = {
    id: 'a',
    code: 'MID-FORMAT',
    severity: 'error',
    where: { resource: 'managed-id-entry' },
    message,
    seen: null,
    expected: null,
  };
  const rect = { left: 0, top: 0, right: 100, bottom: 20 };
  return (
    <MarkLayer
      items={[{ key: 'managedId', label: 'Managed ID', findings: [finding], rect, focused }]}
      width={800}
      height={600}
    />
  );
};
const spoken = () => screen.getByRole('status').textContent;
const pass = (ms: number) =>
  act(() => {
    vi.advanceTimersByTime(ms);
  });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('what a screen reader announces of the field that is typed into', () => {
  it('waits for a pause in the typing, and is the last message', () => {
    const { rerender } = render(layer('“E” names no customer.'));
    for (const text of ['EF', 'EFS', 'EFS3']) {
      pass(300);
      rerender(layer(`“${text}” names no customer.`));
      expect(spoken()).toBe('');
    }
    pass(1_000);
    expect(spoken()).toBe('“EFS3” names no customer.');
  });

  it('is empty after the field is left', () => {
    const { rerender } = render(layer('Wrong.'));
    pass(1_000);
    expect(spoken()).toBe('Wrong.');
    rerender(layer('Wrong.', false));
    pass(1_000);
    expect(spoken()).toBe('');
  });
});

describe('a mark that has no room as a whole', () => {
  const rect = { left: 100, top: 100, right: 300, bottom: 124 };
  const finding: Finding = {
    id: 'a',
    code: 'MID-UNKNOWN',
    severity: 'error',
    where: { resource: 'managed-id-entry' },
    message: 'The portal has no customer 999.',
    seen: null,
    expected: null,
  };
  const choice = {
    customers: [{ id: '342', name: "Eddie's TV Repair" }],
    search: vi.fn(async () => ({ shown: [], total: 0 })),
    first: [],
    prefix: 'EFS',
    onChoose: vi.fn(),
  };
  /** Inputs where the whole mark would be: beside, below and above. */
  const CROWDED = [
    { left: 400, top: 100, right: 600, bottom: 124 },
    { left: 100, top: 140, right: 300, bottom: 164 },
    { left: 100, top: 60, right: 300, bottom: 84 },
  ];
  const draw = (inputs = CROWDED, item: Partial<MarkItem> = {}, width = 1000) => (
    <MarkLayer
      items={[{ key: 'managedId', label: 'Managed ID', findings: [finding], rect, ...item }]}
      width={width}
      height={800}
      inputs={inputs}
    />
  );
  const badge = () => screen.getByRole('button', { name: /Error|Choose customer|Make|small/ });
  const mark = () => screen.getByRole('region', { name: 'Backup Bridge on Managed ID' });
  const isOpen = () => !mark().className.includes('mark-small');
  const at = () => document.querySelector<HTMLElement>('.mark-place')?.style.transform;

  let undo: () => void;
  beforeEach(() => {
    // happy-dom measures nothing: the whole is 300 × 40, the badge as large as in a browser.
    const size = (whole: number, small: number) =>
      function (this: HTMLElement) {
        return this.querySelector('.mark-small') ? small : whole;
      };
    const width = vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockImplementation(size(300, 30));
    const height = vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(size(40, 28));
    undo = () => {
      width.mockRestore();
      height.mockRestore();
    };
  });
  afterEach(() => undo());

  it('shows its badge alone, and the whole again where there is room', () => {
    const { rerender } = render(draw());
    expect(isOpen()).toBe(false);
    expect(at()).toBe('translate(306px, 96px)');
    rerender(draw([]));
    expect(isOpen()).toBe(true);
    rerender(draw());
    expect(isOpen()).toBe(false);
  });

  it('is opened by a click, lies over the inputs then, and stays open', () => {
    const { rerender } = render(draw());
    fireEvent.click(badge());
    expect(isOpen()).toBe(true);
    expect(mark().textContent).toContain('The portal has no customer 999.');
    expect(at()).toBe('translate(306px, 96px)');
    fireEvent.mouseEnter(mark());
    fireEvent.mouseLeave(mark());
    rerender(draw([...CROWDED, { left: 302, top: 90, right: 360, bottom: 130 }]));
    expect(isOpen()).toBe(true);
    fireEvent.click(badge());
    expect(isOpen()).toBe(false);
  });

  it('is as wide as it needs below its field, where only the badge has room beside it', () => {
    // As a browser does: a whole of 600 is no wider than it may be.
    const allowed = ({ style }: HTMLElement) => Number.parseFloat(style.getPropertyValue('--bb-mark-width')) || 340;
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockImplementation(function (this: HTMLElement) {
      return this.querySelector('.mark-small') ? 30 : Math.min(600, allowed(this));
    });
    const { rerender } = render(draw(CROWDED, {}, 380));
    expect(isOpen()).toBe(false);
    fireEvent.click(badge());
    rerender(draw(CROWDED, {}, 380));
    expect(isOpen()).toBe(true);
    const place = document.querySelector<HTMLElement>('.mark-place');
    expect(place && allowed(place)).toBe(340);
    expect(at()).toBe('translate(34px, 130px)');
  });

  it('is not opened by the pointer: it may open elsewhere than under it', () => {
    render(draw());
    fireEvent.mouseEnter(mark());
    expect(isOpen()).toBe(false);
    fireEvent.click(badge());
    expect(isOpen()).toBe(true);
  });

  it('opens by a click, not by the pointer, where it only offers a choice', () => {
    render(draw([], { findings: [], choice }));
    expect(isOpen()).toBe(false);
    fireEvent.mouseEnter(mark());
    expect(isOpen()).toBe(false);
    expect(choice.search).not.toHaveBeenCalled();
    fireEvent.click(badge());
    expect(isOpen()).toBe(true);
    fireEvent.mouseLeave(mark());
    expect(isOpen()).toBe(true);
  });
});
