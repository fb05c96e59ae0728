import { cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { UsageState } from '../../../components/panel/panel-state.ts';
import { UsageSection } from '../../../components/panel/usage-section.tsx';
import type { UsageSeries } from '../../../lib/domain/usage-history.ts';

afterEach(cleanup);

const days = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'];
const series: UsageSeries = {
  id: 'online-select',
  title: 'Select Online Backup Storage',
  unit: 'GB',
  quantities: [100, null, 120, 130.5],
  accounts: [
    { id: '1', name: 'SRV', amounts: [100, null, 110, 115] },
    { id: '2', name: 'PC', amounts: [null, null, 10, 15.5] },
  ],
};

function show(usage: UsageState) {
  const onRead = vi.fn();
  render(<UsageSection usage={usage} onRead={onRead} />);
  return onRead;
}

describe('usage of the last days', () => {
  it('is asked for once it is opened', () => {
    const onRead = show('notRead');
    const details = screen.getByText('Usage of the last 90 days').closest('details') as HTMLDetailsElement;
    expect(onRead).not.toHaveBeenCalled();
    // Opening it fires the event by itself.
    details.open = true;
    expect(onRead).toHaveBeenCalledOnce();
  });

  it('says why there is none', () => {
    show('failed');
    expect(screen.getByText(/could not be read/)).toBeTruthy();
    cleanup();
    show({ days, customers: [{ efsId: 'EFS-342', services: [] }] });
    expect(screen.getByText(/Nothing was measured yet/)).toBeTruthy();
  });

  it('draws a line with a gap for a day that was not measured, and has the same in words and in a table', () => {
    show({ days, customers: [{ efsId: 'EFS-342', services: [series] }] });
    const picture = screen.getByRole('img', {
      name: 'Select Online Backup Storage: 100 GB on Nov 18, 130.5 GB on Nov 21',
    });
    const path = picture.querySelector('path')?.getAttribute('d') ?? '';
    // A point for the first day, then a line of two.
    expect(path.match(/M/g)).toHaveLength(2);
    expect(path.match(/L/g)).toHaveLength(1);
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
      ['Account', 'Now', 'Change'],
      ['SRV', '115 GB', '+15'],
      ['PC', '15.5 GB', '+15.5'],
    ]);
  });
});
