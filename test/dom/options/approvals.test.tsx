import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApprovalsSection } from '../../../components/options/approvals-section.tsx';
import type { ApprovalList } from '../../../lib/domain/approval.ts';
import { VIEWER, VIEWER_SENTENCE } from '../../support/builders/company-views.ts';
import { approval, approvalList, bulkAction, monthly } from '../../support/builders/fleet.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const ZERO = approval(2, { guard: { code: 'GUARD-ZERO', message: 'The quantity drops to zero.' } });
const BOTH = approvalList([approval(1), ZERO], {
  counts: { 'GUARD-JUMP': 70, 'GUARD-ZERO': 30 },
  total: 100,
  money: [monthly(10, 200)],
});

function plays(list: ApprovalList | (() => ApprovalList), more: Record<string, unknown> = {}) {
  answers({
    'approvals.list': list,
    'bulk-action.view': () => null,
    'consent.view': { ...VIEWER, mode: 'automatic' },
    ...more,
  });
}

const show = (companyId?: number) => render(<ApprovalsSection visible={true} companyId={companyId} />);
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const box = (nth: number) => screen.getByRole('checkbox', { name: new RegExp(`^Select .*, Company ${nth}$`) });

beforeEach(() => {
  worker.mockReset();
  location.hash = '#approvals';
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the list of what waits for approval', () => {
  it('shows company, line, old and new value, money, reason and since when', async () => {
    plays(approvalList([approval(1)]));
    show();
    expect(screen.getByText('Loading …')).toBeTruthy();
    const [, row] = await screen.findAllByRole('row');
    if (!row) throw new Error('There is no row.');
    expect(within(row).getByRole('link', { name: 'Company 1' }).getAttribute('href')).toBe('#companies/201');
    expect(row.textContent).toContain('Addition “Online Backup 1” on “Managed Services”');
    expect(row.textContent).toContain('Total quantity: 10 → 200');
    expect(row.querySelector('del')?.textContent).toBe('10');
    expect(row.textContent).toContain('Billed now $5.00, should be $100.00 a month (+$95.00).');
    expect(row.textContent).toContain('The quantity would change by more than 50 %.');
    expect(row.querySelector('time')?.getAttribute('datetime')).toBe('2026-11-21T09:00:00.000Z');
    expect(sent('approvals.list')).toEqual([{ search: '', offset: 0, limit: 50 }]);
  });

  it('says that nothing waits, and nothing that a filter or a search does not fit', async () => {
    plays(approvalList([], { counts: {} }));
    show();
    expect(await screen.findByText('Nothing waits for approval.')).toBeTruthy();
    expect(screen.queryByLabelText('Search approvals')).toBeNull();
    cleanup();
    plays(approvalList([], { counts: { 'GUARD-JUMP': 3 } }));
    show();
    expect(await screen.findByText('Nothing of this filter waits for approval.')).toBeTruthy();
    fireEvent.input(screen.getByLabelText('Search approvals'), { target: { value: 'Eddie' } });
    expect(await screen.findByText('No change of this filter contains “Eddie”.')).toBeTruthy();
    await waitFor(() => expect(sent('approvals.list').at(-1)).toMatchObject({ search: 'Eddie' }));
  });

  it('filters by reason, with counts, and pages', async () => {
    plays(BOTH);
    show();
    expect((await button('All reasons 100')).getAttribute('aria-pressed')).toBe('true');
    expect(screen.queryByRole('button', { name: /^Price/ })).toBeNull();
    expect(screen.getByText('1–50 of 100')).toBeTruthy();
    fireEvent.click(await button('Next'));
    await waitFor(() => expect(sent('approvals.list').at(-1)).toMatchObject({ offset: 50 }));
    fireEvent.click(await button('Drops to zero 30'));
    await waitFor(() =>
      expect(sent('approvals.list').at(-1)).toEqual({ guard: 'GUARD-ZERO', search: '', offset: 0, limit: 50 }),
    );
  });

  it('approves single ones through the preview of a bulk action', async () => {
    plays(BOTH, { 'bulk-action.plan': bulkAction({ kind: 'approve' }) });
    show();
    await button('All reasons 100');
    expect(screen.queryByRole('button', { name: 'Approve…' })).toBeNull();
    fireEvent.click(box(1));
    fireEvent.click(box(2));
    fireEvent.click(box(1));
    expect(screen.getByText('1 change selected')).toBeTruthy();
    fireEvent.click(await button('Approve…'));
    await waitFor(() => expect(location.hash).toBe('#companies/bulk-action'));
    expect(sent('bulk-action.plan')).toEqual([
      {
        kind: 'approve',
        companies: { ids: [202] },
        approvals: { changes: [{ companyId: 202, changeId: 'c2', version: 'v2' }] },
      },
    ]);
    expect(sent('plan.apply')).toEqual([]);
  });

  it('forgets what is selected once its preview is made, and keeps it where that is refused', async () => {
    plays(BOTH);
    show();
    await button('All reasons 100');
    fireEvent.click(box(1));
    fireEvent.click(await button('Approve…'));
    expect(await screen.findByText('Check the network.')).toBeTruthy();
    expect(screen.getByText('1 change selected')).toBeTruthy();
    expect(location.hash).toBe('#approvals');
    plays(BOTH, { 'bulk-action.plan': bulkAction({ kind: 'approve' }) });
    fireEvent.click(await button('Approve…'));
    await waitFor(() => expect(location.hash).toBe('#companies/bulk-action'));
    expect(screen.queryByText('1 change selected')).toBeNull();
    expect((box(1) as HTMLInputElement).checked).toBe(false);
    expect(screen.queryByRole('button', { name: 'Approve…' })).toBeNull();
  });

  it('leads to the bulk action that approves, and is read again once that has ended', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const held = { action: bulkAction({ kind: 'approve', state: 'applying' }) };
    plays(BOTH, { 'bulk-action.view': () => held.action });
    show();
    const link = await screen.findByRole('link', { name: 'Open the bulk action' });
    expect(link.getAttribute('href')).toBe('#companies/bulk-action');
    expect(link.parentElement?.textContent).toContain('Approve held changes (applying): ');
    await vi.advanceTimersByTimeAsync(5_100);
    expect(sent('approvals.list')).toHaveLength(1);
    held.action = bulkAction({ kind: 'approve', state: 'done' });
    await vi.advanceTimersByTimeAsync(5_100);
    expect(screen.queryByRole('link', { name: 'Open the bulk action' })).toBeNull();
    expect(sent('approvals.list')).toHaveLength(2);
  });

  it('approves all of a reason by the query and the number that was seen', async () => {
    plays(BOTH, { 'bulk-action.plan': bulkAction({ kind: 'approve' }) });
    show();
    fireEvent.click(await button('Drops to zero 30'));
    await waitFor(() => expect(sent('approvals.list').at(-1)).toMatchObject({ guard: 'GUARD-ZERO' }));
    fireEvent.click(await button('Select all 100 that fit the filter'));
    expect(screen.getByText('All 100 changes that fit the filter are selected')).toBeTruthy();
    expect((box(1) as HTMLInputElement).checked).toBe(true);
    fireEvent.click(await button('Approve…'));
    await waitFor(() => expect(sent('bulk-action.plan')).toHaveLength(1));
    expect(sent('bulk-action.plan')[0]).toMatchObject({
      approvals: { query: { search: '', guard: 'GUARD-ZERO' }, digest: 'd1' },
    });
  });

  it('forgets that all are selected once the list is another one', async () => {
    plays(BOTH);
    show();
    fireEvent.click(await button('Select all 100 that fit the filter'));
    fireEvent.click(await button('Large change 70'));
    expect(screen.queryByText(/are selected$/)).toBeNull();
    fireEvent.click(await button('Select all 100 that fit the filter'));
    fireEvent.input(screen.getByLabelText('Search approvals'), { target: { value: 'Fox' } });
    expect(screen.queryByText(/are selected$/)).toBeNull();
  });

  it('keeps no selection for the list of another company', async () => {
    plays(BOTH);
    const { rerender } = show();
    await button('All reasons 100');
    fireEvent.click(box(1));
    expect(screen.getByText('1 change selected')).toBeTruthy();
    rerender(<ApprovalsSection visible={true} companyId={202} />);
    expect(screen.queryByText('1 change selected')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Approve…' })).toBeNull();
  });

  it('shows one company by the address, and all of it can be selected', async () => {
    plays(approvalList([approval(1)]), { 'approvals.reject': { rejected: 1 } });
    const { rerender } = show(201);
    await waitFor(() =>
      expect(sent('approvals.list')[0]).toEqual({ companyId: 201, search: '', offset: 0, limit: 50 }),
    );
    expect((await screen.findByRole('link', { name: 'Show all companies' })).getAttribute('href')).toBe('#approvals');
    fireEvent.click(await button('Select all 1 that fit the filter'));
    fireEvent.click(await button('Reject'));
    await waitFor(() =>
      expect(sent('approvals.reject')).toEqual([{ query: { search: '', companyId: 201 }, digest: 'd1' }]),
    );
    rerender(<ApprovalsSection visible={true} companyId={undefined} />);
    await waitFor(() => expect(sent('approvals.list').at(-1)).toEqual({ search: '', offset: 0, limit: 50 }));
  });

  it('rejects, says until when, and restores', async () => {
    const held = { list: BOTH };
    plays(() => held.list, {
      'approvals.reject': () => {
        held.list = approvalList([ZERO], { rejected: 1 });
        return { rejected: 1 };
      },
      'approvals.restore': () => {
        held.list = BOTH;
        return { restored: 1 };
      },
    });
    show();
    expect(await screen.findByText(/A rejected change is not proposed again until its values differ\.$/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Restore/ })).toBeNull();
    fireEvent.click(box(1));
    fireEvent.click(await button('Reject'));
    expect(
      await screen.findByText('1 change rejected: it is not proposed again until its values differ.'),
    ).toBeTruthy();
    expect(sent('approvals.reject')).toEqual([{ changes: [{ companyId: 201, changeId: 'c1', version: 'v1' }] }]);
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Company 1' })).toBeNull());
    fireEvent.click(await button('Restore rejected (1)'));
    expect(await screen.findByText('1 change restored.')).toBeTruthy();
    expect(await screen.findByRole('link', { name: 'Company 1' })).toBeTruthy();
  });

  it('shows why something was refused, once, and keeps the list', async () => {
    plays(BOTH);
    show();
    await button('All reasons 100');
    fireEvent.click(box(1));
    fireEvent.click(await button('Reject'));
    expect(await screen.findByText('Check the network.')).toBeTruthy();
    expect(screen.getAllByText(DOWN.message)).toHaveLength(1);
    expect(screen.getByRole('link', { name: 'Company 1' })).toBeTruthy();
  });

  it('decides nothing in a browser that only views, and says who does', async () => {
    plays({ ...BOTH, rejected: 3 }, { 'consent.view': VIEWER });
    show();
    expect(await screen.findByText(VIEWER_SENTENCE)).toBeTruthy();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: /^(Select all|Restore)/ })).toBeNull();
    expect(screen.getByRole('link', { name: 'Company 1' })).toBeTruthy();
  });
});
