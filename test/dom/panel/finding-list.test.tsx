import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FindingList, FixAllManagedIds } from '../../../components/panel/finding-list.tsx';
import { Overview } from '../../../components/panel/overview.tsx';
import type { SyncMode } from '../../../lib/domain/consent.ts';
import { ALL_MANAGED_IDS, type Finding } from '../../../lib/domain/finding.ts';
import { change, companyView, VIEWER } from '../../support/builders/company-views.ts';
import { panelActions, panelState } from '../../support/builders/panel-state.ts';

const finding = (code: string, fixable = true): Finding => ({
  id: code,
  code,
  severity: 'error',
  where: { resource: 'managed-id-entry' },
  message: code,
  seen: null,
  expected: null,
  ...(fixable && { fix: { label: 'Fix', changes: [] } }),
});

afterEach(cleanup);

describe('what was expected', () => {
  const shown = (expected: Finding['expected']) => {
    const { container } = render(
      <FindingList findings={[{ ...finding('ADD-PRODUCT', false), expected }]} busy={false} onFix={vi.fn()} />,
    );
    return container.querySelector<HTMLElement>('.bb-hint');
  };

  it('is cut after three of many, with the full list in the title', () => {
    const line = shown(['A', 'B', 'C', 'D', 'E']);
    expect(line?.textContent).toBe('ADD-PRODUCT · expected A, B, C and 2 more');
    expect(line?.title).toBe('A, B, C, D, E');
  });

  it('is complete where little would be cut', () => {
    const line = shown(['A', 'B', 'C']);
    expect(line?.textContent).toBe('ADD-PRODUCT · expected A, B, C');
    expect(line?.title).toBe('');
  });
});

describe('many findings', () => {
  const drift = (nth: number): Finding => ({
    ...finding('ADD-DRIFT'),
    id: `drift ${nth}`,
    where: { resource: 'addition', agreementId: nth },
    fix: { label: 'Set it', changes: [{ ...change, label: `Addition ${nth}`, money: { from: 1, to: 2 } }] },
  });
  const list = (findings: Finding[]) =>
    render(<FindingList findings={findings} busy={false} onFix={vi.fn()} />).container;

  it('are folded by what is wrong, with the money; few of a kind are not', () => {
    const container = list([...Array.from({ length: 13 }, (_, nth) => drift(nth)), finding('MID-ORDER')]);
    expect([...container.querySelectorAll('summary')].map(({ textContent }) => textContent)).toEqual([
      'Quantities that differ from the portal 13 findingsBilled now 13.00, should be 26.00 per billing cycle (+13.00)',
    ]);
    expect(container.querySelector('.findings')?.textContent).toContain('MID-ORDER');
  });

  it('name their record where there are several agreements', () => {
    expect(list([drift(1), drift(2)]).textContent).toContain('Addition 1');
    cleanup();
    expect(list([drift(1)]).textContent).not.toContain('Addition 1');
  });

  it('with the same text are shown once, with their number', () => {
    const same = [1, 2, 3].map((nth) => ({ ...finding('ADD-UNCHECKED', false), id: `${nth}` }));
    const rows = list(same).querySelectorAll('li');
    expect([...rows].map(({ textContent }) => textContent)).toEqual(['Error: ADD-UNCHECKED 3 timesADD-UNCHECKED']);
  });
});

describe('a browser that only views', () => {
  const fixable = [finding('MID-ORDER'), finding('MID-AGREEMENT')];

  it('is shown the findings, but no button', () => {
    const { container } = render(
      <>
        <FixAllManagedIds findings={fixable} busy={false} onFix={undefined} />
        <FindingList findings={fixable} busy={false} onFix={undefined} />
      </>,
    );
    expect(container.querySelectorAll('.finding')).toHaveLength(2);
    expect(screen.queryByRole('button')).toBeNull();
    cleanup();
    render(<FindingList findings={fixable} busy={false} onFix={vi.fn()} />);
    expect(screen.getAllByRole('button')).toHaveLength(2);
  });

  it('is offered no fix in the panel', () => {
    const overview = (sync: SyncMode | undefined) => (
      <Overview
        state={panelState({ view: companyView({ findings: fixable, ...(sync && { sync }) }) })}
        actions={panelActions()}
        busy={false}
        isReported={() => false}
        hrefOf={(id) => `https://cw.example/${id}`}
      />
    );
    const fixes = () => screen.queryAllByRole('button', { name: /fix/i });
    const { rerender } = render(overview(VIEWER));
    expect(screen.getByText('MID-AGREEMENT', { selector: 'p:not(.bb-hint), p:not(.bb-hint) *' })).toBeTruthy();
    expect(fixes()).toEqual([]);
    rerender(overview({ ...VIEWER, mode: 'review' }));
    expect(fixes()).toHaveLength(3);
  });
});

describe('fixing all managed ids at once', () => {
  it('is offered where more than one can be fixed', () => {
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

  it('is not offered for a single one, which has its own button', () => {
    render(<FixAllManagedIds findings={[finding('MID-ORDER'), finding('ADD-DRIFT')]} busy={false} onFix={vi.fn()} />);
    expect(screen.queryByRole('button')).toBeNull();
    cleanup();
    const two = [finding('MID-ORDER'), finding('MID-AGREEMENT')];
    render(<FixAllManagedIds findings={two} busy={false} onFix={vi.fn()} />);
    expect(screen.getByRole('button')).toBeTruthy();
  });
});
