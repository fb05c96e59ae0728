import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackupReportView } from '../../../components/options/backup-report.tsx';
import { lastMonths } from '../../../components/options/report-months.ts';
import { ReportsSection } from '../../../components/options/reports-section.tsx';
import type { BackupReport, ReportedCustomer } from '../../../lib/domain/backup-report.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const CUSTOMER: ReportedCustomer = {
  efsId: 'EFS-342',
  name: "Eddie's TV Repair",
  health: { state: 'error', reason: 'ETV-Primary: Last backup failed.' },
  jobs: { successes: 41, failed: 3 },
  machines: { totalServers: 2, totalWorkstations: 5, totalManagedMachines: 7 },
  accounts: [
    {
      id: '1001',
      name: 'ETV-Primary',
      plan: 'Select',
      kind: 'server',
      health: { state: 'error', reason: 'Last backup failed.' },
      lastBackupAt: '2026-11-20T02:00:00.000Z',
      cells: ['ok', 'error'],
      daysOk: 1,
      daysWarning: 0,
      daysError: 1,
    },
  ],
  failures: [
    {
      account: 'ETV-Primary',
      type: 'backup-failed',
      severity: 'error',
      count: 3,
      firstAt: '2026-11-02T02:00:00.000Z',
      lastAt: '2026-11-02T04:00:00.000Z',
      message: 'Disk is full.',
    },
  ],
  usage: [{ id: 'online-select', title: 'Online Backup Select', unit: 'GB', quantities: [100, 120], accounts: [] }],
};

const REPORT: BackupReport = {
  companyId: 250,
  companyName: "Eddie's TV Repair",
  month: '2026-11',
  isOver: false,
  days: ['2026-11-01', '2026-11-02'],
  madeAt: '2026-11-02T12:00:00.000Z',
  factsAt: '2026-11-02T11:00:00.000Z',
  customers: [CUSTOMER],
  notes: [],
};

const COMPANIES = [
  { id: 250, name: "Eddie's TV Repair" },
  { id: 251, name: 'Joe TV Repair' },
];

beforeEach(() => {
  vi.stubGlobal('print', vi.fn());
  answers({ 'report.companies': COMPANIES, 'report.backup': REPORT, 'connection.states': undefined });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const choose = async (name: RegExp) => fireEvent.click(await screen.findByRole('checkbox', { name }));

describe('the section of reports', () => {
  it('makes the report of a chosen company and month, and shows it', async () => {
    render(<ReportsSection visible companyId={undefined} />);
    await choose(/Eddie/);
    const month = screen.getByLabelText('Month') as HTMLSelectElement;
    fireEvent.change(month, { target: { value: month.options[1]?.value } });
    fireEvent.click(screen.getByRole('button', { name: 'Show report' }));
    await screen.findByRole('article', { name: "Backup report for Eddie's TV Repair" });
    expect(sent('report.backup')).toEqual([
      { companyId: 250, month: month.options[1]?.value, timeZone: expect.any(String) },
    ]);
    expect(print).not.toHaveBeenCalled();
  });

  it('prints all that were chosen, once each of them is on the page', async () => {
    render(<ReportsSection visible companyId={undefined} />);
    await screen.findByRole('checkbox', { name: /Joe/ });
    fireEvent.click(screen.getByRole('button', { name: 'Select all 2' }));
    vi.mocked(print).mockImplementation(() => {
      expect(screen.getAllByRole('article')).toHaveLength(2);
    });
    fireEvent.click(screen.getByRole('button', { name: 'Print 2 reports' }));
    await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
    expect(sent('report.backup').slice(-2)).toMatchObject([{ companyId: 250 }, { companyId: 251 }]);
  });

  it('offers the company that the address names', async () => {
    render(<ReportsSection visible companyId={251} />);
    expect(((await screen.findByRole('checkbox', { name: /Joe/ })) as HTMLInputElement).checked).toBe(true);
    expect(screen.getByText('1 company selected')).toBeDefined();
  });

  it('names each company whose report could not be made, and prints the others', async () => {
    worker.mockImplementation((async (name: string, input: { companyId?: number }) => {
      if (name === 'report.companies') return { ok: true, value: COMPANIES };
      if (name === 'report.backup' && input.companyId === 250) return { ok: true, value: REPORT };
      return { ok: false, failure: DOWN };
    }) as never);
    render(<ReportsSection visible companyId={undefined} />);
    await screen.findByRole('checkbox', { name: /Joe/ });
    fireEvent.click(screen.getByRole('button', { name: 'Select all 2' }));
    fireEvent.click(screen.getByRole('button', { name: 'Print 2 reports' }));
    await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
    expect(screen.getByText(/Joe TV Repair: ConnectWise cannot be reached/)).toBeDefined();
    expect(screen.getAllByRole('article')).toHaveLength(1);
  });

  it('stops at Cancel, keeps nothing half made and does not print', async () => {
    let answer: (value: unknown) => void = () => undefined;
    worker.mockImplementation((async (name: string) => {
      if (name === 'report.companies') return { ok: true, value: COMPANIES };
      if (name === 'report.backup') return new Promise((resolve) => (answer = resolve));
      return { ok: false, failure: DOWN };
    }) as never);
    render(<ReportsSection visible companyId={250} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Print report' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    answer({ ok: true, value: REPORT });
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
    expect(screen.queryByRole('article')).toBeNull();
    expect(print).not.toHaveBeenCalled();
  });

  it('leads to the companies where none is linked', async () => {
    answers({ 'report.companies': [] });
    render(<ReportsSection visible companyId={undefined} />);
    expect((await screen.findByRole('link', { name: 'Open Companies' })).getAttribute('href')).toBe('#companies');
  });

  it('finds companies by a part of their name, and keeps those that are selected', async () => {
    render(<ReportsSection visible companyId={undefined} />);
    await choose(/Eddie/);
    fireEvent.input(screen.getByLabelText('Search companies'), { target: { value: 'joe' } });
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
    fireEvent.input(screen.getByLabelText('Search companies'), { target: { value: 'nobody' } });
    expect(screen.getByText('No linked company contains “nobody”.')).toBeDefined();
    expect(screen.getByText('1 company selected')).toBeDefined();
  });
});

describe('a report', () => {
  const shown = (members: Partial<BackupReport> = {}) => {
    render(<BackupReportView report={{ ...REPORT, ...members }} />);
    return screen.getByRole('article');
  };
  const figure = (name: string) => screen.getByText(name).nextElementSibling?.textContent;

  it('shows the figures of the Executive Management report, and no number that is not known', () => {
    shown();
    expect(figure('Successful backups')).toBe('41');
    expect(figure('Failed backups')).toBe('3');
    expect(figure('Backups with warnings')).toBe('–');
    expect(figure('Servers')).toBe('2');
    expect(figure('Accounts with errors')).toBe('1 / 1');
  });

  it('lists what failed with its last message, and each account with the picture of its days', () => {
    const article = shown();
    expect(within(article).getByText('Disk is full.')).toBeDefined();
    expect(within(article).getByRole('rowheader', { name: /ETV-Primary: Backup failed \(error\)/ })).toBeDefined();
    expect(within(article).getByRole('img', { name: /November 2026: 1 day with errors/ })).toBeDefined();
    expect(within(article).getByRole('img', { name: /Online Backup Select: 100 GB/ })).toBeDefined();
  });

  it('of a month that is over shows no state of now', () => {
    const { health: _, machines: __, ...rest } = CUSTOMER;
    shown({ isOver: true, month: '2026-10', customers: [rest], notes: ['What was billed is on its invoice.'] });
    expect(screen.queryByText('State now')).toBeNull();
    expect(screen.queryByText('Servers')).toBeNull();
    expect(screen.getByText('October 2026')).toBeDefined();
    expect(screen.getByText('What was billed is on its invoice.')).toBeDefined();
  });

  it('says where there is nothing: no accounts, no failures, no usage', () => {
    shown({ customers: [{ ...CUSTOMER, accounts: [], failures: [], usage: [] }] });
    expect(screen.getByText('The portal lists no account of this customer.')).toBeDefined();
    expect(screen.getByText('Nothing failed that the portal reported.')).toBeDefined();
    expect(screen.getByText('No usage was measured in this month.')).toBeDefined();
  });
});

describe('the months to choose', () => {
  it('are this one and the twelve before it, also in January', () => {
    const months = lastMonths(new Date(2027, 0, 31));
    expect([months.length, months[0], months[1], months.at(-1)]).toEqual([13, '2027-01', '2026-12', '2026-01']);
  });
});
