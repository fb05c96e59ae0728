import { afterEach, describe, expect, it, vi } from 'vitest';
import { change, companyView, ended, journalEntry, order, run } from '../../support/builders/company-views.ts';
import { answers, company, companyPage, createTab } from '../../support/builders/page-facts.ts';
import { banner, grid } from '../host/page.ts';
import { type Answers, hashOf, runFeatures } from './in-page.tsx';

const tab = createTab();
let page: ReturnType<typeof tab.open>;
const open: typeof tab.open = (...parts) => {
  page = tab.open(...parts);
  return page;
};
afterEach(() => {
  page.stop();
  tab.close();
});

describe('company-panel', () => {
  it('opens by itself where there are findings, and sends each request once', async () => {
    open(companyPage());
    await vi.waitFor(() => expect(page.root()?.querySelector('.panel-open')).toBeTruthy());
    for (let i = 0; i < 5; i += 1) page.look();
    expect(page.names()).toEqual(['company.recognize', 'company.view', 'company.history']);
    expect(page.asked[0]?.input).toEqual({ site: location.host, recordIds: [101, 201], banner: "Eddie's TV Repair" });
  });

  it.each([
    ['are older than ten minutes', '2026-11-21T11:00:00Z'],
    ['have a time in the future, since the clock was set back', '2026-11-22T11:00:00Z'],
  ])('reads facts again that %s', async (_, readAt) => {
    open(companyPage(), { ...answers, 'company.view': () => companyView({ readAt }) });
    await vi.waitFor(() =>
      expect(page.asked).toContainEqual({ name: 'company.view', input: { companyId: 101, refresh: true } }),
    );
  });

  it('stays collapsed where all is correct', async () => {
    open(companyPage(), { ...answers, 'company.view': () => companyView({ findings: [] }) });
    await vi.waitFor(() => expect(page.names()).toContain('company.view'));
    await Promise.resolve();
    expect(page.root()?.querySelector('.panel-closed')).toBeTruthy();
  });

  it.each([
    ['the worker does not recognise the company', { ...answers, 'company.recognize': () => null }],
    ['nothing is connected', {}],
  ])('shows nothing when %s', async (_, played) => {
    open(companyPage(), played);
    await vi.waitFor(() => expect(page.names()).toEqual(['company.recognize']));
    await Promise.resolve();
    expect(page.text()).toBe('');
    expect(page.error).not.toHaveBeenCalled();
  });

  it('appears by itself once the connection exists', async () => {
    vi.useFakeTimers();
    const played: Answers = {};
    open(companyPage(), played);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(page.text()).toBe('');
    Object.assign(played, answers);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(page.root()?.querySelector('.panel')).toBeTruthy();
    vi.useRealTimers();
  });

  it('sends no request on an unknown screen', () => {
    open(banner('Service Ticket #26251 - no backup', ['Service Board List']));
    expect(page.asked).toEqual([]);
    document.body.innerHTML = companyPage();
    page.look();
    expect(page.names()).toContain('company.recognize');
  });

  it('previews a fix, applies it with what was confirmed, follows the run and reads again', async () => {
    const runs = [run(), ended];
    open(companyPage(), { ...answers, 'run.view': () => ({ run: runs.shift() ?? ended, entries: [] }) });
    await vi.waitFor(() => expect(page.root()?.querySelector('.findings')).toBeTruthy());
    page.press(page.root(), `Fix: ${order.fix?.label}`);
    await vi.waitFor(() => expect(page.text()).toContain('Nothing is written before you press Apply'));
    expect(page.names()).not.toContain('plan.apply');
    page.press(page.root(), 'Apply 1 change');
    await vi.waitFor(() => expect(page.text()).toContain('Writing agreement parts'));
    await vi.waitFor(() => expect(page.text()).toContain('4 changes written'));
    expect(page.asked.find(({ name }) => name === 'plan.apply')?.input).toEqual({ planId: 'p1', confirmed: [] });
    await vi.waitFor(() =>
      expect(page.asked).toContainEqual({ name: 'company.view', input: { companyId: 101, refresh: true } }),
    );
  });

  it('cancels the running run, and shows when that was refused', async () => {
    const view = companyView({ running: run() });
    open(companyPage(), { ...answers, 'company.view': () => view, 'run.view': () => ({ run: run(), entries: [] }) });
    await vi.waitFor(() => expect(page.text()).toContain('Writing agreement parts'));
    page.root()?.querySelector<HTMLElement>('.tab')?.click();
    await vi.waitFor(() => expect(page.text()).toContain('2 of 5Cancel'));
    page.press(page.root(), 'Cancel');
    expect(page.asked).toContainEqual({ name: 'run.cancel', input: { runId: 'r1' } });
    await vi.waitFor(() => expect(page.text()).toContain('No answer to run.cancel.'));
  });

  it.each([
    ['reports that the managed-id list on the screen is old', 'managed-id-entry', true],
    ['does not mention a screen that shows nothing of what was written', 'configuration', false],
  ] as const)('%s', async (_, resource, reported) => {
    const list = grid(
      ['Solution', 'Managed ID', 'Agreement', 'Device Type'],
      [['eFolder', 'EFS-342', '', 'Backup Stats']],
    );
    const entry = journalEntry({ state: 'applied', change: { ...change, resource } });
    open(companyPage() + list, { ...answers, 'run.view': () => ({ run: ended, entries: [entry] }) });
    await vi.waitFor(() => expect(page.root()?.querySelector('.findings')).toBeTruthy());
    page.press(page.root(), `Fix: ${order.fix?.label}`);
    await vi.waitFor(() => expect(page.root()?.querySelector('.preview')).toBeTruthy());
    page.press(page.root(), 'Apply 1 change');
    await vi.waitFor(() => expect(page.text()).toContain('4 changes written'));
    await vi.waitFor(() =>
      expect(page.asked).toContainEqual({ name: 'company.view', input: { companyId: 101, refresh: true } }),
    );
    expect(page.text().includes('ConnectWise shows this after you reload its screen.')).toBe(reported);
  });

  it('keeps the preview when the start is refused', async () => {
    const { 'plan.apply': _, ...rest } = answers;
    open(companyPage(), rest);
    await vi.waitFor(() => expect(page.root()?.querySelector('.findings')).toBeTruthy());
    page.press(page.root(), `Fix: ${order.fix?.label}`);
    await vi.waitFor(() => expect(page.root()?.querySelector('.preview')).toBeTruthy());
    page.press(page.root(), 'Apply 1 change');
    await vi.waitFor(() => expect(page.text()).toContain('No answer to plan.apply.'));
    expect(page.root()?.querySelector('.preview')).toBeTruthy();
  });

  it('ignores an answer that arrives after the record was closed', async () => {
    let answer = (_: unknown): void => {};
    open(companyPage(), { ...answers, 'company.view': () => companyView() });
    page.stop();
    const late = new Promise((resolve) => {
      answer = resolve;
    });
    page = runFeatures({ ...answers, 'company.recognize': () => late }, hashOf(101));
    expect(page.names()).toContain('company.recognize');
    page.go(hashOf());
    answer(company);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(page.text()).toBe('');
  });
});
