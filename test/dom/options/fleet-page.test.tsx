import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FleetPage } from '../../../components/options/fleet-page.tsx';
import type { BulkSyncView } from '../../../lib/domain/bulk-sync-view.ts';
import type { FleetView } from '../../../lib/domain/fleet.ts';
import type { Failure } from '../../../lib/shared/errors.ts';
import { VIEWER, VIEWER_SENTENCE } from '../../support/builders/company-views.ts';
import { bulkAction, fleetView, windowOf } from '../../support/builders/fleet.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
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
  remainingSeconds: 120,
};
const NO_RIGHT: Failure = {
  code: 'missing-right',
  message: 'The API member may not read the report Company.',
  nextStep: 'Grant the security role Reports › Inquire.',
};

/** A worker with a list of so many companies, whose comparison begins and ends as it is asked for. */
function plays(first: FleetView, more: Record<string, unknown> = {}) {
  const held = { current: first };
  answers({
    'fleet.view': () => held.current,
    'fleet.rows': windowOf(40),
    'fleet.compare': () => {
      held.current = { ...held.current, progress: COMPARING };
      return held.current;
    },
    'fleet.cancel': () => {
      held.current = { ...held.current, progress: { ...COMPARING, state: 'cancelled' } };
      return held.current;
    },
    'bulk-action.view': () => null,
    'consent.view': { ...VIEWER, mode: 'automatic' },
    ...more,
  });
  return held;
}

const show = () => render(<FleetPage visible={true} />);
const button = (name: string) => screen.findByRole('button', { name });

beforeEach(() => {
  worker.mockReset();
  location.hash = '#companies';
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the page of all companies', () => {
  it('asks for the first rows together with the view', async () => {
    worker.mockReturnValue(new Promise<never>(() => undefined));
    show();
    await waitFor(() => expect(sent('fleet.rows')).toHaveLength(1));
    expect(sent('fleet.view')).toHaveLength(1);
  });

  it('says before the first comparison what it does, and starts one', async () => {
    plays(fleetView({ comparedAt: null }));
    show();
    expect(screen.getByText('Loading …')).toBeTruthy();
    expect(await screen.findByText('Not compared yet')).toBeTruthy();
    expect(screen.getByText(/It only reads: nothing is written\.$/)).toBeTruthy();
    // Without a comparison there is no list to act on.
    expect(screen.queryByRole('button', { name: 'Preview sync of all customers…' })).toBeNull();
    expect(screen.queryByRole('table', { name: 'All companies' })).toBeNull();
    fireEvent.click(await button('Compare now'));
    expect(await screen.findByRole('progressbar', { name: '127 of 340 customers' })).toBeTruthy();
    expect(screen.getByText('about 2 minutes left')).toBeTruthy();
    expect(screen.queryByText('Not compared yet')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Compare now' })).toBeNull();
    fireEvent.click(await button('Cancel'));
    expect(await button('Compare now')).toBeTruthy();
  });

  it('reads the rows once the first comparison has ended, and shows none of before', async () => {
    const rows = { count: 0 };
    const held = plays(fleetView({ comparedAt: null }), {
      'fleet.rows': (query: Parameters<ReturnType<typeof windowOf>>[0]) => windowOf(rows.count)(query),
    });
    show();
    let saysEmpty = false;
    new MutationObserver(() => {
      saysEmpty ||= screen.queryByText('The portal has no customers yet.') !== null;
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
    fireEvent.click(await button('Compare now'));
    await screen.findByRole('progressbar', { name: '127 of 340 customers' });
    Object.assign(rows, { count: 40 });
    held.current = fleetView();
    await waitFor(() => expect(screen.getByText('40 companies')).toBeTruthy(), { timeout: 3_000 });
    expect(saysEmpty).toBe(false);
    expect(sent('fleet.rows')).toHaveLength(2);
  });

  it('says how old the comparison is and through which API it was read', async () => {
    plays(fleetView());
    const { container } = show();
    await button('Compare now');
    expect(container.textContent).toContain('Compared 12 minutes ago. Read through ConnectWise’s reports.');
    cleanup();
    plays(fleetView({ source: 'records', sourceFailure: NO_RIGHT }));
    const { container: slow } = show();
    await button('Compare now');
    expect(slow.textContent).toContain(
      'Read record by record: The API member may not read the report Company. Grant the security role Reports › Inquire.',
    );
  });

  it('shows the money per cycle and year, and the companies behind it', async () => {
    const totals: FleetView['totals'] = [
      {
        tooLittle: { perCycle: 3682.8, perYear: 44_193.6 },
        tooMuch: { perCycle: 0, perYear: 0 },
        companiesTooLittle: 12,
        companiesTooMuch: 0,
        currency: { symbol: '$', code: 'USD' },
        cycle: 'Monthly',
      },
      {
        tooLittle: { perCycle: 0 },
        tooMuch: { perCycle: 20, perYear: 20 },
        companiesTooLittle: 0,
        companiesTooMuch: 1,
        currency: { symbol: '€', code: 'EUR' },
        cycle: 'Annual',
      },
    ];
    plays(fleetView({ totals }));
    show();
    await button('Compare now');
    const lines = screen.getAllByRole('term').map((term) => `${term.textContent}: ${term.nextSibling?.textContent}`);
    expect(lines).toEqual([
      'Billed too little: $3,682.80 a month ($44,193.60 a year) 12 companies',
      'Billed too much: €20.00 a year 1 company',
    ]);
    cleanup();
    plays(fleetView());
    show();
    expect(await screen.findByText('No quantity differs.')).toBeTruthy();
  });

  it('reads a running comparison every second, and the list again when it ends', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, now: NOW });
    const held = plays(fleetView({ progress: COMPARING }));
    show();
    await screen.findByText('127 of 340 customers');
    await waitFor(() => expect(sent('fleet.rows')).toHaveLength(1));
    const rows = sent('fleet.rows').length;
    held.current = fleetView({ progress: { ...COMPARING, done: 200 } });
    await vi.advanceTimersByTimeAsync(1_100);
    expect(screen.getByText('200 of 340 customers')).toBeTruthy();
    expect(sent('fleet.rows')).toHaveLength(rows);
    held.current = fleetView({ comparedAt: '2026-11-21T12:00:00.000Z', progress: { ...COMPARING, state: 'done' } });
    await vi.advanceTimersByTimeAsync(1_100);
    expect(await button('Compare now')).toBeTruthy();
    await waitFor(() => expect(sent('fleet.rows').length).toBeGreaterThan(rows));
    const views = sent('fleet.view').length;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(sent('fleet.view').length).toBeLessThanOrEqual(views + 1);
  });

  it('shows that a comparison waits for a connection, and why, once', async () => {
    plays(fleetView({ progress: { ...COMPARING, state: 'paused', failure: DOWN } }));
    show();
    expect(await screen.findByText(/waits and continues by itself/)).toBeTruthy();
    expect(screen.getAllByText('Check the network.')).toHaveLength(1);
    expect(screen.queryByText('about 2 minutes left')).toBeNull();
    expect(await button('Cancel')).toBeTruthy();
  });

  it('names the companies that were not compared, as a filter', async () => {
    plays(fleetView({}, { all: 40, 'not-compared': 3 }));
    show();
    expect(
      await screen.findByText('3 companies were not compared: the filter “Not compared” lists them with the reason.'),
    ).toBeTruthy();
    fireEvent.click(await button('Not compared 3'));
    await waitFor(() => expect(sent('fleet.rows').at(-1)).toMatchObject({ filter: 'not-compared' }));
    expect(screen.queryByText(/^3 companies were not compared/)).toBeNull();
  });

  it('shows why nothing can be shown, and that a right is missing', async () => {
    answers({});
    show();
    expect(await screen.findByText('Check the network.')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
    cleanup();
    plays(fleetView({ comparedAt: null }));
    const answer = worker.getMockImplementation();
    worker.mockImplementation((async (...asked: Parameters<typeof worker>) =>
      asked[0] === 'fleet.compare' ? { ok: false, failure: NO_RIGHT } : answer?.(...asked)) as typeof worker);
    show();
    fireEvent.click(await button('Compare now'));
    expect(await screen.findByText('Grant the security role Reports › Inquire.')).toBeTruthy();
    expect(screen.getAllByText(NO_RIGHT.message)).toHaveLength(1);
    expect(await button('Compare now')).toBeTruthy();
  });

  it('begins a sync of all customers with a preview, and goes to it', async () => {
    plays(fleetView(), { 'bulk-action.plan': bulkAction({ state: 'planning' }) });
    show();
    fireEvent.click(await button('Preview sync of all customers…'));
    await waitFor(() => expect(location.hash).toBe('#companies/bulk-action'));
    expect(sent('bulk-action.plan')).toEqual([{ kind: 'sync', companies: { filter: 'all', search: '' } }]);
    expect(sent('bulk-sync.start')).toEqual([]);
  });

  it('stays where a preview is refused, and shows why', async () => {
    plays(fleetView());
    show();
    fireEvent.click(await button('Preview sync of all customers…'));
    expect(await screen.findByText('Check the network.')).toBeTruthy();
    expect(location.hash).toBe('#companies');
  });

  it('leads to a bulk action that is not over', async () => {
    plays(fleetView(), { 'bulk-action.view': bulkAction({ kind: 'serials', state: 'paused' }) });
    show();
    const link = await screen.findByRole('link', { name: 'Open the bulk action' });
    expect(link.getAttribute('href')).toBe('#companies/bulk-action');
    expect(link.parentElement?.textContent).toContain('Fix serial numbers (paused): ');
    cleanup();
    plays(fleetView(), { 'bulk-action.view': bulkAction({ state: 'done' }) });
    show();
    await button('Compare now');
    expect(screen.queryByRole('link', { name: 'Open the bulk action' })).toBeNull();
  });

  it('offers no write in a browser that only views, and says who writes', async () => {
    plays(fleetView(), { 'consent.view': VIEWER });
    show();
    expect(await screen.findByText(VIEWER_SENTENCE)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Preview sync of all customers…' })).toBeNull();
    // Looking writes nothing.
    expect(await button('Compare now')).toBeTruthy();
    await waitFor(() => expect(within(document.body).queryByText('Export CSV')).toBeTruthy());
  });

  it('is not read while another section is shown', async () => {
    plays(fleetView());
    const { rerender } = render(<FleetPage visible={false} />);
    expect(worker).not.toHaveBeenCalled();
    rerender(<FleetPage visible={true} />);
    await waitFor(() => expect(sent('fleet.view')).not.toEqual([]));
  });
});
