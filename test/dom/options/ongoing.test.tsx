import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OngoingCard } from '../../../components/options/ongoing-card.tsx';
import { incidentWords } from '../../../components/options/texts/rules.ts';
import type { OngoingIncident, OngoingView } from '../../../lib/domain/tickets/ongoing-incidents.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

const incident = (key: string, part: Partial<OngoingIncident> = {}): OngoingIncident => ({
  key,
  customerId: '342',
  customerName: 'Eddie’s TV Repair',
  accountId: '356',
  accountName: 'ETV-Primary',
  kind: 'backup-failed',
  severity: 'error',
  message: 'Disk full.',
  since: '2026-11-20T12:00:00.000Z',
  ...part,
});
const VIEW: OngoingView = {
  board: { id: 1, name: 'Backup' },
  isAutomatic: false,
  incidents: [
    incident('a'),
    incident('b', { accountName: 'ETV-Truck01' }),
    incident('c', { customerName: 'Joe', skipped: 'No company is linked.' }),
  ],
};

const card = () => render(<OngoingCard visible={true} site="na.example" isReported={() => false} />);
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });

describe('incidents without a ticket', () => {
  it('are listed with what would be opened; those that can get none are named with the reason', async () => {
    answers({ 'tickets.ongoing': VIEW });
    card();
    fireEvent.click(await screen.findByRole('button', { name: 'Open tickets for 3 ongoing incidents…' }));
    expect(screen.getByText('No company is linked.')).toBeTruthy();
    expect(box('Open a ticket for Joe, ETV-Primary').disabled).toBe(true);
    expect(screen.getByText(/Automatic sync is off for tickets/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Open 2 tickets on this board' })).toBeTruthy();
    expect(sent('tickets.open')).toEqual([]);
  });

  it('are named by how severe they are', () => {
    expect(incidentWords({ kind: 'backup-failed', severity: 'warning' })).toBe('Backup with warnings');
    expect(incidentWords({ kind: 'backup-failed', severity: 'error' })).toBe('Backup failed');
  });

  it('get a ticket where they were chosen, and the result has its link', async () => {
    answers({
      'tickets.ongoing': VIEW,
      'tickets.open': { opening: 1 },
      'tickets.results': { b: { state: 'done', ticketId: 548, text: 'Opened ConnectWise ticket #548.' } },
    });
    card();
    fireEvent.click(await screen.findByRole('button', { name: /^Open tickets for 3/ }));
    fireEvent.click(box('Open a ticket for Eddie’s TV Repair, ETV-Primary'));
    fireEvent.click(screen.getByRole('button', { name: 'Open 1 ticket on this board' }));
    const link = await screen.findByRole('link', { name: 'Ticket #548' });
    expect(link.getAttribute('href')).toContain('na.example');
    expect(sent('tickets.open')).toEqual([{ keys: ['b'] }]);
    expect(screen.getByText('1 of 1 done')).toBeTruthy();
    // The list is read again: a second click finds none.
    answers({ 'tickets.ongoing': { ...VIEW, incidents: [] } });
    fireEvent.click(screen.getByRole('button', { name: 'Close the list' }));
    expect(await screen.findByText('Every ongoing incident has a ticket.')).toBeTruthy();
  });

  it('show why nothing was opened, and keep what was chosen', async () => {
    const failure = { code: 'rejected', message: 'This browser only reads.', nextStep: 'Use another one.' };
    answers({ 'tickets.ongoing': VIEW });
    card();
    fireEvent.click(await screen.findByRole('button', { name: /^Open tickets for 3/ }));
    fireEvent.click(box('Open a ticket for Eddie’s TV Repair, ETV-Primary'));
    worker.mockResolvedValue({ ok: false, failure } as never);
    fireEvent.click(screen.getByRole('button', { name: 'Open 1 ticket on this board' }));
    expect(await screen.findByText('This browser only reads.')).toBeTruthy();
    await waitFor(() => expect(box('Open a ticket for Eddie’s TV Repair, ETV-Primary').checked).toBe(false));
  });
});
