import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SetupSection } from '../../../components/options/setup-section.tsx';
import { setupCheck, setupReport } from '../../support/builders/setup-reports.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const CONNECTED = {
  connectWise: { siteUrl: 'na.myconnectwise.net', site: 'na.myconnectwise.net' },
  portal: { kind: 'efs-portal', baseUrl: 'https://portal.example.com', hasKey: true },
  states: { connectWise: { state: 'ok' }, portal: { state: 'ok' } },
};
const NOTHING = {
  connectWise: null,
  portal: null,
  states: { connectWise: { state: 'not-connected' }, portal: { state: 'not-connected' } },
};
const COUNTS = '1 failed, 1 warning, 1 to check by hand, 1 not known, 2 OK.';
const STATUS = { sync: { mode: 'review' } };

const show = () => render(<SetupSection visible />);
const area = (name: string) => within(screen.getByRole('region', { name }));

beforeEach(() => worker.mockReset());
afterEach(cleanup);

describe('the set-up page', () => {
  it('lists what is not OK by area with state, evidence, next step, path and values, and folds the rest to a line', async () => {
    answers({ 'connection.view': CONNECTED, 'status.view': STATUS, 'setup.report': setupReport() });
    show();
    await screen.findByText(COUNTS);
    const solution = area('Management solution and integration');
    for (const text of ['Failed', 'There is no management solution named eFolder.', 'Create it.', 'eFolder'])
      expect(solution.getByText(text)).toBeTruthy();
    expect(solution.getByText('System › Setup Tables › Management IT')).toBeTruthy();
    expect(solution.getByRole('button', { name: 'Copy Name' })).toBeTruthy();
    expect(area('ConnectWise').getByText(/^2 OK: API keys, Client ID$/)).toBeTruthy();
    expect(area('Notification rules').getByText('Open Notification rules').getAttribute('href')).toBe('#rules');
  });

  it('shows only what is not OK on request, with the number', async () => {
    answers({ 'connection.view': CONNECTED, 'status.view': STATUS, 'setup.report': setupReport() });
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Not OK 4' }));
    expect(screen.queryByText(/^2 OK/)).toBeNull();
    expect(area('Management solution and integration').getByText(/no management solution/)).toBeTruthy();
  });

  it('says that all is OK', async () => {
    answers({
      'connection.view': CONNECTED,
      'status.view': STATUS,
      'setup.report': setupReport({ checks: [setupCheck()] }),
    });
    show();
    await screen.findByText('All 1 checks are OK.');
  });

  it('checks at once where it was never checked, and again on request', async () => {
    const reports = [null, setupReport()];
    let asked = 0;
    answers({
      'connection.view': CONNECTED,
      'status.view': STATUS,
      'setup.report': ({ refresh }: { refresh: boolean }) => {
        if (refresh) asked += 1;
        return reports[Math.min(asked, 1)] ?? null;
      },
    });
    show();
    await screen.findByText(COUNTS);
    expect(sent('setup.report')).toContainEqual({ refresh: true });
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    await waitFor(() => expect(asked).toBe(2));
  });

  it('leads to the welcome page while nothing is connected, and checks nothing', async () => {
    answers({ 'connection.view': NOTHING, 'status.view': {}, 'setup.report': null });
    show();
    await screen.findByText(/Nothing is connected yet/);
    expect(screen.getByRole('link', { name: 'Finish set-up' }).getAttribute('href')).toBe('/welcome.html');
    expect(sent('setup.report')).toEqual([{ refresh: false }]);
    expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull();
  });

  it('keeps the last report when the checks cannot be run, and says why', async () => {
    answers({
      'connection.view': CONNECTED,
      'status.view': STATUS,
      'setup.report': setupReport(),
    });
    show();
    await screen.findByText(COUNTS);
    worker.mockImplementation((async () => ({ ok: false, failure: DOWN })) as never);
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    await screen.findByText(DOWN.message);
    expect(screen.getByText(COUNTS)).toBeTruthy();
  });

  it('offers no fix to a viewer, and says who fixes', async () => {
    answers({
      'connection.view': CONNECTED,
      'status.view': { sync: { mode: 'viewer' } },
      'setup.report': setupReport(),
    });
    show();
    await screen.findByText(/This browser only reads/);
    expect(screen.queryByRole('button', { name: /Fix it|Set up ConnectWise/ })).toBeNull();
  });

  it('prints one table with every check, its state and what to do', async () => {
    answers({ 'connection.view': CONNECTED, 'status.view': STATUS, 'setup.report': setupReport() });
    const print = vi.fn();
    vi.stubGlobal('print', print);
    const { container } = show();
    fireEvent.click(await screen.findByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledOnce();
    const printed = container.querySelector('.bb-printed');
    expect(printed?.textContent).toContain('na.myconnectwise.net/acme');
    expect(printed?.querySelectorAll('tbody td:first-child')).toHaveLength(6);
    expect(printed?.textContent).toContain('Create it. System › Setup Tables › Management IT');
  });
});
