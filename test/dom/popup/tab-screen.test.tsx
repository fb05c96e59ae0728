import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TabScreen } from '../../../components/popup/tab-screen.tsx';
import type { ScreenReport } from '../../../lib/domain/page-report.ts';
import { answers, sent, worker } from '../options/worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

const ADDITION: ScreenReport = {
  screen: 'agreement-addition',
  sure: true,
  fields: [
    { field: 'serialNumber', found: 'label' },
    { field: 'lessIncluded', found: 'class' },
    { field: 'unitPrice', found: 'missing' },
  ],
  failures: [],
  features: [],
};
const show = (report: ScreenReport | null, onPointing = vi.fn()) => {
  answers({ 'tab.check': report, 'tab.teach': null });
  const { container } = render(<TabScreen tabId={7} onPointing={onPointing} />);
  return { container, onPointing };
};

describe('the screen in the popup', () => {
  it('shows its name and the count of found fields, and links to Diagnostics with this tab', async () => {
    show(ADDITION);
    const region = await screen.findByRole('region', { name: 'Screen in this tab' });
    expect(region.textContent).toContain('Agreement addition, 2 of 3 fields found.');
    expect(region.querySelector('.bb-tone-ok')).not.toBeNull();
    expect(within(region).getByRole('link').getAttribute('href')).toBe('/options.html#diagnostics/7');
  });

  it.each([
    [{ ...ADDITION, sure: false }, 'This form is not recognized, so it is not checked.'],
    [
      { ...ADDITION, screen: null, sure: false, fields: [] },
      'Not a screen that Backup Bridge knows for sure: nothing is shown here.',
    ],
  ])('is a gray mark where it is uncertain', async (report, words) => {
    show(report);
    const region = await screen.findByRole('region', { name: 'Screen in this tab' });
    expect(region.textContent).toContain(words);
    expect(region.querySelector('.bb-tone-quiet')).not.toBeNull();
    expect(region.querySelector('.bb-tone-ok')).toBeNull();
  });

  it('is empty where the tab is not ConnectWise', async () => {
    const { container } = show(null);
    await waitFor(() => expect(sent('tab.check')).toEqual([{ tabId: 7 }]));
    expect(container.textContent).toBe('');
  });

  it('sends no message while the tab is not known', async () => {
    answers({});
    const { rerender } = render(<TabScreen tabId={undefined} onPointing={vi.fn()} />);
    await Promise.resolve();
    expect(worker).not.toHaveBeenCalled();
    rerender(<TabScreen tabId={7} onPointing={vi.fn()} />);
    await waitFor(() => expect(sent('tab.check')).toEqual([{ tabId: 7 }]));
  });

  it('lets the user point at a missing field, and closes the popup', async () => {
    const { onPointing } = show(ADDITION);
    fireEvent.click(await screen.findByRole('button', { name: 'Show me Unit Price' }));
    await waitFor(() => expect(onPointing).toHaveBeenCalledTimes(1));
    expect(sent('tab.teach')).toEqual([{ tabId: 7, field: 'unitPrice' }]);
  });

  it('stays open with the reason when the tab cannot be reached', async () => {
    answers({ 'tab.check': ADDITION });
    const onPointing = vi.fn();
    render(<TabScreen tabId={7} onPointing={onPointing} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Show me Unit Price' }));
    expect(await screen.findByText('ConnectWise cannot be reached.')).toBeTruthy();
    expect(onPointing).not.toHaveBeenCalled();
  });

  it('lists some of many missing fields and shows how many there are', async () => {
    const fields = (['managedId', 'deviceType', 'solution', 'product', 'quantity', 'unitCost'] as const).map(
      (field) => ({ field, found: 'missing' as const }),
    );
    show({ ...ADDITION, sure: false, fields });
    expect(await screen.findByText('Not found, 4 of 6:')).toBeTruthy();
    expect(screen.getAllByRole('button')).toHaveLength(4);
  });
});
