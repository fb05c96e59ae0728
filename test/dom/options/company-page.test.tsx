import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CompanyPage } from '../../../components/options/company-page.tsx';
import { companyView, ended, NOW, plan, run, VIEWER, VIEWER_SENTENCE } from '../../support/builders/company-views.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const NONE = { state: 'not-connected' };

function plays(more: Record<string, unknown> = {}) {
  const view = companyView();
  const [customer] = view.customers;
  const [first] = customer?.accounts ?? [];
  if (first) first.ticket = { id: 777, summary: 'Backup failed' };
  answers({
    'company.view': view,
    'company.history': {
      days: ['2026-11-20', '2026-11-21'],
      accounts: [
        { efsId: 'EFS-342', accountId: 'ETV-Truck01', name: 'ETV-Truck01', cells: ['ok', 'error'] },
        { efsId: 'EFS-342', accountId: 'ETV-Primary', name: 'ETV-Primary', cells: ['none', 'ok'] },
      ],
    },
    'company.usage': { days: [], customers: [] },
    'company.plan': plan(),
    'plan.apply': { runId: 'r1' },
    'run.view': { run: ended, entries: [] },
    'journal.list': { runs: [ended], entries: [], unchanged: 0 },
    'connection.view': { connectWise: { site: 'na.myconnectwise.net' }, portal: null, states: undefined },
    ...more,
  });
}

const show = (companyId = 101) => render(<CompanyPage companyId={companyId} visible={true} />);
const button = (name: string) => screen.findByRole('button', { name });

beforeEach(() => {
  worker.mockReset();
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the page of a company', () => {
  it('shows name, accounts, findings, tickets, usage, journal, and the ways on', async () => {
    plays();
    show();
    expect(screen.getByRole('heading', { level: 1, name: 'Company 101' })).toBeTruthy();
    expect(await screen.findByRole('heading', { level: 1, name: "Eddie's TV Repair" })).toBeTruthy();
    expect(sent('company.view')).toEqual([{ companyId: 101, refresh: false }]);
    expect(screen.getByText(/^EFS-342: Backup Stats was entered before/)).toBeTruthy();
    const ticket = screen.getByRole<HTMLAnchorElement>('link', { name: '#777' });
    expect(ticket.href).toMatch(/^https:\/\/na\.myconnectwise\.net\/.*=777$/);
    expect(screen.getByRole('link', { name: 'All companies' }).getAttribute('href')).toBe('#companies');
    expect(screen.getByRole('link', { name: 'What waits for approval' }).getAttribute('href')).toBe('#approvals/101');
    expect(screen.getByRole('link', { name: 'Link of this company' }).getAttribute('href')).toBe(
      "#companies/links/Eddie's%20TV%20Repair",
    );
    const journal = screen.getByRole('region', { name: 'Journal of this company' });
    expect(await within(journal).findByText(/^Sync now · /)).toBeTruthy();
    expect(sent('journal.list')).toEqual([{ companyId: 101, limit: 50, changedOnly: false }]);
  });

  it('has the days of the accounts as a picture and as a table, newest day first', async () => {
    plays();
    show();
    expect(await screen.findAllByRole('img', { name: /^Last 2 days/ })).not.toHaveLength(0);
    fireEvent.click(screen.getByText('Days as a table'));
    const table = screen.getByRole('table', { name: 'Backup events by day: EFS-342', hidden: true });
    const rows = within(table)
      .getAllByRole('row', { hidden: true })
      .map((row) => [...row.children].map(({ textContent }) => textContent));
    expect(rows).toEqual([
      ['Day', 'ETV-Truck01', 'ETV-Primary'],
      ['Nov 21', 'Error', 'OK'],
      ['Nov 20', 'OK', 'Nothing reported'],
    ]);
  });

  it('syncs with a preview, in which a held change can be approved, and reads again after it', async () => {
    plays();
    show();
    fireEvent.click(await button('Preview…'));
    expect(await screen.findByRole('heading', { level: 2, name: 'What a sync would write' })).toBeTruthy();
    expect(sent('plan.apply')).toEqual([]);
    // Money is decided in our own pages.
    fireEvent.click(screen.getByRole('checkbox'));
    fireEvent.click(await button('Apply 2 changes'));
    await waitFor(() => expect(sent('plan.apply')).toEqual([{ planId: 'p1', confirmed: ['c2'] }]));
    await waitFor(() => expect(sent('company.view').at(-1)).toEqual({ companyId: 101, refresh: true }));
    await waitFor(() => expect(sent('journal.list')).toHaveLength(2));
  });

  it('reads old facts again by itself, and new ones at a click', async () => {
    plays({ 'company.view': companyView({ readAt: new Date(NOW - 11 * 60_000).toISOString() }) });
    show();
    await waitFor(() => expect(sent('company.view')).toHaveLength(2));
    expect(sent('company.view')[1]).toEqual({ companyId: 101, refresh: true });
    fireEvent.click(await button('Refresh'));
    await waitFor(() => expect(sent('company.view')).toHaveLength(3));
  });

  it('shows why the company cannot be read, once', async () => {
    const { code, message, nextStep } = DOWN;
    plays({ 'connection.states': undefined });
    const answer = worker.getMockImplementation();
    worker.mockImplementation((async (...asked: Parameters<typeof worker>) =>
      asked[0] === 'company.view'
        ? { ok: false, failure: { code, message, nextStep } }
        : answer?.(...asked)) as typeof worker);
    show();
    expect(await screen.findByText('Check the network.')).toBeTruthy();
    expect(screen.getAllByText(message)).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Sync now' })).toBeNull();
  });

  it.each([
    ['nothing', NONE, NONE, ['ConnectWise: Not connected', 'Backup portal: Not connected']],
    ['ConnectWise alone', { state: 'ok' }, NONE, ['Backup portal: Not connected']],
    ['the portal alone', NONE, { state: 'ok' }, ['ConnectWise: Not connected']],
  ])('with %s connected says what is missing, and links to the first run', async (_, connectWise, portal, missing) => {
    plays({ 'connection.states': { connectWise, portal } });
    const answer = worker.getMockImplementation();
    const failure = { code: 'not-connected', message: 'One side is not connected.' };
    worker.mockImplementation((async (...asked: Parameters<typeof worker>) =>
      asked[0].startsWith('company.') ? { ok: false, failure } : answer?.(...asked)) as typeof worker);
    show();
    const links = await screen.findAllByRole('link', { name: 'Finish set-up' });
    expect(links.map((link) => link.getAttribute('href'))).toEqual(missing.map(() => '/welcome.html'));
    expect(screen.getAllByText(/: Not connected$/).map(({ textContent }) => textContent)).toEqual(missing);
    expect(screen.queryByText(failure.message)).toBeNull();
  });

  it('offers no write in a browser that only views', async () => {
    plays({ 'company.view': companyView({ sync: VIEWER }) });
    show();
    expect(await screen.findByText(VIEWER_SENTENCE)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Sync|Preview|Fix|Put/ })).toBeNull();
  });

  it('follows no run any longer once it is left', async () => {
    plays({ 'company.sync': { runId: 'r1' }, 'run.view': { run: run(), entries: [] } });
    const { unmount } = show();
    fireEvent.click(await button('Sync now'));
    await waitFor(() => expect(sent('run.view').length).toBeGreaterThan(1));
    unmount();
    // Whatever else the page asks for is not meant, and may be on its way.
    const asked = sent('run.view').length;
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(sent('run.view')).toHaveLength(asked);
  });
});
