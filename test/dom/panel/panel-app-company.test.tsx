import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  change,
  companyView,
  ended,
  guarded,
  journalEntry,
  order,
  plan,
  run,
} from '../../support/builders/company-views.ts';
import type { Answers } from '../../support/played-worker.ts';
import { panelAnswers as answers, COMPANY, openPanel } from './open-panel.ts';

let panel: ReturnType<typeof openPanel>;
const open: typeof openPanel = (...parts) => {
  panel = openPanel(...parts);
  return panel;
};
afterEach(() => {
  panel.close();
  vi.useRealTimers();
});
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const overview = () => vi.waitFor(() => expect(panel.root.querySelector('.findings')).toBeTruthy());
const preview = () => vi.waitFor(() => expect(panel.root.querySelector('.preview')).toBeTruthy());
const readAgain = () =>
  vi.waitFor(() =>
    expect(panel.asked).toContainEqual({ name: 'company.view', input: { companyId: 101, refresh: true } }),
  );
const days: Answers = {
  'company.history': () => ({
    days: ['2026-11-20', '2026-11-21'],
    accounts: [{ efsId: 'EFS-342', accountId: 'ETV-Primary', name: 'ETV-Primary', cells: ['ok', 'error'] }],
  }),
};

describe('the panel of a company', () => {
  it('reads the company and the days of its accounts once, and goes on as it was for the same record', async () => {
    open(answers);
    await overview();
    for (let i = 0; i < 3; i += 1) panel.app.show(COMPANY);
    await settled();
    expect(panel.asked).toEqual([
      { name: 'company.history', input: { companyId: 101, timeZone: 'UTC', days: 30 } },
      { name: 'company.view', input: { companyId: 101, refresh: false } },
    ]);
    expect(panel.text()).toContain('ETV-Primary');
  });

  it('shows nothing of the record before when another is shown, and nothing at all for none', async () => {
    open(answers);
    await overview();
    expect(panel.text()).toContain('ETV-Primary');
    panel.app.show({ ...COMPANY, record: { kind: 'company', companyId: 102, name: 'Fox' } });
    expect(panel.text()).toContain('Fox');
    expect(panel.text()).not.toContain('ETV-Primary');
    panel.app.show(null);
    expect(panel.text()).toBe('');
  });

  it.each([
    ['are older than ten minutes', '2026-11-21T11:00:00Z'],
    ['have a time in the future, since the clock was set back', '2026-11-22T11:00:00Z'],
  ])('reads facts again that %s', async (_, readAt) => {
    open({ ...answers, 'company.view': () => companyView({ readAt }) });
    await readAgain();
  });

  it('ignores an answer that arrives after the record was left', async () => {
    const { promise, resolve: answer } = Promise.withResolvers<unknown>();
    open({ ...answers, 'company.view': () => promise });
    panel.app.show(null);
    answer(companyView());
    await settled();
    expect(panel.text()).toBe('');
  });

  it('keeps what it shows when reading again fails, shows why, and reads again on Try again', async () => {
    const played = { ...answers };
    open(played);
    await overview();
    delete played['company.view'];
    panel.press('Refresh');
    await vi.waitFor(() => expect(panel.text()).toContain('No answer to company.view.'));
    expect(panel.text()).toContain('ETV-Primary');
    Object.assign(played, answers);
    panel.press('Try again');
    await vi.waitFor(() => expect(panel.text()).not.toContain('No answer to company.view.'));
  });
});

describe('fixes and runs', () => {
  it('previews a fix, applies it with what was confirmed, follows the run and reads again', async () => {
    const runs = [run(), ended];
    open({ ...answers, 'run.view': () => ({ run: runs.shift() ?? ended, entries: [] }) });
    await overview();
    panel.press(`Fix: ${order.fix?.label}`);
    await vi.waitFor(() => expect(panel.text()).toContain('Nothing is written before you press Apply'));
    expect(panel.input('finding.plan')).toEqual({ companyId: 101, findingId: order.id });
    expect(panel.names()).not.toContain('plan.apply');
    expect(panel.onStoredChanged).not.toHaveBeenCalled();
    panel.press('Apply 1 change');
    await vi.waitFor(() => expect(panel.text()).toContain('Writing agreement parts'));
    await vi.waitFor(() => expect(panel.text()).toContain('4 changes written'));
    expect(panel.input('plan.apply')).toEqual({ planId: 'p1', confirmed: [] });
    await readAgain();
    // The marks around the frame are checked again.
    await vi.waitFor(() => expect(panel.onStoredChanged).toHaveBeenCalledOnce());
  });

  it('shows the fix that a mark in the page requested, once per request', async () => {
    open(answers, { ...COMPANY, fix: { findingId: order.id, nth: 1 } });
    await preview();
    expect(panel.input('finding.plan')).toEqual({ companyId: 101, findingId: order.id });
    panel.app.show({ ...COMPANY, fix: { findingId: order.id, nth: 1 } });
    await settled();
    expect(panel.count('finding.plan')).toBe(1);
    panel.press('Cancel');
    await vi.waitFor(() => expect(panel.text()).not.toContain('Nothing is written before you press Apply'));
    panel.app.show({ ...COMPANY, fix: { findingId: order.id, nth: 2 } });
    await vi.waitFor(() => expect(panel.count('finding.plan')).toBe(2));
  });

  it('keeps the preview that a user is deciding on, whatever the page asks for meanwhile', async () => {
    open(answers, { ...COMPANY, fix: { findingId: order.id, nth: 1 } });
    await preview();
    panel.app.show({ ...COMPANY, fix: { findingId: 'another', nth: 2 } });
    await settled();
    expect(panel.count('finding.plan')).toBe(1);
    expect(panel.text()).toContain('Nothing is written before you press Apply');
  });

  it('shows why an action was refused, wherever the user had scrolled', async () => {
    const { 'company.sync': _, ...rest } = answers;
    open(rest);
    await overview();
    const scrolled = panel.root.querySelector<HTMLElement>('.panel-scroll');
    if (!scrolled) throw new Error('There is nothing to scroll.');
    scrolled.scrollTop = 500;
    panel.press('Sync now');
    await vi.waitFor(() => expect(panel.text()).toContain('No answer to company.sync.'));
    await vi.waitFor(() => expect(scrolled.scrollTop).toBe(0));
    // What goes away again moves nothing under the reader's eyes.
    scrolled.scrollTop = 500;
    panel.press('Refresh');
    await readAgain();
    expect(scrolled.scrollTop).toBe(500);
  });

  it('syncs with one click, and is busy until the run ended', async () => {
    let state = run();
    open({ ...answers, 'run.view': () => ({ run: state, entries: [] }) });
    await overview();
    panel.press('Sync now');
    await vi.waitFor(() => expect(panel.text()).toContain('Writing agreement parts'));
    panel.press('Sync now');
    panel.press(`Fix: ${order.fix?.label}`);
    await settled();
    expect(panel.count('company.sync')).toBe(1);
    expect(panel.count('finding.plan')).toBe(0);
    state = ended;
    await vi.waitFor(() => expect(panel.text()).toContain('4 changes written'));
    panel.press('Sync now');
    await vi.waitFor(() => expect(panel.count('company.sync')).toBe(2));
  });

  it('previews the undo of its run', async () => {
    open(answers);
    await overview();
    panel.press('Sync now');
    await vi.waitFor(() => expect(panel.text()).toContain('4 changes written'));
    panel.press('Undo…');
    await preview();
    expect(panel.input('run.plan-undo')).toEqual({ runId: 'r1' });
    panel.press('Cancel');
    await vi.waitFor(() => expect(panel.root.querySelector('.preview')).toBeNull());
  });

  it('cancels the running run, and shows when that was refused', async () => {
    const view = companyView({ running: run() });
    open({ ...answers, 'company.view': () => view, 'run.view': () => ({ run: run(), entries: [] }) });
    await vi.waitFor(() => expect(panel.text()).toContain('2 of 5Cancel'));
    panel.press('Cancel');
    expect(panel.asked).toContainEqual({ name: 'run.cancel', input: { runId: 'r1' } });
    await vi.waitFor(() => expect(panel.text()).toContain('No answer to run.cancel.'));
  });

  it.each([
    ['reports that the managed-id list on the screen is old', 'managed-id-entry', true],
    ['does not mention a screen that shows nothing of what was written', 'configuration', false],
  ] as const)('%s', async (_, resource, reported) => {
    const entry = journalEntry({ state: 'applied', change: { ...change, resource } });
    open(
      { ...answers, 'run.view': () => ({ run: ended, entries: [entry] }) },
      { ...COMPANY, onScreen: { entries: true, agreementIds: [] } },
    );
    await overview();
    panel.press('Sync now');
    await vi.waitFor(() => expect(panel.text()).toContain('4 changes written'));
    await readAgain();
    expect(panel.text().includes('ConnectWise shows this after you reload its screen.')).toBe(reported);
  });

  it('checks that by the screen that is shown when the run ends', async () => {
    let state = run();
    const entry = journalEntry({ state: 'applied', change: { ...change, resource: 'managed-id-entry' } });
    open({ ...answers, 'run.view': () => ({ run: state, entries: [entry] }) });
    await overview();
    panel.press('Sync now');
    await vi.waitFor(() => expect(panel.text()).toContain('Writing agreement parts'));
    panel.app.show({ ...COMPANY, onScreen: { entries: true, agreementIds: [] } });
    state = ended;
    await vi.waitFor(() => expect(panel.text()).toContain('ConnectWise shows this after you reload its screen.'));
  });

  it('keeps the preview when the start is refused', async () => {
    const { 'plan.apply': _, ...rest } = answers;
    open(rest);
    await overview();
    panel.press(`Fix: ${order.fix?.label}`);
    await preview();
    panel.press('Apply 1 change');
    await vi.waitFor(() => expect(panel.text()).toContain('No answer to plan.apply.'));
    expect(panel.root.querySelector('.preview')).toBeTruthy();
  });

  it('hands what is on hold to a window, with how it is planned there', async () => {
    const onOpenWindow = vi.fn();
    open({ ...answers, 'finding.plan': () => plan({ changes: [guarded] }) }, COMPANY, {
      mayDecide: false,
      onOpenWindow,
    });
    await overview();
    panel.press(`Fix: ${order.fix?.label}`);
    await preview();
    expect(panel.root.querySelector('input[type=checkbox]')).toBeNull();
    panel.press('Approve in a window…');
    expect(onOpenWindow).toHaveBeenCalledExactlyOnceWith({ kind: 'fix', findingId: order.id });
  });
});

describe('a task that was begun elsewhere', () => {
  it.each([
    [{ kind: 'sync' }, 'company.plan', { companyId: 101 }],
    [{ kind: 'fix', findingId: order.id }, 'finding.plan', { companyId: 101, findingId: order.id }],
    [{ kind: 'undo', runId: 'r7' }, 'run.plan-undo', { runId: 'r7' }],
  ] as const)('is previewed, and nothing is written: %o', async (task, name, input) => {
    open(answers);
    panel.app.perform(task);
    await preview();
    expect(panel.input(name)).toEqual(input);
    expect(panel.names()).not.toContain('plan.apply');
    expect(panel.names()).not.toContain('company.sync');
  });
});

describe('the days of the accounts', () => {
  it('are read once, and again after a refresh', async () => {
    open({ ...answers, ...days });
    await vi.waitFor(() => expect(panel.root.querySelector('.history svg')).toBeTruthy());
    panel.app.show(COMPANY);
    await settled();
    expect(panel.count('company.history')).toBe(1);
    panel.press('Refresh');
    await vi.waitFor(() => expect(panel.count('company.history')).toBe(2));
  });

  it('do not affect the rest when they cannot be read, and stay when only the next reading fails', async () => {
    const { 'company.history': _, ...played } = answers;
    open(played);
    await vi.waitFor(() => expect(panel.text()).toContain('The events of the last days could not be read.'));
    expect(panel.text()).toContain('ETV-Primary');
    expect(panel.root.querySelector('[role=alert]')).toBeNull();
    Object.assign(played, days);
    panel.press('Refresh');
    await vi.waitFor(() => expect(panel.root.querySelector('.history svg')).toBeTruthy());
    delete (played as Answers)['company.history'];
    panel.press('Refresh');
    await settled();
    expect(panel.count('company.history')).toBe(3);
    expect(panel.root.querySelector('.history svg')).toBeTruthy();
  });
});

describe('news from the worker', () => {
  const reads = () => panel.count('company.view');

  it('makes it read again where they may be about its company', async () => {
    open(answers);
    await overview();
    expect(reads()).toBe(1);
    panel.app.news({ is: 'changed', companyIds: [7, 8] });
    await settled();
    expect(reads()).toBe(1);
    panel.app.news({ is: 'changed', companyIds: [7, 101] });
    await vi.waitFor(() => expect(reads()).toBe(2));
    expect(panel.input('company.view')).toEqual({ companyId: 101, refresh: true });
    await settled();
    panel.app.news({ is: 'changed', companyIds: [101] });
    await vi.waitFor(() => expect(reads()).toBe(3));
  });

  it('do not disturb what the user is doing: a run reads again at its end', async () => {
    let state = run();
    open({ ...answers, 'run.view': () => ({ run: state, entries: [] }) });
    await overview();
    panel.press('Sync now');
    await vi.waitFor(() => expect(panel.text()).toContain('Writing agreement parts'));
    panel.app.news({ is: 'changed', companyIds: [101] });
    await settled();
    expect(reads()).toBe(1);
    state = ended;
    await vi.waitFor(() => expect(reads()).toBe(2));
  });
});

describe('while it stays open', () => {
  it('keeps ages true, and reads again once a connection that failed works', async () => {
    vi.useFakeTimers();
    const failure = { code: 'unavailable', message: 'ConnectWise does not answer as usual.', nextStep: 'Wait.' };
    let states = { connectWise: { state: 'failed', failure }, portal: { state: 'ok' } } as object;
    open({
      ...answers,
      'company.view': () => ({ ...companyView(), connections: states }),
      'connection.states': () => states,
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(panel.text()).toContain('ConnectWise does not answer as usual.');
    await vi.advanceTimersByTimeAsync(31_000);
    expect(panel.count('connection.states')).toBe(1);
    expect(panel.count('company.view')).toBe(1);
    states = { connectWise: { state: 'ok' }, portal: { state: 'ok' } };
    await vi.advanceTimersByTimeAsync(30_000);
    expect(panel.input('company.view')).toEqual({ companyId: 101, refresh: true });
    expect(panel.text()).not.toContain('ConnectWise does not answer as usual.');
  });

  it('does nothing any more once its record was left', async () => {
    vi.useFakeTimers();
    const failure = { code: 'unavailable', message: 'ConnectWise does not answer as usual.', nextStep: 'Wait.' };
    const states = { connectWise: { state: 'failed', failure }, portal: { state: 'ok' } };
    open({
      ...answers,
      'company.view': () => ({ ...companyView(), connections: states }),
      'connection.states': () => states,
    });
    await vi.advanceTimersByTimeAsync(31_000);
    expect(panel.count('connection.states')).toBe(1);
    panel.app.show(null);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(panel.count('connection.states')).toBe(1);
  });
});
