import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BulkSyncLine } from '../../../components/popup/bulk-sync-line.tsx';
import type { BulkSyncView } from '../../../lib/domain/bulk-sync-view.ts';
import { answers, sent, worker } from '../options/worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const RUNNING: BulkSyncView = {
  id: 's1',
  state: 'running',
  startedAt: '2026-11-21T10:00:00.000Z',
  total: 340,
  done: 127,
  updated: 98,
  unchanged: 20,
  needsUser: 3,
  notLinked: 6,
  remainingSeconds: 400,
};

beforeEach(() => worker.mockReset());
afterEach(cleanup);

describe('the popup', () => {
  it('shows a bulk sync in one line', async () => {
    answers({ 'bulk-sync.view': RUNNING });
    render(<BulkSyncLine />);
    const line = await screen.findByRole('region', { name: 'Sync of all customers' });
    expect(line.textContent).toContain('Synced 127 of 340 customers, about 7 minutes left');
    expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(127);
    expect(screen.getByRole('link', { name: 'Show' }).getAttribute('href')).toBe('/options.html#companies');
  });

  it.each([null, { ...RUNNING, state: 'done' as const }])('is silent when none is open', async (bulkSync) => {
    answers({ 'bulk-sync.view': bulkSync });
    const { container } = render(<BulkSyncLine />);
    await waitFor(() => expect(sent('bulk-sync.view')).toHaveLength(1));
    expect(container.textContent).toBe('');
  });

  it('shows that it is paused', async () => {
    answers({ 'bulk-sync.view': { ...RUNNING, state: 'paused' } });
    render(<BulkSyncLine />);
    expect(await screen.findByText(', paused')).toBeTruthy();
  });
});
