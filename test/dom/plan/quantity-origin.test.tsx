import { cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { QuantityOrigin } from '../../../components/plan/quantity-origin.tsx';
import type { QuantityTrace } from '../../../lib/domain/quantity-trace.ts';

afterEach(cleanup);

const trace: QuantityTrace = {
  service: 'own:cloud',
  title: 'Cloud storage',
  unit: 'GB',
  quantity: 1412.5,
  rounding: 'two-decimals',
  parts: [
    { name: 'SRV', accountId: '1', amount: 1500.5, url: 'https://my.axcient.net/home/device/1' },
    {
      name: 'usage.x360Recover.cloudStorage',
      amount: 12,
      source: 'x360billing',
      readAt: '2026-11-21T11:00:00.000Z',
      period: { from: '2026-10-01', to: '2026-10-31' },
    },
  ],
  moreParts: 3,
  excluded: [{ name: 'Attic', why: 'Parked: no backup for more than {30 day}.' }],
  moreExcluded: 0,
  deducted: 100,
  source: 'x360recover',
  readAt: '2026-11-21T12:00:00.000Z',
};

describe('where a quantity comes from', () => {
  it('names each account with its usage and page, what is free, what is not counted and why, who measured it and when', () => {
    render(<QuantityOrigin measured={[trace]} />);
    const details = screen.getByText('Where 1,412.5 GB come from').closest('details') as HTMLElement;
    const rows = within(details).getAllByRole('row');
    expect(
      rows.map((row) => [...row.children].map((cell) => cell.textContent?.replace(/read .* ago/, 'read'))),
    ).toEqual([
      ['SRV', '1,500.5 GB'],
      [
        expect.stringMatching(
          /^usage\.x360Recover\.cloudStorage \(2026-10-01 to 2026-10-31\) From Axcient’s billing usage/,
        ),
        '12 GB',
      ],
      ['Free of charge', '−100 GB'],
    ]);
    expect(within(details).getByRole('link', { name: 'SRV' }).getAttribute('href')).toBe(
      'https://my.axcient.net/home/device/1',
    );
    expect(details.textContent).toContain('and 3 more accounts');
    expect(details.textContent).toContain('Attic: Parked: no backup for more than 30d.');
    expect(details.textContent).toContain('Rounded to two decimals. From x360Recover, read ');
  });

  it('names the service where there are several', () => {
    render(<QuantityOrigin measured={[trace, { ...trace, service: 'local-storage', title: 'Local storage' }]} />);
    expect(screen.getByText('Where 1,412.5 GB of Cloud storage come from')).toBeTruthy();
    expect(screen.getByText('Where 1,412.5 GB of Local storage come from')).toBeTruthy();
  });

  it('is nothing where nothing was measured', () => {
    const { container } = render(<QuantityOrigin measured={undefined} />);
    expect(container.textContent).toBe('');
  });
});
