import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FindingList, FixAllManagedIds } from '../../../components/panel/finding-list.tsx';
import { ALL_MANAGED_IDS, type Finding } from '../../../lib/domain/finding.ts';

const finding = (code: string, fixable = true): Finding => ({
  id: code,
  code,
  severity: 'error',
  where: { resource: 'managed-id-entry' },
  message: code,
  seen: null,
  expected: null,
  ...(fixable && { fix: { label: 'Mend', changes: [] } }),
});

afterEach(cleanup);

describe('what was expected', () => {
  const shown = (expected: Finding['expected']) => {
    const { container } = render(
      <FindingList findings={[{ ...finding('ADD-PRODUCT', false), expected }]} busy={false} onFix={vi.fn()} />,
    );
    return container.querySelector<HTMLElement>('.muted');
  };

  it('is cut after three of many, the whole in the title', () => {
    const line = shown(['A', 'B', 'C', 'D', 'E']);
    expect(line?.textContent).toBe('ADD-PRODUCT · expected A, B, C and 2 more');
    expect(line?.title).toBe('A, B, C, D, E');
  });

  it('is whole where little is left out', () => {
    const line = shown(['A', 'B', 'C']);
    expect(line?.textContent).toBe('ADD-PRODUCT · expected A, B, C');
    expect(line?.title).toBe('');
  });
});

describe('fixing all managed ids at once', () => {
  it('is offered where more than one can be mended', () => {
    const onFix = vi.fn();
    const findings = [
      finding('MID-ORDER'),
      finding('MID-AGREEMENT'),
      finding('MID-UNKNOWN', false),
      finding('ADD-DRIFT'),
    ];
    render(<FixAllManagedIds findings={findings} busy={false} onFix={onFix} />);
    fireEvent.click(screen.getByText('Fix all 2 managed-id findings…'));
    expect(onFix).toHaveBeenCalledExactlyOnceWith(ALL_MANAGED_IDS);
  });

  it('is not offered for a single one, whose own button says it better', () => {
    render(<FixAllManagedIds findings={[finding('MID-ORDER'), finding('ADD-DRIFT')]} busy={false} onFix={vi.fn()} />);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
