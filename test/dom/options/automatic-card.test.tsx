import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AutomaticCard } from '../../../components/options/automatic-card.tsx';
import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import { ALL_PARTS } from '../../../lib/domain/consent.ts';
import type { FirstSyncView } from '../../../lib/domain/first-sync.ts';
import type { AutomaticView } from '../../../lib/messages/protocol.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const PREVIEW: FirstSyncView = {
  progress: {
    id: 's1',
    state: 'done',
    startedAt: '2026-11-21T10:00:00.000Z',
    total: 65,
    done: 65,
    updated: 60,
    unchanged: 2,
    needsUser: 1,
    notLinked: 2,
  },
  companies: 60,
  changes: 240,
  statistics: { companies: 60, changes: 180 },
  quantities: { companies: 58, changes: 61 },
  invoiceDescriptions: { companies: 1, changes: 1 },
  money: [
    { from: 2850, to: 3000.5, currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly' },
    { from: 10, to: 8, currency: { symbol: '€', code: 'EUR' }, cycle: 'Quarterly' },
  ],
  held: 1,
};
const RUNNING: FirstSyncView = { ...PREVIEW, progress: { ...PREVIEW.progress, state: 'running', done: 12 } };

const IN_REVIEW: AutomaticView = {
  mode: 'review',
  automatic: REVIEW,
  needsPreview: true,
  chosen: REVIEW,
  fixed: {},
  written: ALL_PARTS,
  waiting: { customers: 3, tickets: 1 },
  preview: null,
};
const ON: AutomaticView = {
  ...IN_REVIEW,
  mode: 'automatic',
  automatic: ALL_PARTS,
  chosen: ALL_PARTS,
  needsPreview: false,
  waiting: { customers: 0, tickets: 0 },
};

beforeEach(() => worker.mockReset());
afterEach(cleanup);

const card = () => screen.findByRole('region', { name: 'Automatic sync' });
const box = (name: RegExp) => screen.getByRole<HTMLInputElement>('checkbox', { name });
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

/** The worker with a view that changes with each message. */
function play(first: AutomaticView, preview: FirstSyncView = PREVIEW) {
  const held = { view: first };
  answers({
    'consent.view': () => held.view,
    'first-sync.start': () => {
      held.view = { ...held.view, preview };
      return held.view;
    },
    'first-sync.cancel': () => held.view,
    'consent.save': ({ parts }: { parts: typeof ALL_PARTS }) => {
      const isAny = Object.values(parts).includes(true);
      held.view = { ...held.view, mode: isAny ? 'partial' : 'review', chosen: parts, automatic: parts };
      return held.view;
    },
  });
  return held;
}

async function open(first = IN_REVIEW, preview = PREVIEW) {
  const held = play(first, preview);
  render(<AutomaticCard visible={true} />);
  await screen.findByText(/Review mode|Written by itself|on for/);
  fireEvent.click(button(first.mode === 'review' ? 'Turn on automatic sync…' : 'Change…'));
  await screen.findByRole('form', { name: 'Turn on automatic sync' });
  // The preview is shown: its figures, its progress, or why it stopped.
  await screen.findByText(/61 changes/);
  return held;
}

describe('automatic sync in the options', () => {
  it('shows the mode once, and what waits for consent', async () => {
    play(IN_REVIEW);
    render(<AutomaticCard visible={true} />);
    await screen.findByText('Off (Review)');
    const text = (await card()).textContent ?? '';
    expect(text.match(/nothing is written by itself/g)).toHaveLength(1);
    expect(text).toContain('Waiting: 3 customers would be synced, 1 ticket would be written.');
    expect(sent('first-sync.start')).toEqual([]);
  });

  it('shows companies, changes and money of each part, and requests consent for each separately', async () => {
    await open();
    const text = (await card()).textContent ?? '';
    expect(text).toContain('180 changes at 60 companies.');
    expect(text).toContain('1 ticket would be written now');
    expect(text).toContain(
      'Agreement quantitiesBilled now $2,850.00, should be $3,000.50 a month (+$150.50).Billed now €10.00, should be €8.00 a quarter (−€2.00).61 changes at 58 companies.',
    );
    expect(text).toContain('1 change at 1 company. Replaces the text of the invoice lines.');
    expect(text).toContain('1 change would wait for your approval');
    expect(text).toContain('No company was found in ConnectWise for 2 customers: open the company’s page');
    expect(screen.getAllByRole<HTMLInputElement>('checkbox').filter(({ checked }) => checked)).toEqual([]);
    expect(button('Turn on').getAttribute('aria-disabled')).toBe('true');
    expect(text).toContain('Choose at least one part to turn on.');
  });

  it('stores only what was ticked, and starts the first sync where the user requests it', async () => {
    await open();
    fireEvent.click(box(/statistics/));
    expect(box(/Sync all customers now/).checked).toBe(true);
    fireEvent.click(button('Turn on'));
    expect(await screen.findByText(/All customers are synced now/)).toBeTruthy();
    expect(sent('consent.save')).toEqual([{ parts: { ...REVIEW, statistics: true }, syncNow: true }]);
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('turns on without a first sync, or for tickets alone, where there is nothing to sync', async () => {
    await open();
    fireEvent.click(box(/Tickets/));
    expect(screen.queryByRole('checkbox', { name: /Sync all customers now/ })).toBeNull();
    fireEvent.click(box(/quantities/));
    fireEvent.click(box(/Sync all customers now/));
    fireEvent.click(button('Turn on'));
    await screen.findByText('Saved.');
    const parts = { ...REVIEW, tickets: true, quantities: true };
    expect(sent('consent.save')).toEqual([{ parts, syncNow: false }]);
  });

  it('accepts no consent before the preview is complete, and cancels it on request', async () => {
    await open(IN_REVIEW, RUNNING);
    fireEvent.click(box(/statistics/));
    expect(button('Turn on').getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(12);
    expect(screen.getByText('Planned 12 of 65 customers')).toBeTruthy();
    fireEvent.click(button('Cancel'));
    await waitFor(() => expect(sent('first-sync.cancel')).toHaveLength(1));
    expect(sent('consent.save')).toEqual([]);
  });

  it('is turned off by one click, and parts of it too', async () => {
    play(ON);
    render(<AutomaticCard visible={true} />);
    await screen.findByText('On');
    fireEvent.click(button('Turn off'));
    expect(await screen.findByText(/Waiting work stays visible/)).toBeTruthy();
    expect(sent('consent.save')).toEqual([{ parts: REVIEW, syncNow: false }]);
    cleanup();
    worker.mockReset();
    await open(ON, RUNNING);
    fireEvent.click(box(/Invoice descriptions/));
    fireEvent.click(button('Save'));
    await waitFor(() =>
      expect(sent('consent.save')).toEqual([{ parts: { ...ALL_PARTS, invoiceDescriptions: false }, syncNow: false }]),
    );
  });

  it('disables what a policy fixes, and what the settings do not write', async () => {
    await open({
      ...IN_REVIEW,
      fixed: { quantities: false },
      written: { ...ALL_PARTS, tickets: false, statistics: false },
    });
    for (const name of [/quantities/, /Tickets/, /statistics/]) expect(box(name).disabled).toBe(true);
    expect(box(/Invoice descriptions/).disabled).toBe(false);
    const text = (await card()).textContent ?? '';
    expect(text).toContain('off by policy');
    expect(text).toContain('Choose a board under Tickets first.');
    expect(text).toContain('Switched off under Services & products');
  });

  it('offers nothing to a viewer, nor where a policy fixes every part', async () => {
    for (const view of [
      { ...IN_REVIEW, mode: 'viewer' as const },
      { ...ON, fixed: ALL_PARTS },
    ]) {
      play(view);
      render(<AutomaticCard visible={true} />);
      await screen.findByText(view.mode === 'viewer' ? 'Only reads' : 'On');
      expect(screen.queryAllByRole('button')).toEqual([]);
      cleanup();
    }
  });

  it('shows why a preview cannot be planned', async () => {
    const stopped = { ...RUNNING, progress: { ...RUNNING.progress, state: 'paused' as const, failure: DOWN } };
    await open(IN_REVIEW, stopped);
    expect(screen.getByText(new RegExp(DOWN.message))).toBeTruthy();
    fireEvent.click(box(/statistics/));
    expect(button('Turn on').getAttribute('aria-disabled')).toBe('true');
  });
});
