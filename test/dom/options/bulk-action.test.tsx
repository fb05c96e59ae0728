import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BulkActionPage } from '../../../components/options/bulk-action-page.tsx';
import type { BulkActionRow, BulkActionState, BulkActionView } from '../../../lib/domain/bulk-action.ts';
import { bulkAction, bulkActionRow, monthly } from '../../support/builders/fleet.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const NOW = Date.parse('2026-11-21T12:00:00.000Z');

function countBy<T>(rows: readonly T[], keyOf: (row: T) => string): [string, number][] {
  return [...Map.groupBy(rows, keyOf)].map(([key, group]) => [key, group.length]);
}

/** A worker with a bulk action that obeys. */
function plays(first: BulkActionView | null, rows: readonly BulkActionRow[] = [bulkActionRow(1), bulkActionRow(2)]) {
  const held = { view: first, rows };
  const become = (state: BulkActionState) => () => {
    held.view = bulkAction({ ...held.view, state });
    return held.view;
  };
  answers({
    'bulk-action.view': () =>
      held.view && {
        ...held.view,
        outcomes: Object.fromEntries(countBy(held.rows, ({ state }) => state)),
        undoable: held.rows.filter(({ state }) => state === 'applied' || state === 'partly').length,
      },
    'bulk-action.rows': ({ offset, limit }: { offset: number; limit: number }) => ({
      rows: held.rows.slice(offset, offset + limit),
      total: held.rows.length,
    }),
    'bulk-action.apply': become('applying'),
    'bulk-action.pause': become('paused'),
    'bulk-action.resume': become('applying'),
    'bulk-action.cancel': become('cancelled'),
    'bulk-action.undo': become('undoing'),
  });
  return held;
}

const show = () => render(<BulkActionPage visible={true} />);
const button = (name: string | RegExp) => screen.findByRole('button', { name });
/** What can be done with the action itself, not with a row of it. */
const names = () =>
  screen
    .queryAllByRole('button')
    .filter((one) => !one.closest('table'))
    .map(({ textContent }) => textContent);

beforeEach(() => {
  worker.mockReset();
  vi.useFakeTimers({ shouldAdvanceTime: true, now: NOW });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('a bulk action', () => {
  it('says where one begins when there was none', async () => {
    plays(null);
    show();
    expect(screen.getByText('Loading …')).toBeTruthy();
    expect(await screen.findByText(/^No bulk action yet\. Select companies under Companies/)).toBeTruthy();
    expect(names()).toEqual([]);
  });

  it('shows $0.00 for additions of products without a price, and says so', async () => {
    plays(bulkAction({ kind: 'additions', state: 'preview', money: [monthly(0, 0)] }));
    show();
    expect(await screen.findByText('Billed $0.00 a month, no change')).toBeTruthy();
    expect(screen.getByText(/^Nothing is added to the bill: the products have no price/)).toBeTruthy();
  });

  it('is followed every second while its preview is made, and can be cancelled', async () => {
    const held = plays(bulkAction({ state: 'planning', done: 10 }));
    show();
    expect(await screen.findByRole('progressbar', { name: '10 of 40 companies' })).toBeTruthy();
    expect(screen.getByText('Reads each company and plans its changes. Nothing is written.')).toBeTruthy();
    expect(names()).toEqual(['Cancel']);
    // What is not complete is not summed up.
    expect(screen.queryByText('Companies to change')).toBeNull();
    held.view = bulkAction({ state: 'planning', done: 20 });
    await vi.advanceTimersByTimeAsync(1_100);
    expect(screen.getByRole('progressbar', { name: '20 of 40 companies' })).toBeTruthy();
    held.view = bulkAction();
    await vi.advanceTimersByTimeAsync(1_100);
    expect(await button(/^Apply to/)).toBeTruthy();
    const asked = sent('bulk-action.view').length;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(sent('bulk-action.view').length).toBeLessThanOrEqual(asked + 1);
  });

  it('shows in its preview companies, changes, holds and money, and writes nothing before Apply', async () => {
    plays(bulkAction({ held: 3 }), [
      bulkActionRow(1, { held: 1 }),
      bulkActionRow(2, { state: 'nothing', changes: 0, money: [] }),
      bulkActionRow(3, { state: 'failed', money: [], failure: DOWN }),
    ]);
    show();
    expect((await button(/^Apply/)).textContent).toBe('Apply to 12 companies (+$3,682.80 a month)');
    const counts = screen.getAllByRole('term').map((term) => `${term.textContent} ${term.nextSibling?.textContent}`);
    expect(counts).toEqual(['Companies to change 12', 'Changes 30', 'On hold: need approval 3']);
    expect(screen.getByText('Billed now $123.60, should be $3,806.40 a month (+$3,682.80)')).toBeTruthy();
    const rows = (await screen.findAllByRole('row')).map(({ textContent }) => textContent);
    expect(rows[1]).toContain('Company 1');
    expect(rows[1]).toContain('1 on hold');
    expect(rows[1]).toContain('Billed now $5.00, should be $100.00 a month (+$95.00)');
    expect(rows[2]).toContain('Nothing to change');
    expect(rows[3]).toContain('Failed ConnectWise cannot be reached. Check the network.');
    expect(sent('bulk-action.apply')).toEqual([]);
    fireEvent.click(await button(/^Apply/));
    expect(await screen.findByText('After Cancel, what is written stays.')).toBeTruthy();
    expect(sent('bulk-action.apply')).toEqual([{ id: 'a1' }]);
  });

  it('names each currency and cycle on the button', async () => {
    const euros = { from: 10, to: 4, currency: { symbol: '€', code: 'EUR' }, cycle: 'Quarterly' };
    plays(bulkAction({ companies: 1, money: [monthly(1, 2), euros] }));
    show();
    expect((await button(/^Apply/)).textContent).toBe('Apply to 1 company (+$1.00 a month, −€6.00 a quarter)');
  });

  it.each([
    [0, 'Nothing to change for these companies.'],
    [4, 'All planned changes need approval: review them under Approvals.'],
  ])('applies nothing where nothing would be written (%s on hold)', async (held, words) => {
    plays(bulkAction({ companies: 0, changes: 0, held, money: [] }), []);
    show();
    expect(await screen.findByText(words)).toBeTruthy();
    expect(names()).toEqual(['Cancel']);
    fireEvent.click(await button('Cancel'));
    await waitFor(() => expect(sent('bulk-action.cancel')).toEqual([{ id: 'a1' }]));
  });

  it('is paused, resumed and cancelled', async () => {
    plays(bulkAction({ state: 'applying', done: 5 }));
    show();
    fireEvent.click(await button('Pause'));
    expect(await button('Resume')).toBeTruthy();
    expect(names()).toEqual(['Cancel', 'Resume']);
    expect(screen.getByRole('progressbar', { name: '5 of 40 companies' })).toBeTruthy();
    fireEvent.click(await button('Resume'));
    fireEvent.click(await button('Pause'));
    expect(sent('bulk-action.resume')).toEqual([{ id: 'a1' }]);
    fireEvent.click(await button('Cancel'));
    await waitFor(() => expect(sent('bulk-action.cancel')).toEqual([{ id: 'a1' }]));
    expect(await screen.findByText('Cancelled: applied to 0 companies.')).toBeTruthy();
    // Nothing was written, so there is nothing to undo.
    expect(names()).toEqual([]);
  });

  it('shows that an undo waits without a connection, and has not ended', async () => {
    plays(bulkAction({ state: 'undoing', failure: DOWN }), [bulkActionRow(1, { state: 'waiting', failure: DOWN })]);
    show();
    expect(await screen.findByText(/^The undo has not ended: it waits, and continues by itself/)).toBeTruthy();
    expect(screen.queryByText(/^Undone for/)).toBeNull();
  });

  it('shows that it waits without a connection, with its reason once', async () => {
    plays(bulkAction({ state: 'paused', failure: DOWN }), [bulkActionRow(1, { state: 'failed', failure: DOWN })]);
    show();
    expect(await screen.findByText('It continues by itself once this works again.')).toBeTruthy();
    expect(await screen.findByRole('link', { name: 'Company 1' })).toBeTruthy();
    expect(document.body.textContent?.split('Check the network.')).toHaveLength(2);
  });

  it('counts how it ended over all of its companies, and undoes all after a confirmation', async () => {
    const rows = [
      ...Array.from({ length: 1_200 }, (_, nth) => bulkActionRow(nth, { state: 'applied' })),
      bulkActionRow(2_000, { state: 'partly' }),
      bulkActionRow(2_001, { state: 'failed', failure: DOWN }),
    ];
    const held = plays(bulkAction({ state: 'done' }), rows);
    show();
    expect(await screen.findByText('Applied to 1,200 companies, 1 partly applied, 1 failed.')).toBeTruthy();
    expect(screen.queryByText(/^Billed now \$123\.60/)).toBeNull();
    fireEvent.click(await button('Undo all…'));
    expect(screen.getByText(/^Undoes every change .* Records that were changed since stay as they are/)).toBeTruthy();
    expect(sent('bulk-action.undo')).toEqual([]);
    fireEvent.click(await button('Keep the changes'));
    fireEvent.click(await button('Undo all…'));
    fireEvent.click(await button('Undo 1,201 companies'));
    await waitFor(() => expect(sent('bulk-action.undo')).toEqual([{ id: 'a1' }]));
    expect((await screen.findAllByText('Undoing')).length).toBeGreaterThan(0);
    held.rows = [bulkActionRow(1, { state: 'undone' }), bulkActionRow(2, { state: 'failed', failure: DOWN })];
    held.view = bulkAction({ state: 'undone' });
    await vi.advanceTimersByTimeAsync(1_100);
    expect(await screen.findByText('Undone for 1 company, 1 failed.')).toBeTruthy();
    expect(names()).toEqual([]);
  });

  it('pages its companies, and reads them again as it goes on', async () => {
    const rows = Array.from({ length: 120 }, (_, nth) => bulkActionRow(nth));
    const held = plays(bulkAction({ state: 'applying', done: 1 }), rows);
    show();
    await screen.findByRole('link', { name: 'Company 0' });
    fireEvent.click(await button('Next'));
    expect(await screen.findByRole('link', { name: 'Company 50' })).toBeTruthy();
    expect(sent('bulk-action.rows').at(-1)).toEqual({ id: 'a1', offset: 50, limit: 50 });
    const asked = sent('bulk-action.rows').length;
    held.view = bulkAction({ state: 'applying', done: 2 });
    await vi.advanceTimersByTimeAsync(1_100);
    await waitFor(() => expect(sent('bulk-action.rows').length).toBe(asked + 1));
    expect(screen.getByText('51–100 of 120')).toBeTruthy();
  });

  it('shows why a click had no effect, and why nothing is shown', async () => {
    answers({ 'bulk-action.view': bulkAction() });
    show();
    fireEvent.click(await button(/^Apply/));
    await waitFor(() => expect(screen.getAllByText('Check the network.')).toHaveLength(1));
    expect(await button(/^Apply/)).toBeTruthy();
    cleanup();
    answers({});
    show();
    expect(await screen.findByText('Check the network.')).toBeTruthy();
    expect(names()).toEqual([]);
  });
});
