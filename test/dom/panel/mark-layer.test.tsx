import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MarkLayer } from '../../../components/panel/mark-layer.tsx';
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
