import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JournalSection } from '../../../components/options/journal-section.tsx';
import type { JournalEntry, Run } from '../../../lib/domain/change.ts';
import { change, ended, journalEntry, newConfiguration, run } from '../../support/builders/company-views.ts';
import { showsRows } from './visible-rows.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => {
  worker.mockReset();
  history.replaceState(null, '', '#journal');
  showsRows();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const NOTHING = run({ id: 'nothing', companyName: 'Quiet Ltd', state: 'done', cause: { kind: 'bulk-sync' } });
const SOMETHING: Run = { ...ended, id: 'something' };

const found = (...rows: Run[]) => ({ rows, total: rows.length, isComplete: true });
/** A journal of one run. */
const wrote = (one: Run, entries: JournalEntry[]) =>
  answers({ 'journal.search': found(one), 'run.view': { run: one, entries } });
const search = () => screen.getByLabelText<HTMLInputElement>('Search');
const type = (text: string) => fireEvent.input(search(), { target: { value: text } });
const queries = () => (sent('journal.search') as { query: string }[]).map(({ query }) => query);
const row = (company: string) => screen.getByText(company, { selector: '.bb-log-who' }).closest('li') as HTMLElement;
async function open(company: string): Promise<HTMLElement> {
  await screen.findByText(company, { selector: '.bb-log-who' });
  fireEvent.click(row(company).querySelector('summary') as HTMLElement);
  return row(company);
}

describe('the journal', () => {
  it('is empty until something is written', async () => {
    answers({ 'journal.search': found() });
    render(<JournalSection visible={true} />);
    expect(await screen.findByText('No run has changed anything yet.')).toBeTruthy();
    fireEvent.click(screen.getByRole('switch', { name: 'Also runs that changed nothing' }));
    expect(await screen.findByText('Nothing written yet.')).toBeTruthy();
  });

  it('names every cause and end of a run', async () => {
    const runs = (['user', 'event', 'reprocess', 'ticket', 'bulk-sync', 'fix', 'undo'] as const).map((kind) =>
      run({ id: kind, cause: { kind }, state: 'cancelled' }),
    );
    answers({ 'journal.search': found(...runs) });
    render(<JournalSection visible={true} />);
    expect(await screen.findAllByText('Cancelled', { selector: '.bb-pill' })).toHaveLength(7);
    for (const words of ['Reprocessed event', 'Ticket', 'Sync of all customers'])
      expect(screen.getByText(words, { selector: '.bb-log-account' })).toBeTruthy();
  });

  it('shows a run in one line, the money first, and each change when it is opened', async () => {
    const money = { from: 30, to: 353.13, currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly' };
    const counted = { ...journalEntry(), id: 'r1:1', runId: 'paid', change: newConfiguration('ETV') };
    const paid = { ...journalEntry(), id: 'r1:2', runId: 'paid', change, state: 'applied' as const };
    wrote({ ...ended, id: 'paid', quantities: { count: 1, totals: [money] } }, [counted, paid]);
    render(<JournalSection visible={true} />);
    const opened = await open(ended.companyName);
    expect(opened.querySelector('.bb-log-what')?.textContent).toBe(
      '1 quantity updated (+$323.13) 4 of 6 changes written · Updated ConnectWise backup statistics.',
    );
    const [first] = (await within(opened).findAllByRole('row')).slice(1);
    expect(first?.textContent).toContain('Billed now $353.13 a month, was $30.00 (+$323.13).');
    expect(sent('run.view')).toEqual([{ runId: 'paid' }]);
    const company = within(opened).getByRole('link', { name: 'Open company' });
    expect(company.getAttribute('href')).toBe(`#companies/${ended.companyId}`);
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
    answers({ 'journal.search': found(...runs) });
    const { container } = render(<JournalSection visible={true} />);
    await screen.findByText('On hold', { selector: '.bb-pill' });
    const pills = [...container.querySelectorAll('.bb-pill')].map(({ textContent }) => textContent);
    expect(pills).toEqual(['Done', 'Partly failed', 'On hold', 'Incomplete']);
  });

  it('shows what an earlier failure kept from being tried as such, and counts what was written', async () => {
    const counts = { applied: 0, failed: 0, conflict: 1, held: 1, unknown: 0 };
    const one: Run = { ...ended, id: 'stopped', companyId: 0, counts, notTried: 1, failure: undefined, state: 'done' };
    wrote(one, [
      journalEntry({ id: 'j1', runId: 'stopped', state: 'conflict', outcome: 'It was changed.' }),
      journalEntry({ id: 'j2', runId: 'stopped', hold: 'earlier-failure', outcome: 'Not tried.' }),
    ]);
    render(<JournalSection visible={true} />);
    const opened = await open(one.companyName);
    expect(opened.querySelector('.bb-pill')?.textContent).toBe('Incomplete');
    expect(opened.querySelector('.bb-log-what')?.textContent).toContain('0 of 2 changes written');
    expect((await within(opened).findAllByTitle('Not tried.'))[0]?.textContent).toContain('Not tried');
    expect(opened.textContent).not.toContain('needs approval');
    expect(within(opened).queryByRole('link', { name: 'Open company' })).toBeNull();
    expect(within(opened).queryByRole('button', { name: 'Undo this run…' })).toBeNull();
  });

  it('folds more than a dozen changes by agreement, and a new record into a line', async () => {
    const entries = Array.from({ length: 13 }, (_, nth) => ({
      ...journalEntry({ id: `j${nth}`, runId: 'something' }),
      change: nth === 0 ? newConfiguration('ETV') : change,
      state: 'applied' as const,
    }));
    wrote(SOMETHING, entries);
    const { container } = render(<JournalSection visible={true} />);
    await open(SOMETHING.companyName);
    await waitFor(() => expect(container.querySelector('.bb-lines')).toBeTruthy());
    const heads = [...container.querySelectorAll('.bb-lines > summary')].map(({ textContent }) => textContent);
    expect(heads).toEqual([
      'Managed Services 12 changesBilled now $4,237.56 a month, was $360.00 (+$3,877.56)',
      'Backup statistics 1 change',
    ]);
    expect(container.querySelectorAll('.bb-lines:last-of-type tbody tr')).toHaveLength(1);
    expect(container.querySelector('.bb-folded > summary')?.textContent ?? '').toMatch(/^\d fields$/);
  });

  it('leaves out runs that changed nothing, and shows them behind a switch', async () => {
    answers({
      'journal.search': ({ changedOnly }: { changedOnly: boolean }) =>
        changedOnly ? found(SOMETHING) : found(NOTHING, SOMETHING),
    });
    render(<JournalSection visible={true} />);
    expect(await screen.findByText('1 run')).toBeTruthy();
    expect(screen.queryByText('Quiet Ltd')).toBeNull();
    const toggle = screen.getByRole<HTMLInputElement>('switch', { name: 'Also runs that changed nothing' });
    expect(toggle.checked).toBe(false);
    fireEvent.click(toggle);
    expect(await screen.findByText('Quiet Ltd')).toBeTruthy();
    expect(screen.getByText('2 runs')).toBeTruthy();
    fireEvent.click(toggle);
    await waitFor(() => expect(screen.queryByText('Quiet Ltd')).toBeNull());
  });

  it('distinguishes what a cancellation skipped from what needs approval', async () => {
    wrote({ ...SOMETHING, state: 'cancelled' }, [
      journalEntry({ id: 'j1', runId: 'something', outcome: 'On hold, needs approval: the quantity drops to zero.' }),
      journalEntry({ id: 'j2', runId: 'something', hold: 'cancelled', outcome: 'Cancelled before it was written.' }),
    ]);
    render(<JournalSection visible={true} />);
    await open(SOMETHING.companyName);
    expect((await screen.findAllByTitle('Cancelled before it was written.'))[0]?.textContent).toContain('Left undone');
    expect(screen.getAllByText(/^On hold: needs approval/).length).toBe(screen.getAllByText(/^Left undone/).length);
  });

  it('shows a failure with its next step, of the list and of a run', async () => {
    answers({});
    render(<JournalSection visible={true} />);
    expect(screen.getByText('Loading …')).toBeTruthy();
    expect(await screen.findByText('Check the network.')).toBeTruthy();
    answers({ 'journal.search': found(SOMETHING) });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    const opened = await open(SOMETHING.companyName);
    expect(await within(opened).findByText(DOWN.message)).toBeTruthy();
    wrote(SOMETHING, [journalEntry()]);
    fireEvent.click(within(opened).getByRole('button', { name: 'Try again' }));
    expect(await within(opened).findByRole('table')).toBeTruthy();
  });

  it('sends no request while another section is shown', async () => {
    answers({ 'journal.search': found(SOMETHING) });
    const { rerender } = render(<JournalSection visible={false} />);
    expect(worker).not.toHaveBeenCalled();
    rerender(<JournalSection visible={true} />);
    await screen.findByText(SOMETHING.companyName);
    expect(queries()).toEqual(['']);
  });
});

describe('the search of the journal', () => {
  it('asks for what is typed once the typing pauses, and keeps it in the address', async () => {
    answers({ 'journal.search': ({ query }: { query: string }) => (query === 'quiet' ? found(NOTHING) : found()) });
    render(<JournalSection visible={true} />);
    await screen.findByText('No run has changed anything yet.');
    type('q');
    type('quiet');
    expect(await screen.findByText('Quiet Ltd')).toBeTruthy();
    expect(queries()).toEqual(['', 'quiet']);
    expect(location.hash).toBe('#journal/quiet');
    type('loud');
    expect(await screen.findByText('No run that changed anything matches “loud”.')).toBeTruthy();
  });

  it('opens with that of its address', async () => {
    answers({ 'journal.search': found(SOMETHING) });
    render(<JournalSection visible={true} part="Company = 250 AND Date = 2026-11-21" />);
    await screen.findByText(SOMETHING.companyName);
    expect(search().value).toBe('Company = 250 AND Date = 2026-11-21');
    expect(queries()).toEqual(['Company = 250 AND Date = 2026-11-21']);
  });

  it('has controls for company, cause, state and days, and takes text, customer and money', async () => {
    answers({ 'journal.search': found(SOMETHING) });
    render(<JournalSection visible={true} />);
    await screen.findByText(SOMETHING.companyName);
    fireEvent.input(screen.getByLabelText('Company'), { target: { value: 'oak' } });
    fireEvent.change(screen.getByLabelText('Cause'), { target: { value: 'Ticket' } });
    fireEvent.change(screen.getByLabelText('State'), { target: { value: 'Failed' } });
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-01' } });
    const query = 'Company CONTAINS oak AND Cause = Ticket AND State = Failed AND Date >= 2026-11-01';
    expect(search().value).toBe(query);
    type(`backup AND Customer = EFS-342 AND Money >= 100 AND ${query}`);
    await waitFor(() => expect(queries().at(-1)).toBe(`backup AND Customer = EFS-342 AND Money >= 100 AND ${query}`));
  });

  it('keeps what is typed and the rows when it cannot be read, and says where', async () => {
    answers({ 'journal.search': found(SOMETHING) });
    render(<JournalSection visible={true} />);
    await screen.findByText(SOMETHING.companyName);
    type('Cause = wind');
    expect(screen.getByText(/^Position 9, “wind”: Cause is never “wind”\. Use one of: Sync now,/)).toBeTruthy();
    expect(search().value).toBe('Cause = wind');
    expect(row(SOMETHING.companyName)).toBeTruthy();
    expect(queries()).toEqual(['']);
  });

  it('draws of 100,000 runs only those in sight', async () => {
    const rows = Array.from({ length: 200 }, (_, at) => ({ ...SOMETHING, id: `r${at}`, companyName: `Company ${at}` }));
    answers({ 'journal.search': { rows, total: 100_000, isComplete: true } });
    render(<JournalSection visible={true} />);
    expect(await screen.findByText('100,000 runs')).toBeTruthy();
    const lines = [...document.querySelectorAll<HTMLElement>('.bb-log-row')];
    expect(lines.length).toBeGreaterThan(9);
    expect(lines.length).toBeLessThan(40);
    expect(lines[0]?.getAttribute('aria-setsize')).toBe('100000');
  });
});
