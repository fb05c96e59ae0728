import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FixAllManagedIds } from '../../../components/panel/finding-list.tsx';
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
