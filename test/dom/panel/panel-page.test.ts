import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { STEADY_MS } from '../../../components/panel/clearly-visible.ts';
import { startPanelPage } from '../../../components/panel/panel-page.ts';
import * as RUN from '../../../components/panel/texts/run.ts';
import type { PanelNews, PanelShown } from '../../../lib/domain/panel-record.ts';
import type { PanelStart } from '../../../lib/messages/protocol.ts';
import { guarded, plan } from '../../support/builders/company-views.ts';
import { type Answers, playWorker } from '../../support/played-worker.ts';
import { COMPANY, panelAnswers, SITE } from './open-panel.ts';

const OTHER: PanelShown = { ...COMPANY, record: { kind: 'company', companyId: 102, name: 'Fox' } };
const begun: PanelStart = { session: 's1', site: SITE, shown: COMPANY, isPinned: false };
const frameAnswers: Answers = {
  ...panelAnswers,
  'panel.start': () => begun,
  'panel.collapse': () => null,
  'panel.pin': () => null,
  'panel.changed': () => null,
  'panel.open-window': () => null,
  'panel.attest': () => ({ visible: true }),
};

const address = location.href;
let pages: AbortController;
beforeEach(() => {
  pages = new AbortController();
  fakeBrowser.reset();
  vi.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-21T12:00:00Z'));
});
afterEach(() => {
  pages.abort();
  vi.restoreAllMocks();
  document.body.innerHTML = '';
  document.body.className = '';
  history.replaceState(null, '', address);
});

/** Opens the panel page: in a frame, or as the top window. */
async function open(at: string, played: Answers, where: 'frame' | 'window' = 'frame') {
  history.replaceState(null, '', at);
  vi.spyOn(window, 'top', 'get').mockReturnValue((where === 'frame' ? {} : window) as never);
  const worker = playWorker(played);
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((async (message: {
    to: string;
    name: string;
    input: unknown;
  }) => (message.to === 'worker' ? worker.send(message.name, message.input) : undefined)) as never);
  const root = document.createElement('div');
  document.body.append(root);
  const listeners: ((news: PanelNews) => void)[] = [];
  const started = startPanelPage({ root, signal: pages.signal, onNews: (listener) => void listeners.push(listener) });
  return {
    ...worker,
    root,
    started,
    text: () => root.textContent ?? '',
    input: (name: string) => worker.asked.findLast((one) => one.name === name)?.input,
    news: (news: PanelNews) => {
      for (const listener of listeners) listener(news);
    },
    press: (label: string) =>
      [...root.querySelectorAll('button')]
        .find((button) => (button.getAttribute('aria-label') ?? button.textContent) === label)
        ?.click(),
  };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const read = (page: Awaited<ReturnType<typeof open>>) =>
  vi.waitFor(() => expect(page.root.querySelector('.findings')).toBeTruthy());

// First: a panel that an earlier test opened may still ask for something, and here nothing may be asked.
describe('the panel page as a window whose address names nothing', () => {
  it.each([
    ['no record', `/panel.html?site=${SITE}`],
    ['no site', `/panel.html?record=${encodeURIComponent(JSON.stringify(COMPANY.record))}`],
    ['a damaged record', `/panel.html?site=${SITE}&record=%7B`],
    ['nothing', '/panel.html'],
    ['a token', '/panel.html#token-1'],
  ])('stays empty with %s in its address', async (_, path) => {
    const page = await open(path, frameAnswers, 'window');
    await page.started;
    await settled();
    expect(page.names()).toEqual([]);
    expect(page.text()).toBe('');
  });
});

describe('the panel page in a frame', () => {
  it('begins with the token in its address, shows what the worker answers, and forgets the token', async () => {
    const page = await open('/panel.html#token-1', frameAnswers);
    await read(page);
    expect(page.asked[0]).toEqual({ name: 'panel.start', input: { token: 'token-1' } });
    expect(page.text()).toContain("Eddie's TV Repair");
    expect(location.hash).toBe('');
    expect(location.pathname).toBe('/panel.html');
  });

  it('stays empty and sends nothing without a token: any page may have framed it', async () => {
    const page = await open('/panel.html', frameAnswers);
    await page.started;
    page.news({ is: 'shown', session: 's1', shown: COMPANY });
    page.news({ is: 'changed', companyIds: [101] });
    await settled();
    expect(page.names()).toEqual([]);
    expect(page.text()).toBe('');
  });

  it('stays empty when its token is refused', async () => {
    const { 'panel.start': _, ...rest } = frameAnswers;
    const page = await open('/panel.html#used', rest);
    await page.started;
    page.news({ is: 'shown', session: 's1', shown: COMPANY });
    page.news({ is: 'changed', companyIds: [101] });
    await settled();
    expect(page.names()).toEqual(['panel.start']);
    expect(page.text()).toBe('');
  });

  it('does not take from its address what to show, as a window does', async () => {
    const query = new URLSearchParams({ site: SITE, record: JSON.stringify(COMPANY.record) });
    const page = await open(`/panel.html?${query}`, frameAnswers);
    await page.started;
    await settled();
    expect(page.names()).toEqual([]);
    expect(page.text()).toBe('');
  });

  it('is empty while its page shows no record', async () => {
    const page = await open('/panel.html#token-1', {
      ...frameAnswers,
      'panel.start': () => ({ ...begun, shown: null }),
    });
    await page.started;
    await settled();
    expect(page.text()).toBe('');
    page.news({ is: 'shown', session: 's1', shown: COMPANY });
    await read(page);
  });

  it('follows its own page, and no news for another frame', async () => {
    const page = await open('/panel.html#token-1', frameAnswers);
    await read(page);
    page.news({ is: 'shown', session: 's2', shown: OTHER });
    await settled();
    expect(page.text()).not.toContain('Fox');
    page.news({ is: 'shown', session: 's1', shown: OTHER });
    await vi.waitFor(() => expect(page.text()).toContain('Fox'));
    page.news({ is: 'shown', session: 's1', shown: null });
    expect(page.text()).toBe('');
  });

  it('misses no news that arrive before it began', async () => {
    const { promise, resolve } = Promise.withResolvers<PanelStart>();
    const page = await open('/panel.html#token-1', { ...frameAnswers, 'panel.start': () => promise });
    page.news({ is: 'shown', session: 's2', shown: null });
    page.news({ is: 'shown', session: 's1', shown: OTHER });
    resolve(begun);
    await page.started;
    expect(page.text()).toContain('Fox');
  });

  it('reads again when the worker has news of its company', async () => {
    const page = await open('/panel.html#token-1', frameAnswers);
    await read(page);
    page.news({ is: 'changed', companyIds: [101] });
    await vi.waitFor(() => expect(page.input('company.view')).toEqual({ companyId: 101, refresh: true }));
  });

  it('collapses, is pinned and opens in a window by way of the worker', async () => {
    const page = await open('/panel.html#token-1', frameAnswers);
    await read(page);
    page.press('Collapse Backup Bridge');
    await vi.waitFor(() => expect(page.names()).toContain('panel.collapse'));
    page.press('Open in a window');
    await vi.waitFor(() => expect(page.input('panel.open-window')).toEqual({}));
    const pin = () => page.root.querySelector('[aria-label="Keep open on every screen"]')?.getAttribute('aria-pressed');
    expect(pin()).toBe('false');
    page.press('Keep open on every screen');
    await vi.waitFor(() => expect(page.input('panel.pin')).toEqual({ pinned: true }));
    await vi.waitFor(() => expect(pin()).toBe('true'));
  });

  it('approves nothing itself', async () => {
    const changes = [guarded];
    const page = await open('/panel.html#token-1', { ...frameAnswers, 'company.plan': () => plan({ changes }) });
    await read(page);
    dispatchEvent(new Event('pointermove'));
    await new Promise((resolve) => setTimeout(resolve, 2 * STEADY_MS));
    page.press('Preview');
    page.press('Preview…');
    await vi.waitFor(() => expect(page.root.querySelector('.preview')).toBeTruthy());
    expect(page.root.querySelector('input[type=checkbox]')).toBeNull();
    page.press('Approve in a window…');
    await vi.waitFor(() => expect(page.input('panel.open-window')).toEqual({ task: { kind: 'sync' } }));
  });

  it('shows nothing of its record while it is locked, keeps it when it is locked later, and reads again then', async () => {
    const view = { isSet: true, isLocked: true, minutes: 15, locksInMs: null };
    const page = await open('/panel.html#token-1', { ...frameAnswers, 'lock.view': () => ({ ...view }) });
    const isLocked = (text: string) => page.text().includes('Backup Bridge is locked') && !page.text().includes(text);
    await vi.waitFor(() => expect(isLocked("Eddie's TV Repair")).toBe(true));
    expect(page.names()).not.toContain('company.view');
    page.press('Unlock in a window…');
    page.press('Collapse Backup Bridge');
    expect(page.names()).toEqual(expect.arrayContaining(['panel.open-unlock', 'panel.collapse']));

    view.isLocked = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await read(page);
    view.isLocked = true;
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(page.root.querySelector('.lock-hidden .findings')).toBeTruthy());
    const reads = page.names().filter((name) => name === 'company.view').length;
    view.isLocked = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(page.names().filter((name) => name === 'company.view').length).toBe(reads + 1));
    expect(page.root.querySelector('.lock-hidden')).toBeNull();
  });

  it('syncs where it was clearly seen before the click, as its page attests', async () => {
    const page = await open('/panel.html#token-1', frameAnswers);
    await read(page);
    // The first click of a page that was not looked at yet: nobody knows what the user saw.
    page.press('Sync now');
    await vi.waitFor(() => expect(page.text()).toContain(RUN.recent.message));
    expect(page.names()).not.toContain('company.sync');
    await new Promise((resolve) => setTimeout(resolve, STEADY_MS));
    page.press('Sync now');
    await vi.waitFor(() => expect(page.names()).toContain('panel.changed'));
    expect(page.names()).toContain('company.sync');
    expect(page.names()).not.toContain('panel.open-window');
  });

  it('opens a window where it is covered, and syncs nothing', async () => {
    const page = await open('/panel.html#token-1', { ...frameAnswers, 'panel.attest': () => ({ visible: false }) });
    await read(page);
    dispatchEvent(new Event('pointermove'));
    await vi.waitFor(() => expect(page.names()).toContain('panel.attest'));
    await settled();
    page.press('Sync now');
    await vi.waitFor(() => expect(page.input('panel.open-window')).toEqual({ task: { kind: 'sync' } }));
    expect(page.names()).not.toContain('company.sync');
  });

  it('does not sync where its page does not answer', async () => {
    const { 'panel.attest': _, ...rest } = frameAnswers;
    const page = await open('/panel.html#token-1', rest);
    await read(page);
    dispatchEvent(new Event('pointermove'));
    await settled();
    page.press('Sync now');
    await vi.waitFor(() => expect(page.names()).toContain('panel.open-window'));
    expect(page.names()).not.toContain('company.sync');
  });
});

describe('the panel page in a window of our own', () => {
  it('takes the passphrase for a frame, and goes away once it is unlocked', async () => {
    const view = { isSet: true, isLocked: true, minutes: 15, locksInMs: null };
    const closed = vi.spyOn(window, 'close').mockImplementation(() => {});
    const page = await open('/panel.html?unlock', { 'lock.view': () => ({ ...view }) }, 'window');
    await vi.waitFor(() => expect(page.root.querySelector('input[type="password"]')).toBeTruthy());
    expect(closed).not.toHaveBeenCalled();
    view.isLocked = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
    expect(page.text()).toBe('Unlocked. You can close this window.');
  });

  const at = (record: unknown, more: Record<string, string> = {}) =>
    `/panel.html?${new URLSearchParams({ site: SITE, record: JSON.stringify(record), ...more })}`;

  it('shows the record in its address, and asks for no token', async () => {
    const page = await open(at(COMPANY.record), frameAnswers, 'window');
    await read(page);
    expect(page.text()).toContain("Eddie's TV Repair");
    expect(page.names()).not.toContain('panel.start');
    expect(document.body.classList.contains('panel-window')).toBe(true);
    for (const label of ['Collapse Backup Bridge', 'Open in a window', 'Keep open on every screen']) {
      expect(page.root.querySelector(`[aria-label="${label}"]`)).toBeNull();
    }
    page.news({ is: 'shown', session: 's1', shown: OTHER });
    await settled();
    expect(page.text()).not.toContain('Fox');
  });

  it('previews what was begun elsewhere, and may approve it there', async () => {
    const task = JSON.stringify({ kind: 'sync' });
    const played = { ...frameAnswers, 'company.plan': () => plan({ changes: [guarded] }) };
    // However busy the machine is, the window has only just come up.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    const page = await open(at(COMPANY.record, { do: task }), played, 'window');
    await vi.waitFor(() => expect(page.root.querySelector('.preview')).toBeTruthy());
    expect(page.names()).not.toContain('plan.apply');
    page.root.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    await vi.waitFor(() => expect(page.text()).toContain('Apply 1 change'));
    // A window that comes up under the cursor is not what the click was for.
    page.press('Apply 1 change');
    await vi.waitFor(() => expect(page.text()).toContain(RUN.recent.message));
    expect(page.names()).not.toContain('plan.apply');
    clock.mockRestore();
    await new Promise((resolve) => setTimeout(resolve, STEADY_MS));
    page.press('Apply 1 change');
    await vi.waitFor(() => expect(page.input('plan.apply')).toEqual({ planId: 'p1', confirmed: [guarded.id] }));
  });
});
