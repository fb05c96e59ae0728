import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Overview } from '../../../components/panel/overview.tsx';
import type { HistoryState, PanelState } from '../../../components/panel/panel-state.ts';
import type { AccountView, CustomerView } from '../../../lib/domain/company-view.ts';
import type { HealthHistory, HealthHistoryCell } from '../../../lib/domain/health-history.ts';
import { account, companyView, NOW } from '../../support/builders/company-views.ts';

afterEach(cleanup);

const customerOf = (accounts: AccountView[], part: Partial<CustomerView> = {}): CustomerView => {
  const [customer] = companyView().customers;
  if (!customer) throw new Error('no customer in the sample');
  return { ...customer, accounts, ...part };
};
const history = (...accounts: [name: string, cells: HealthHistoryCell[], efsId?: string][]): HealthHistory => ({
  days: ['2026-11-20', '2026-11-21'],
  accounts: accounts.map(([accountId, cells, efsId = 'EFS-342']) => ({ efsId, accountId, name: accountId, cells })),
});

function show(customers: CustomerView[], days: HistoryState = 'notRead') {
  const state: PanelState = {
    companyName: '',
    view: companyView({ customers, findings: [] }),
    history: days,
    usage: 'notRead',
    loading: false,
    failure: null,
    preview: null,
    waitingFor: null,
    run: null,
    screenIsOld: false,
    now: NOW,
  };
  const nothing = vi.fn();
  const actions = {
    refresh: nothing,
    readUsage: nothing,
    syncNow: nothing,
    previewSync: nothing,
    previewFix: nothing,
    previewLink: nothing,
    previewUndo: nothing,
    apply: nothing,
    allow: nothing,
    cancelPreview: nothing,
    cancelRun: nothing,
    closeRun: nothing,
  };
  render(
    <Overview
      state={state}
      actions={actions}
      busy={false}
      isReported={() => false}
      hrefOf={(id) => `https://cw.example/${id}`}
    />,
  );
}
const rows = () => [...document.querySelectorAll('.account')];

describe('many accounts', () => {
  const many = (n: number) =>
    Array.from({ length: n }, (_, i) => account(`PC-${i}`, i === n - 1 ? 'error' : 'ok', 'why'));

  it('begin with the worst and unfold some at a time', () => {
    show([customerOf(many(200))]);
    expect(rows()).toHaveLength(12);
    expect(rows()[0]?.textContent).toContain('PC-199');
    fireEvent.click(screen.getByRole('button', { name: 'and 188 more' }));
    expect(rows()).toHaveLength(62);
    expect(document.activeElement).toBe(screen.getByRole('list', { name: '200 accounts' }));
    for (let i = 0; i < 3; i += 1) fireEvent.click(screen.getByRole('button', { name: /^and .* more$/ }));
    expect(rows()).toHaveLength(200);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('are not folded for one or two', () => {
    show([customerOf(many(14))]);
    expect(rows()).toHaveLength(14);
  });
});

it('shows the customer with errors first, whichever was entered first', () => {
  const well = customerOf([account('A', 'ok', '')], { efsId: 'EFS-1', health: { state: 'ok', reason: '' } });
  const ill = customerOf([account('B', 'error', '')], { efsId: 'EFS-2' });
  show([well, ill]);
  expect([...document.querySelectorAll('.customer .bb-pill')].map((tag) => tag.textContent)).toEqual([
    'EFS-2',
    'EFS-1',
  ]);
});

describe('the days of each account', () => {
  const two = customerOf([account('A', 'error', ''), account('B', 'ok', '')]);
  const pictures = () => rows().map((row) => row.querySelector('svg[role=img]')?.getAttribute('aria-label') ?? null);

  it('are shown beside their own account, by EFS id and account', () => {
    show([two], history(['B', ['ok', 'ok']], ['A', ['error', 'error'], 'EFS-9'], ['A', ['warning', 'ok']]));
    expect(pictures()).toEqual([
      'Last 2 days: 1 day with warnings; last warning on Nov 20',
      'Last 2 days: no errors, 2 days OK',
    ]);
    expect(screen.getByText(/^Backup events by day, the last 2 days/)).toBeTruthy();
  });

  it('report when nothing is known about an account', () => {
    show([two], history(['B', ['ok', 'ok']]));
    expect(pictures()[0]).toBe('Last 2 days: nothing reported');
  });

  it.each([
    ['notRead', 'Reading the events of the last days…'],
    ['failed', 'The events of the last days could not be read.'],
    [history(), 'No events stored in this browser yet, so there are no days to show.'],
    [history(['A', ['none', 'none']]), 'No events stored in this browser yet, so there are no days to show.'],
  ] as const)('are named where there are none (%#)', (state, words) => {
    show([two], state);
    expect(screen.getByText(words)).toBeTruthy();
    expect(pictures()).toEqual([null, null]);
  });
});

it('links the open ticket of a failing account', () => {
  const failing = {
    ...account('A', 'error', 'Last backup failed: connection lost.'),
    ticket: { id: 26251, summary: 'Backup of A failed' },
  };
  show([customerOf([failing, account('B', 'ok', '')])]);
  const link = screen.getByRole('link', { name: '#26251' });
  expect(link.getAttribute('href')).toBe('https://cw.example/26251');
  expect(link.title).toBe('#26251: Backup of A failed');
  expect(screen.getAllByRole('link')).toHaveLength(1);
});

describe('an account’s row', () => {
  const hoursAgo = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();
  const one = (
    part: Partial<AccountView['account']>,
    reason = 'Cloud backup.',
    source: CustomerView['source'] = 'x360recover',
  ) => {
    const shown = account('A', 'ok', reason);
    show([customerOf([{ ...shown, account: { ...shown.account, ...part } }], { source })]);
    return rows()[0]?.querySelector('.reason')?.textContent ?? '';
  };

  it('links the device’s page in the portal', () => {
    one({ portalUrl: 'https://my.axcient.net/home/device/1' });
    const link = screen.getByRole<HTMLAnchorElement>('link', { name: 'A' });
    expect([link.href, link.target, link.rel, link.title]).toEqual([
      'https://my.axcient.net/home/device/1',
      '_blank',
      'noreferrer',
      'Open A in the portal',
    ]);
  });

  it.each(['javascript:alert(1)', 'http://my.axcient.net/'])('does not link %s', (portalUrl) => {
    one({ portalUrl });
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('shows what came of the boot check, with its age', () => {
    expect(one({ autoVerify: { healthy: true, at: hoursAgo(3) } })).toContain(
      'Cloud backup. Boot check passed 3h ago.',
    );
    cleanup();
    expect(one({ autoVerify: { healthy: false, at: hoursAgo(3) } })).toContain('Boot check failed 3h ago.');
  });

  it('says once that it failed', () => {
    const reason = `Boot check of the newest backup failed {ago ${hoursAgo(3)}}.`;
    expect(one({ autoVerify: { healthy: false, at: hoursAgo(3) } }, reason).match(/Boot check/g)).toHaveLength(1);
  });

  it('says that there was none, of devices of a portal that checks them', () => {
    expect(one({})).toContain('No boot check.');
    cleanup();
    expect(one({ kind: 'appliance' })).not.toContain('boot check');
    cleanup();
    expect(one({}, 'Cloud backup.', 'efs-portal')).not.toContain('boot check');
  });
});
