import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JournalSection } from '../../../components/options/journal-section.tsx';
import { formatText } from '../../../components/ui/format-text.ts';
import type { Change, JournalEntry, Run } from '../../../lib/domain/change.ts';
import type { Failure } from '../../../lib/shared/errors.ts';
import { change, ended, journalEntry, newConfiguration, plan, run } from '../../support/builders/company-views.ts';
import { showsRows } from './visible-rows.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => {
  worker.mockReset();
  showsRows();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const WRITTEN = journalEntry({ id: 'r1:00001', change, state: 'applied', outcome: 'Written.' });
const HELD = journalEntry({ id: 'r1:00002' });
const DUPLICATE = journalEntry({
  id: 'r1:00003',
  state: 'applied',
  change: { ...change, op: 'delete', fields: [], dependent: true, label: 'Duplicate' },
});
const BACK: Change = {
  ...change,
  id: 'undo/r1:00001',
  part: 'undo',
  fields: [{ field: 'quantity', from: 1412.5, to: 120 }],
  money: { from: 353.13, to: 30, currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly' },
};
const REMOVED: Change = {
  ...newConfiguration('ETV-Primary'),
  id: 'undo/r1:00004',
  part: 'undo',
  op: 'delete',
  fields: [
    { field: 'name', from: 'ETV-Primary', to: null },
    { field: 'backupProtectedDeviceList', from: '', to: null },
  ],
};
/** As Testing Library reads a text: a narrow blank is a blank. */
const plain = (text: string) => text.replace(/\s/g, ' ');
const CHANGED_SINCE = {
  part: 'undo' as const,
  label: 'Backup statistics of “ETV-Truck01”',
  why: 'It has another value now, changed by finance on 2026-11-21 15:30 UTC.',
};
const UNDO = plan({
  id: 'p-undo',
  changes: [BACK, REMOVED],
  skipped: [CHANGED_SINCE],
  cause: { kind: 'undo', ref: 'r1' },
});
const NOTHING = plan({
  ...UNDO,
  changes: [],
  skipped: [{ ...CHANGED_SINCE, why: 'It is already undone.' }],
});
const UNDO_RUN = run({
  id: 'r2',
  cause: { kind: 'undo', ref: 'r1' },
  progress: { step: 'Writing Addition', done: 1, total: 2 },
});
const UNDONE: Run = {
  ...UNDO_RUN,
  state: 'done',
  outcomes: [{ code: 'updated', part: 'undo', text: 'Changes undone.' }],
  counts: { applied: 2, failed: 0, conflict: 0, held: 0, unknown: 0 },
};
const RAN: Run = { ...ended, id: 'r1' };

const list = (...rows: Run[]) => ({ rows, total: rows.length, isComplete: true });

/** The journal with one run, which is opened; `undo` answers for the run that takes back. */
async function journal(
  { undo, ...more }: { undo?: () => unknown } & Record<string, unknown> = {},
  one: Run = RAN,
  entries: JournalEntry[] = [WRITTEN, HELD, DUPLICATE],
) {
  answers({
    'journal.search': list(one),
    'run.view': ({ runId }: { runId: string }) => (runId === one.id ? { run: one, entries } : undo?.()),
    'run.plan-undo': UNDO,
    ...more,
  });
  render(<JournalSection visible={true} />);
  await openRun();
}

async function openRun() {
  const name = await screen.findByText(RAN.companyName, { selector: '.bb-log-who' });
  fireEvent.click(name.closest('summary') as HTMLElement);
  await screen.findAllByRole('table');
}

const undoRun = async () => fireEvent.click(await screen.findByRole('button', { name: 'Undo this run…' }));
const apply = async () => fireEvent.click(await screen.findByRole('button', { name: 'Undo 2 changes' }));

describe('what can be undone', () => {
  it('is offered for a run and for each change that it wrote, by name', async () => {
    await journal();
    expect(await screen.findByRole('button', { name: 'Undo this run…' })).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /^Undo… / }).map(({ textContent }) => textContent)).toEqual([
      `Undo… ${change.label}`,
    ]);
    expect(screen.getByText('Duplicate')).toBeTruthy();
  });

  it('is nothing where nothing was written, and nothing of a running run', async () => {
    await journal({}, RAN, [HELD, { ...WRITTEN, noop: true }]);
    expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull();
    cleanup();
    await journal({}, { ...RAN, state: 'running' });
    expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull();
  });
});

describe('the preview before undo', () => {
  it('shows old and new of each field, money, and what is skipped and why; writes nothing', async () => {
    await journal();
    await undoRun();
    const view = within(await screen.findByRole('region', { name: 'Undo this run' }));
    expect(await view.findByText('2 changes in ConnectWise. Nothing is written before you press Undo.')).toBeTruthy();
    const rows = view.getAllByRole('row').map((row) => row.textContent);
    expect(rows).toEqual([
      'RecordFieldNowBecomes',
      `${change.label} Billed now $353.13, will be $30.00 a month (−$323.13).Total quantity1,412.5120`,
      'Backup statistics of “ETV-Primary”Delete Name: ETV-Primary',
    ]);
    expect(view.getByText('Billed now $353.13, will be $30.00 a month (−$323.13)')).toBeTruthy();
    expect(view.getByText(CHANGED_SINCE.label)).toBeTruthy();
    expect(view.getByText(plain(formatText(CHANGED_SINCE.why)))).toBeTruthy();
    expect(sent('run.plan-undo')).toEqual([{ runId: 'r1', entryId: undefined }]);
    expect(sent('plan.apply')).toEqual([]);
    expect(document.activeElement?.textContent).toBe('Undo this run');
  });

  it('opens for one change by its own button', async () => {
    await journal({ 'run.plan-undo': { ...UNDO, changes: [BACK] } });
    fireEvent.click(await screen.findByRole('button', { name: /^Undo… / }));
    expect(await screen.findByRole('heading', { name: 'Undo this change' })).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Undo 1 change' })).toBeTruthy();
    expect(sent('run.plan-undo')).toEqual([{ runId: 'r1', entryId: 'r1:00001' }]);
  });

  it('reports that nothing is undone twice, with the reason of each change', async () => {
    await journal({ 'run.plan-undo': NOTHING });
    await undoRun();
    expect(await screen.findByText(/^There is nothing to undo\. Nothing is undone twice/)).toBeTruthy();
    expect(screen.getByText('It is already undone.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Undo \d/ })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('region', { name: 'Undo this run' })).toBeNull();
  });

  it('closes on Cancel, and the focus returns to its button', async () => {
    await journal();
    fireEvent.click(await screen.findByRole('button', { name: /^Undo… / }));
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('region', { name: 'Undo this change' })).toBeNull();
    await vi.waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Undo… /));
    expect(sent('plan.apply')).toEqual([]);
  });

  it('shows the failure and reads again on a click', async () => {
    await journal();
    answers({});
    await undoRun();
    expect(await screen.findByText(DOWN.message)).toBeTruthy();
    answers({ 'run.plan-undo': UNDO });
    fireEvent.click(screen.getByRole('button', { name: 'Look again' }));
    expect(await screen.findByRole('button', { name: 'Undo 2 changes' })).toBeTruthy();
    expect(screen.queryByText(DOWN.message)).toBeNull();
  });
});

describe('undoing', () => {
  it('shows its progress, then the result, and reads the journal again', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const state = { now: UNDO_RUN };
    await journal({
      'plan.apply': { runId: 'r2' },
      undo: () => ({ run: state.now, entries: [] }),
      'journal.search': () => (state.now === UNDONE ? list(UNDONE, RAN) : list(RAN)),
    });
    await undoRun();
    await apply();
    expect(await screen.findByText('Writing Addition')).toBeTruthy();
    expect(screen.getByText('1 of 2')).toBeTruthy();
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Undo this run'));
    expect(sent('plan.apply')).toEqual([{ planId: 'p-undo', confirmed: [] }]);
    expect(sent('journal.search')).toHaveLength(1);
    state.now = UNDONE;
    expect(await screen.findByText('2 changes written.')).toBeTruthy();
    await vi.waitFor(() => expect(sent('journal.search')).toHaveLength(2));
    expect(document.activeElement?.textContent).toBe('Close');
    const asked = sent('run.view').length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent('run.view')).toHaveLength(asked);
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('region', { name: 'Undo this run' })).toBeNull();
  });

  it('names each change on hold, with the reason', async () => {
    const conflict = journalEntry({
      id: 'r2:00001',
      runId: 'r2',
      change: BACK,
      state: 'conflict',
      outcome: 'Held: quantity was 1412.5 and is now 120.',
    });
    const held: Run = { ...UNDONE, counts: { ...UNDONE.counts, applied: 1, conflict: 1 } };
    await journal({ 'plan.apply': { runId: 'r2' }, undo: () => ({ run: held, entries: [conflict] }) });
    await undoRun();
    await apply();
    expect(await screen.findByText('1 change written, 1 conflict.')).toBeTruthy();
    expect(screen.getByText(conflict.outcome)).toBeTruthy();
  });

  it('shows a failed run with its failure', async () => {
    const failed: Run = { ...UNDONE, state: 'failed', counts: { ...UNDONE.counts, applied: 0 }, failure: DOWN };
    await journal({ 'plan.apply': { runId: 'r2' }, undo: () => ({ run: failed, entries: [] }) });
    await undoRun();
    await apply();
    expect(await screen.findByText('Nothing was written.')).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain(`${DOWN.message} ${DOWN.nextStep}`);
  });

  it('can be cancelled', async () => {
    await journal({ 'plan.apply': { runId: 'r2' }, undo: () => ({ run: UNDO_RUN, entries: [] }), 'run.cancel': null });
    await undoRun();
    await apply();
    await screen.findByText('Writing Addition');
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('Cancelling after this change …')).toBeTruthy();
    expect(sent('run.cancel')).toEqual([{ runId: 'r2' }]);
  });

  it('keeps the preview when it is refused, for instance because another run works on the company', async () => {
    const busy: Failure = { code: 'busy', message: 'Another run is working on this company.', nextStep: 'Wait.' };
    await journal();
    await undoRun();
    await screen.findByRole('button', { name: 'Undo 2 changes' });
    const others = worker.getMockImplementation();
    worker.mockImplementation((async (name: never, input: never) =>
      name === 'plan.apply' ? { ok: false, failure: busy } : others?.(name, input)) as never);
    await apply();
    expect(await screen.findByText(busy.message)).toBeTruthy();
    expect(screen.getByText(plain(formatText(CHANGED_SINCE.why)))).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Look again' }));
    await vi.waitFor(() => expect(sent('run.plan-undo')).toHaveLength(2));
    expect(screen.queryByText(busy.message)).toBeNull();
  });

  it('continues to read when one answer of the worker is lost', async () => {
    const answer: { view: unknown } = { view: { ok: false, failure: DOWN } };
    await journal({ 'plan.apply': { runId: 'r2' } });
    const others = worker.getMockImplementation();
    worker.mockImplementation((async (name: never, input: never) =>
      name === 'run.view' && (input as { runId: string }).runId === 'r2'
        ? answer.view
        : others?.(name, input)) as never);
    await undoRun();
    await apply();
    expect(await screen.findByText(DOWN.message)).toBeTruthy();
    answer.view = { ok: true, value: { run: UNDONE, entries: [] } };
    expect(await screen.findByText('2 changes written.')).toBeTruthy();
    expect(screen.queryByText(DOWN.message)).toBeNull();
  });
});
