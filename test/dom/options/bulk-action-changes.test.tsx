import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BulkActionPage } from '../../../components/options/bulk-action-page.tsx';
import type { BulkActionRow, BulkActionView } from '../../../lib/domain/bulk-action.ts';
import type { Plan } from '../../../lib/domain/change.ts';
import { change, guarded, plan } from '../../support/builders/company-views.ts';
import { bulkAction, bulkActionRow } from '../../support/builders/fleet.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const NOW = Date.parse('2026-11-21T12:00:00.000Z');

function plays(planned: Plan | null | (() => unknown), row: Partial<BulkActionRow> = {}, view = bulkAction()) {
  const held: { view: BulkActionView; row: BulkActionRow } = { view, row: bulkActionRow(1, row) };
  answers({
    'bulk-action.view': () => held.view,
    'bulk-action.rows': () => ({ rows: [held.row, bulkActionRow(2)], total: 2 }),
    'bulk-action.changes': planned,
  });
  return held;
}

const opener = (nth = 1) => screen.findByRole('button', { name: `Changes of Company ${nth}` });
const opened = (nth = 1) => screen.findByRole('region', { name: `Changes of Company ${nth}` });
const openedText = async () => (await opened()).textContent;

async function showOpened() {
  render(<BulkActionPage visible={true} />);
  fireEvent.click(await opener());
  return opened();
}

beforeEach(() => {
  worker.mockReset();
  vi.useFakeTimers({ shouldAdvanceTime: true, now: NOW });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the planned changes of a company in a bulk action', () => {
  it('are read when the row is opened, once, and closed again', async () => {
    plays(plan());
    const answer = worker.getMockImplementation();
    const release = Promise.withResolvers<void>();
    worker.mockImplementation((async (...asked: Parameters<typeof worker>) => {
      if (asked[0] === 'bulk-action.changes') await release.promise;
      return answer?.(...asked);
    }) as typeof worker);
    render(<BulkActionPage visible={true} />);
    expect((await opener()).getAttribute('aria-expanded')).toBe('false');
    expect(sent('bulk-action.changes')).toEqual([]);
    fireEvent.click(await opener());
    expect((await opener()).getAttribute('aria-expanded')).toBe('true');
    expect((await opener(2)).getAttribute('aria-expanded')).toBe('false');
    expect(within(await opened()).getByText('Loading …')).toBeTruthy();
    release.resolve();
    expect(await within(await opened()).findByText('120')).toBeTruthy();
    expect(screen.queryByText('Loading …')).toBeNull();
    // The page is read again every few seconds, the plan is not.
    await vi.advanceTimersByTimeAsync(11_000);
    expect(sent('bulk-action.changes')).toEqual([{ id: 'a1', companyId: 201 }]);
    fireEvent.click(await opener());
    expect(screen.queryByRole('region', { name: 'Changes of Company 1' })).toBeNull();
    fireEvent.click(await opener());
    await opened();
    expect(sent('bulk-action.changes')).toHaveLength(2);
  });

  it('show each field old and new, money, reason, holds, and what is left as it is; nothing is decided there', async () => {
    plays(plan(), { held: 1 });
    const region = await showOpened();
    const row = (await within(region).findByText('120')).closest('tr');
    expect(row?.querySelector('del')?.textContent).toBe('120');
    expect([...(row?.cells ?? [])].at(-1)?.textContent).toBe('1,412.5');
    expect(row?.textContent).toContain('Billed now $30.00, should be $353.13 a month (+$323.13).');
    expect(row?.textContent).toContain('The portal measures 1,412.5 GB.');
    expect(row?.textContent).not.toContain('On hold');
    const [onHold, ...others] = within(region).getAllByText('On hold');
    expect(others).toEqual([]);
    expect(onHold?.closest('tr')?.textContent).toContain('Local Backup Storage');
    expect(onHold?.parentElement?.textContent).toBe('On hold The quantity drops to zero.');
    expect(region.textContent).toContain('Left as it is');
    expect(region.textContent).toContain('Email Filtering is switched off.');
    expect(region.textContent).not.toContain('What was planned.');
    expect(within(region).queryByRole('checkbox')).toBeNull();
    expect(within(region).queryByRole('button')).toBeNull();
  });

  it('are not on hold where the action approves them', async () => {
    plays(plan({ changes: [guarded] }), {}, bulkAction({ kind: 'approve' }));
    const region = await showOpened();
    expect(await within(region).findByText('The quantity drops to zero.')).toBeTruthy();
    expect(within(region).queryByText('On hold')).toBeNull();
  });

  it('are folded where there are many, except those on hold', async () => {
    const many = Array.from({ length: 30 }, (_, nth) => ({ ...change, id: `m${nth}` }));
    plays(plan({ changes: [...many, guarded] }));
    const region = await showOpened();
    const folded = (await within(region).findByText('30 changes')).closest('details');
    expect(folded?.open).toBe(false);
    expect(folded?.textContent).not.toContain('Local Backup Storage');
    expect(within(region).getByText('On hold').closest('details')).toBeNull();
  });

  it.each<[string, Plan | null, Partial<BulkActionRow>]>([
    ['The plan is no longer kept.', null, {}],
    ['Nothing is planned for this company.', null, { state: 'failed', changes: 0, money: [] }],
    ['Nothing to change.', plan({ changes: [], skipped: [] }), { state: 'nothing', changes: 0, money: [] }],
  ])('say what is not there: %s', async (words, planned, row) => {
    plays(planned, row);
    const region = await showOpened();
    expect(await within(region).findByText(words)).toBeTruthy();
    expect(within(region).queryByRole('table')).toBeNull();
  });

  it('say why they cannot be read, and are read at a click', async () => {
    const held = plays(plan());
    const answer = worker.getMockImplementation();
    answers({
      'bulk-action.view': () => held.view,
      'bulk-action.rows': { rows: [held.row], total: 1 },
    });
    const region = await showOpened();
    expect(await within(region).findByText('Check the network.')).toBeTruthy();
    expect(within(region).queryByText('The plan is no longer kept.')).toBeNull();
    if (answer) worker.mockImplementation(answer);
    fireEvent.click(within(region).getByRole('button', { name: 'Try again' }));
    expect(await within(region).findByText('120')).toBeTruthy();
    expect(within(region).queryByText('Check the network.')).toBeNull();
  });

  it('stay open while the action goes on, and lead to the journal once it was applied', async () => {
    const held = plays(plan(), {}, bulkAction({ state: 'applying', done: 1 }));
    await showOpened();
    await waitFor(async () => expect(await openedText()).toContain('1,412.5'));
    held.row = { ...held.row, state: 'applied' };
    held.view = bulkAction({ state: 'done', done: 40 });
    await vi.advanceTimersByTimeAsync(1_100);
    await waitFor(async () => expect(await openedText()).toContain('What was planned.'));
    expect((await opener()).getAttribute('aria-expanded')).toBe('true');
    const link = screen.getByRole('link', { name: 'journal of Company 1' });
    expect(link.getAttribute('href')).toBe('#companies/201');
    expect(screen.getByRole('link', { name: 'Company 1' }).getAttribute('href')).toBe('#companies/201');
    expect(sent('bulk-action.changes')).toHaveLength(1);
  });
});
