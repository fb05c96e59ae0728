import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JournalSection } from '../../../components/options/journal-section.tsx';
import type { Run } from '../../../lib/domain/change.ts';
import { change, ended, journalEntry, newConfiguration, run } from '../../support/builders/company-views.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

const NOTHING = run({ id: 'nothing', companyName: 'Quiet Ltd', state: 'done', cause: { kind: 'bulk-sync' } });
const SOMETHING: Run = { ...ended, id: 'something' };

function answerBothWays(): void {
  answers({
    'journal.list': ({ changedOnly }: { changedOnly: boolean }) =>
      changedOnly
        ? { runs: [SOMETHING], entries: [], unchanged: 1_200 }
        : { runs: [NOTHING, SOMETHING], entries: [], unchanged: 1 },
  });
}

describe('the journal', () => {
  it('is empty until something is written', async () => {
    answers({ 'journal.list': { runs: [], entries: [], unchanged: 0 } });
    render(<JournalSection visible={true} />);
    expect(await screen.findByText('Nothing written yet.')).toBeTruthy();
  });

  it('names every cause and end of a run', async () => {
    const runs = (['user', 'event', 'reprocess', 'ticket', 'bulk-sync', 'fix', 'undo'] as const).map((kind) =>
      run({ id: kind, cause: { kind }, state: 'cancelled' }),
    );
    answers({ 'journal.list': { runs, entries: [], unchanged: 0 } });
    render(<JournalSection visible={true} />);
    expect(await screen.findAllByText('Cancelled')).toHaveLength(7);
    for (const words of ['Reprocessed event', 'Ticket', 'Sync of all customers'])
      expect(screen.getByText(new RegExp(`^${words} · `))).toBeTruthy();
  });

  it('shows the money of a run and of each change, before statistics', async () => {
    const money = { from: 30, to: 353.13, currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly' };
    const counted = { ...journalEntry(), id: 'r1:1', runId: 'paid', change: newConfiguration('ETV') };
    const paid = { ...journalEntry(), id: 'r1:2', runId: 'paid', change, state: 'applied' as const };
    const runs = [{ ...ended, id: 'paid', quantities: { count: 1, totals: [money] } }];
    answers({ 'journal.list': { runs, entries: [counted, paid], unchanged: 0 } });
    render(<JournalSection visible={true} />);
    expect(await screen.findByText(/1 quantity updated \(\+\$323\.13\)/)).toBeTruthy();
    const [first] = screen.getAllByRole('row').slice(1);
    expect(first?.textContent).toContain('Billed now $353.13 a month, was $30.00 (+$323.13).');
  });

  it('does not call a run done that has waiting, failed or unknown changes', async () => {
    const none = { applied: 1, failed: 0, conflict: 0, held: 0, unknown: 0 };
    const runs = [none, { ...none, failed: 1 }, { ...none, held: 1 }, { ...none, unknown: 1 }].map((counts, nth) => ({
      ...ended,
      id: `r${nth}`,
      counts,
      failure: undefined,
      state: 'done' as const,
    }));
    answers({ 'journal.list': { runs, entries: [], unchanged: 0 } });
    const { container } = render(<JournalSection visible={true} />);
    await screen.findByText('On hold');
    const pills = [...container.querySelectorAll('.bb-pill')].map(({ textContent }) => textContent);
    expect(pills).toEqual(['Done', 'Partly failed', 'On hold', 'Incomplete']);
  });

  it('folds more than a dozen changes by agreement, and a new record into a line', async () => {
    const entries = Array.from({ length: 13 }, (_, nth) => ({
      ...journalEntry({ id: `j${nth}`, runId: 'something' }),
      change: nth === 0 ? newConfiguration('ETV') : change,
      state: 'applied' as const,
    }));
    answers({ 'journal.list': { runs: [SOMETHING], entries, unchanged: 0 } });
    const { container } = render(<JournalSection visible={true} />);
    await screen.findByText(/· 13 changes$/);
    const heads = [...container.querySelectorAll('.bb-lines > summary')].map(({ textContent }) => textContent);
    expect(heads).toEqual([
      'Managed Services 12 changesBilled now $4,237.56 a month, was $360.00 (+$3,877.56)',
      'Backup statistics 1 change',
    ]);
    expect(container.querySelectorAll('.bb-lines:last-of-type tbody tr')).toHaveLength(1);
    expect(container.querySelector('.bb-folded > summary')?.textContent ?? '').toMatch(/^\d fields$/);
  });

  it('hides runs that changed nothing, and shows how many', async () => {
    answerBothWays();
    render(<JournalSection visible={true} />);
    expect(
      await screen.findByText('Of the newest 1,201 runs, 1,200 changed nothing and are left out here.'),
    ).toBeTruthy();
    expect(screen.getByText(SOMETHING.companyName)).toBeTruthy();
    expect(screen.queryByText('Quiet Ltd')).toBeNull();
    expect(sent('journal.list')).toEqual([{ limit: 50, changedOnly: true }]);
  });

  it('shows them behind a switch', async () => {
    answerBothWays();
    render(<JournalSection visible={true} />);
    const toggle = screen.getByRole<HTMLInputElement>('switch', { name: 'Also runs that changed nothing' });
    expect(toggle.checked).toBe(false);
    fireEvent.click(toggle);
    expect(await screen.findByText('Quiet Ltd')).toBeTruthy();
    expect(screen.getByText('Of these, 1 changed nothing.')).toBeTruthy();
    expect(sent('journal.list').at(-1)).toEqual({ limit: 50, changedOnly: false });
    fireEvent.click(toggle);
    expect(await screen.findByText(/1,200 changed nothing/)).toBeTruthy();
    expect(screen.queryByText('Quiet Ltd')).toBeNull();
  });

  it('does not report that nothing was written when there was nothing to change', async () => {
    answers({ 'journal.list': { runs: [], entries: [], unchanged: 300 } });
    render(<JournalSection visible={true} />);
    expect(await screen.findByText('None of the newest 300 runs changed anything.')).toBeTruthy();
  });

  it('distinguishes what a cancellation skipped from what needs approval', async () => {
    const entries = [
      journalEntry({ id: 'j1', runId: 'something', outcome: 'On hold, needs approval: the quantity drops to zero.' }),
      journalEntry({ id: 'j2', runId: 'something', hold: 'cancelled', outcome: 'Cancelled before it was written.' }),
    ];
    answers({ 'journal.list': { runs: [{ ...SOMETHING, state: 'cancelled' }], entries, unchanged: 0 } });
    render(<JournalSection visible={true} />);
    await screen.findByText(/· 2 changes$/);
    expect(screen.getAllByText(/^On hold: needs approval/).length).toBe(screen.getAllByText(/^Left undone/).length);
    expect(screen.getAllByTitle('Cancelled before it was written.')[0]?.textContent).toContain('Left undone');
  });
});
