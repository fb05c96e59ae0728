import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import type { VNode } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApprovalsCount } from '../../../components/options/approvals-count.tsx';
import { ApprovalsSection } from '../../../components/options/approvals-section.tsx';
import { BulkActionPage } from '../../../components/options/bulk-action-page.tsx';
import { CompanyPage } from '../../../components/options/company-page.tsx';
import { FleetPage } from '../../../components/options/fleet-page.tsx';
import type { BulkSyncView } from '../../../lib/domain/bulk-sync-view.ts';
import { companyView, ended, plan, VIEWER } from '../../support/builders/company-views.ts';
import { approval, approvalList, bulkAction, fleetView, windowOf } from '../../support/builders/fleet.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const COMPARING: BulkSyncView = {
  id: 'f1',
  state: 'running',
  startedAt: '2026-11-21T11:56:00.000Z',
  total: 340,
  done: 127,
  updated: 0,
  unchanged: 0,
  needsUser: 0,
  notLinked: 0,
};

/** A worker where so many changes wait. */
function plays(first: number, more: Record<string, unknown> = {}) {
  const held = { waiting: first };
  answers({
    'approvals.list': () => approvalList([approval(1)], { counts: { 'GUARD-JUMP': held.waiting } }),
    'bulk-action.view': () => null,
    'consent.view': { ...VIEWER, mode: 'automatic' },
    ...more,
  });
  return held;
}

/** The count beside a section, which asks first. */
async function show(section: VNode) {
  render(
    <>
      <output>
        <ApprovalsCount />
      </output>
      {section}
    </>,
  );
  await vi.advanceTimersByTimeAsync(1_000);
}
const counted = () => document.querySelector('output')?.textContent?.trim();

/** Less than what the count waits for by itself. */
const aMoment = () => vi.advanceTimersByTimeAsync(6_000);

beforeEach(() => {
  worker.mockReset();
  vi.useFakeTimers({ shouldAdvanceTime: true, now: Date.parse('2026-11-21T12:00:00.000Z') });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the count of approvals in the navigation', () => {
  it('adds up all reasons, and is not there where nothing waits', async () => {
    answers({
      'approvals.list': approvalList([approval(1)], { counts: { 'GUARD-JUMP': 70, 'GUARD-ZERO': 30 } }),
    });
    const { container } = render(<ApprovalsCount />);
    await waitFor(() => expect(container.textContent?.trim()).toBe('100 waiting'));
    expect(sent('approvals.list')).toEqual([{ search: '', offset: 0, limit: 1 }]);
    cleanup();
    plays(0);
    const { container: none } = render(<ApprovalsCount />);
    await waitFor(() => expect(sent('approvals.list')).toHaveLength(2));
    expect(none.textContent).toBe('');
  });

  it('is read again when a comparison ends, not while it goes on', async () => {
    const shown = { view: fleetView({ progress: COMPARING }) };
    const held = plays(3, { 'fleet.view': () => shown.view, 'fleet.rows': windowOf(3) });
    await show(<FleetPage visible={true} />);
    await waitFor(() => expect(counted()).toBe('3 waiting'));
    await screen.findByText('127 of 340 customers');
    held.waiting = 5;
    await aMoment();
    expect(counted()).toBe('3 waiting');
    shown.view = fleetView({ progress: { ...COMPARING, state: 'done' } });
    await aMoment();
    expect(counted()).toBe('5 waiting');
  });

  it('is read again when a bulk action ends, not while it goes on', async () => {
    const shown = { view: bulkAction({ kind: 'approve', state: 'applying' }) };
    const held = plays(3, {
      'bulk-action.view': () => shown.view,
      'bulk-action.rows': { rows: [], total: 0 },
    });
    await show(<BulkActionPage visible={true} />);
    await waitFor(() => expect(counted()).toBe('3 waiting'));
    await screen.findByRole('button', { name: 'Pause' });
    held.waiting = 0;
    await aMoment();
    expect(counted()).toBe('3 waiting');
    shown.view = bulkAction({ kind: 'approve', state: 'done' });
    await aMoment();
    expect(counted()).toBe('');
  });

  it('is read again after changes were rejected and restored', async () => {
    const list = { rejected: 0 };
    const held = plays(3, {
      'approvals.list': () =>
        approvalList([approval(1)], { counts: { 'GUARD-JUMP': held.waiting }, rejected: list.rejected }),
      'approvals.reject': () => {
        held.waiting = 2;
        list.rejected = 1;
        return { rejected: 1 };
      },
      'approvals.restore': () => {
        held.waiting = 3;
        return { restored: 1 };
      },
    });
    await show(<ApprovalsSection visible={true} companyId={undefined} />);
    fireEvent.click(await screen.findByRole('checkbox'));
    await waitFor(() => expect(counted()).toBe('3 waiting'));
    fireEvent.click(screen.getByRole('button', { name: 'Reject' }));
    await waitFor(() => expect(counted()).toBe('2 waiting'));
    fireEvent.click(await screen.findByRole('button', { name: 'Restore rejected (1)' }));
    await waitFor(() => expect(counted()).toBe('3 waiting'));
  });

  it('is read again after a run of a company page', async () => {
    const held = plays(3, {
      'company.view': companyView(),
      'company.history': { days: [], accounts: [] },
      'company.usage': { days: [], customers: [] },
      'company.plan': plan(),
      'plan.apply': () => {
        held.waiting = 2;
        return { runId: 'r1' };
      },
      'run.view': { run: ended, entries: [] },
      'journal.list': { runs: [ended], entries: [], unchanged: 0 },
    });
    await show(<CompanyPage companyId={101} visible={true} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Preview…' }));
    fireEvent.click(await screen.findByRole('button', { name: /^Apply/ }));
    await aMoment();
    expect(counted()).toBe('2 waiting');
  });
});
