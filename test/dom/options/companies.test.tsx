import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BulkSyncCard } from '../../../components/options/bulk-sync-card.tsx';
import { bulkSyncRemaining } from '../../../components/options/texts/bulk-sync.ts';
import type { BulkSyncView } from '../../../lib/domain/bulk-sync-view.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const RUNNING: BulkSyncView = {
  id: 's1',
  state: 'running',
  startedAt: '2026-11-21T11:56:00.000Z',
  total: 340,
  done: 127,
  updated: 98,
  unchanged: 20,
  needsUser: 3,
  notLinked: 6,
  current: 'Eddie’s TV Repair',
  remainingSeconds: 400,
};

/** A worker with a bulk sync that obeys. */
function bulkSyncs(first: BulkSyncView | null): { current: BulkSyncView | null } {
  const held = { current: first };
  const become = (state: BulkSyncView['state']) => () => {
    held.current = { ...(held.current ?? RUNNING), state };
    return held.current;
  };
  answers({
    'bulk-sync.view': () => held.current,
    'bulk-sync.start': become('running'),
    'bulk-sync.pause': become('paused'),
    'bulk-sync.cancel': become('cancelled'),
  });
  return held;
}

const button = (name: string) => screen.findByRole('button', { name });
const names = () => screen.getAllByRole('button').map(({ textContent }) => textContent);

/** A bulk sync that ends in front of the user. */
async function endsAs(last: BulkSyncView): Promise<void> {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: NOW });
  const held = bulkSyncs(RUNNING);
  render(<BulkSyncCard visible={true} />);
  await button('Pause');
  held.current = last;
  await vi.advanceTimersByTimeAsync(1_100);
}

const NOW = Date.parse('2026-11-21T12:00:00.000Z');

beforeEach(() => {
  worker.mockReset();
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the bulk sync', () => {
  it('is not there before one was begun, nor for one that is over', async () => {
    bulkSyncs(null);
    const { container } = render(<BulkSyncCard visible={true} />);
    await waitFor(() => expect(sent('bulk-sync.view')).toHaveLength(1));
    expect(container.textContent).toBe('');
    cleanup();
    bulkSyncs({ ...RUNNING, state: 'done' });
    const { container: over } = render(<BulkSyncCard visible={true} />);
    await waitFor(() => expect(sent('bulk-sync.view').length).toBeGreaterThan(1));
    expect(over.textContent).toBe('');
  });

  it('shows its progress, its current customer and its remaining time', async () => {
    bulkSyncs(RUNNING);
    render(<BulkSyncCard visible={true} />);
    const bar = await screen.findByRole<HTMLProgressElement>('progressbar', { name: '127 of 340 customers' });
    expect([bar.value, bar.max]).toEqual([127, 340]);
    expect(screen.getByText('about 7 minutes left')).toBeTruthy();
    expect(document.body.textContent).toContain('Eddie’s TV Repair · begun 4 minutes ago');
    const counts = screen.getAllByRole('term').map((term) => `${term.textContent} ${term.nextSibling?.textContent}`);
    expect(counts).toEqual(['Updated 98', 'Nothing to change 20', 'Needs review 3', 'No company linked 6']);
  });

  it('reads a running one every second, and an idle one rarely', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, now: NOW });
    const held = bulkSyncs(RUNNING);
    render(<BulkSyncCard visible={true} />);
    await screen.findByText('127 of 340 customers');
    held.current = { ...RUNNING, done: 128 };
    await vi.advanceTimersByTimeAsync(1_100);
    expect(screen.getByText('128 of 340 customers')).toBeTruthy();
    held.current = { ...RUNNING, state: 'done', done: 340, finishedAt: new Date().toISOString() };
    await vi.advanceTimersByTimeAsync(1_100);
    expect(screen.getByText('Sync finished: 340 customers.')).toBeTruthy();
    const asked = sent('bulk-sync.view').length;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(sent('bulk-sync.view').length).toBeLessThanOrEqual(asked + 1);
  });

  it('is paused, resumed and cancelled', async () => {
    bulkSyncs(RUNNING);
    render(<BulkSyncCard visible={true} />);
    fireEvent.click(await button('Pause'));
    expect(await screen.findByText('Paused')).toBeTruthy();
    expect(screen.queryByText('about 7 minutes left')).toBeNull();
    fireEvent.click(await button('Resume'));
    expect(await screen.findByText('Running')).toBeTruthy();
    fireEvent.click(await button('Cancel'));
    expect(await screen.findByText('Cancelled after 127 of 340 customers. What was written stays.')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('shows why it failed', async () => {
    await endsAs({ ...RUNNING, state: 'failed', failure: DOWN });
    expect(await screen.findByText('Stopped after 127 of 340 customers.')).toBeTruthy();
    expect(screen.getByText('Check the network.')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('shows that a pause without a connection ends by itself', async () => {
    bulkSyncs({ ...RUNNING, state: 'paused', failure: DOWN });
    render(<BulkSyncCard visible={true} />);
    expect(await screen.findByText('It continues by itself once this works again.')).toBeTruthy();
    expect(screen.getByText('Check the network.')).toBeTruthy();
    expect(names()).toEqual(['Cancel', 'Resume']);
  });

  it('shows what to do about customers without a known company', async () => {
    await endsAs({ ...RUNNING, state: 'done', notLinked: 2 });
    expect(
      await screen.findByText(
        /^For 2 customers no company .* Open the company’s page in ConnectWise once, or add its two managed-id entries/,
      ),
    ).toBeTruthy();
  });

  it('shows the change of the bill first, also while it runs', async () => {
    const totals = [{ from: 100, to: 140.71, currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly' }];
    bulkSyncs({ ...RUNNING, quantities: { count: 3, totals } });
    render(<BulkSyncCard visible={true} />);
    expect(await screen.findByText(/· 3 quantities updated \(\+\$40\.71\)$/)).toBeTruthy();
    cleanup();
    await endsAs({ ...RUNNING, state: 'done', quantities: { count: 3, totals } });
    await screen.findByText(/^Sync finished/);
    expect(document.querySelector('.bb-notice strong')?.textContent).toBe('3 quantities updated (+$40.71).');
  });

  it('links to what needs approval', async () => {
    await endsAs({ ...RUNNING, state: 'done' });
    expect((await screen.findByRole('link', { name: 'Journal & undo' })).getAttribute('href')).toBe('#journal');
  });

  it('shows why a click had no effect', async () => {
    answers({ 'bulk-sync.view': RUNNING });
    render(<BulkSyncCard visible={true} />);
    fireEvent.click(await button('Pause'));
    await waitFor(() => expect(screen.getByText('Check the network.')).toBeTruthy());
    expect(names()).toEqual(['Cancel', 'Pause']);
  });

  it('is not read while another section is shown', async () => {
    bulkSyncs(RUNNING);
    const { rerender } = render(<BulkSyncCard visible={false} />);
    expect(worker).not.toHaveBeenCalled();
    rerender(<BulkSyncCard visible={true} />);
    await waitFor(() => expect(sent('bulk-sync.view')).not.toEqual([]));
  });

  it.each([
    [undefined, undefined],
    [20, 'less than a minute left'],
    [70, 'about 1 minute left'],
    [5_400, 'about 90 minutes left'],
  ])('%s seconds: %s', (seconds, words) => {
    expect(bulkSyncRemaining(seconds === undefined ? {} : { remainingSeconds: seconds })).toBe(words);
  });
});
