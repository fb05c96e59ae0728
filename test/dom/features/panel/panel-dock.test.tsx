import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Send } from '../../../../lib/content/feature.ts';
import { createLayer } from '../../../../lib/content/layer.ts';
import type { PanelMemory } from '../../../../lib/domain/in-page-config.ts';
import type { DockedPanel, DockedRecord } from '../../../../lib/features/panel/docked-record.ts';
import { createPanelDock } from '../../../../lib/features/panel/panel-dock.tsx';
import type { Input, TabInput } from '../../../../lib/messages/protocol.ts';
import { layerRoot } from '../../../support/layer-root.ts';
import { type Answers, playWorker } from '../../../support/played-worker.ts';

const NOWHERE = { entries: false, agreementIds: [] };
const COMPANY: DockedRecord = {
  record: { kind: 'company', companyId: 101, name: "Eddie's TV Repair" },
  onScreen: NOWHERE,
  opensByItself: true,
};
const OTHER: DockedRecord = { ...COMPANY, record: { kind: 'company', companyId: 102, name: 'Fox' } };
const TICKET: DockedRecord = {
  record: { kind: 'ticket', ticketId: 7, banner: 'Service Ticket #7 - no backup' },
  onScreen: NOWHERE,
  opensByItself: false,
};

const usualWidth = innerWidth;
/** happy-dom's own control of its window. */
const setWidth = (width: number): void =>
  (window as unknown as { happyDOM: { setInnerWidth(width: number): void } }).happyDOM.setInnerWidth(width);
const life: { stop: AbortController } = { stop: new AbortController() };
beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers();
});
afterEach(() => {
  life.stop.abort();
  document.body.innerHTML = '';
  setWidth(usualWidth);
  vi.useRealTimers();
});

function start(memory: PanelMemory = { open: {} }, answers: Answers = {}) {
  const stop = new AbortController();
  life.stop = stop;
  const looks: (() => void)[] = [];
  const remembered: PanelMemory[] = [];
  const worker = playWorker({
    'panel.show': () => null,
    'panel.open': () => ({ token: 'token-1' }),
    'page.open-window': () => null,
    ...answers,
  });
  const onStoredChanged = vi.fn();
  const layer = createLayer(document, '', stop.signal, () => true);
  const panelMemory = {
    get: () => memory,
    set(next: PanelMemory) {
      remembered.push(next);
      memory = next;
    },
  };
  const dock = createPanelDock({ send: worker.send as Send, panelMemory, onStoredChanged, signal: stop.signal });
  const root = () => layerRoot();
  const panel = () => root()?.querySelector<HTMLElement>('.panel');
  return {
    ...worker,
    remembered,
    onStoredChanged,
    root,
    panel,
    /** A run of a feature that shows this record. */
    run(docked: DockedRecord): DockedPanel & { end(): void } {
      const run = new AbortController();
      stop.signal.addEventListener('abort', () => run.abort());
      const shown = dock.show({ layer, onLook: (look) => looks.push(look), signal: run.signal }, docked);
      return { ...shown, end: () => run.abort() };
    },
    shape: () => panel()?.className.split('panel-')[1],
    shown: () =>
      worker.asked.filter(({ name }) => name === 'panel.show').map(({ input }) => (input as Input<'panel.show'>).shown),
    count: (name: string) => worker.names().filter((other) => other === name).length,
    look: () => {
      for (const look of looks) look();
    },
    arrive(next: PanelMemory) {
      memory = next;
      for (const look of looks) look();
    },
    press: (label: string) => {
      const buttons = [...(root()?.querySelectorAll<HTMLElement>('button') ?? [])];
      buttons.find((button) => button.textContent?.includes(label))?.click();
    },
    tell: async (does: TabInput<'tab.panel'>['does'], id = fakeBrowser.runtime.id) => {
      const message = { to: 'tab', name: 'tab.panel', input: { does } };
      const answers: unknown[] = await fakeBrowser.runtime.onMessage.trigger(message, { id }, () => {});
      return answers.find((answer) => answer !== undefined);
    },
  };
}
/** Lets answers arrive and views be drawn. */
const settle = (ms = 20) => vi.advanceTimersByTimeAsync(ms);

describe('open or not', () => {
  it('opens by itself where the record says so, and nowhere else, as long as the user never chose', async () => {
    const page = start();
    page.run(COMPANY);
    expect(page.shape()).toBe('open');
    await settle();
    expect(page.remembered).toEqual([]);
    page.run(TICKET);
    await settle();
    expect(page.shape()).toBe('closed');
  });

  it('stays a tab in a narrow window, until the user opens it', async () => {
    setWidth(900);
    const page = start();
    page.run(COMPANY);
    await settle();
    expect(page.shape()).toBe('closed');
    expect(page.names()).toEqual([]);
    page.press('Open Backup Bridge');
    await settle();
    expect(page.shape()).toBe('open');
  });

  it('is as the user last chose on a screen of a company', async () => {
    const page = start({ open: { record: false }, width: 400 });
    page.run(COMPANY);
    expect(page.shape()).toBe('closed');
    page.press('Open Backup Bridge');
    expect(page.shape()).toBe('open');
    expect(page.remembered).toEqual([{ open: { record: true }, width: 400 }]);
    await page.tell('collapse');
    expect(page.shape()).toBe('closed');
    expect(page.remembered.at(-1)).toEqual({ open: { record: false }, width: 400 });
  });

  it('does not store a choice that was made elsewhere, and forgets it with the record', async () => {
    const page = start();
    const ticket = page.run(TICKET);
    page.press('Open Backup Bridge');
    expect(page.shape()).toBe('open');
    expect(page.remembered).toEqual([]);
    ticket.end();
    page.run({ ...TICKET, record: { kind: 'ticket', ticketId: 8, banner: 'Service Ticket #8' } });
    await settle();
    expect(page.shape()).toBe('closed');
  });

  it('follows a choice that was read later, but not against an action since then', () => {
    const page = start();
    page.run(COMPANY);
    page.arrive({ open: { record: false } });
    expect(page.shape()).toBe('closed');
    page.press('Open Backup Bridge');
    expect(page.shape()).toBe('open');
    page.arrive({ open: { record: false } });
    expect(page.shape()).toBe('open');
  });

  it('is open on every screen while it is pinned; collapsing it ends that', async () => {
    const page = start();
    page.run(TICKET);
    await page.tell('pin');
    expect(page.shape()).toBe('open');
    expect(page.remembered.at(-1)).toEqual({ open: {}, pinned: true });
    await page.tell('unpin');
    expect(page.shape()).toBe('closed');
    await page.tell('pin');
    await page.tell('collapse');
    expect(page.shape()).toBe('closed');
    expect(page.remembered.at(-1)).toEqual({ open: {}, pinned: false });
  });

  it('is toggled by the shortcut, where there is a record', async () => {
    const page = start();
    expect(await page.tell('toggle')).toEqual({ done: false });
    page.run(TICKET);
    expect(await page.tell('toggle')).toEqual({ done: true });
    expect(page.shape()).toBe('open');
    await page.tell('toggle');
    expect(page.shape()).toBe('closed');
  });

  it('obeys our own extension only', async () => {
    const page = start();
    page.run(TICKET);
    expect(await page.tell('toggle', 'another-extension')).toBeUndefined();
    expect(page.shape()).toBe('closed');
    await page.tell('toggle');
    expect(page.shape()).toBe('open');
  });

  it('opens for a fix without storing that as a choice', async () => {
    const page = start({ open: { record: false } });
    page.run(COMPANY).fix('MID-ORDER/1');
    expect(page.shape()).toBe('open');
    await settle();
    expect(page.shown().at(-1)).toMatchObject({ fix: { findingId: 'MID-ORDER/1', nth: 1 } });
    expect(page.remembered).toEqual([]);
  });
});

describe('the tab', () => {
  it('says the number of findings and the state once they are known, also in words', () => {
    const page = start();
    const panel = page.run(TICKET);
    const tab = () => page.root()?.querySelector('.tab');
    expect(tab()?.querySelector('.badge')).toBeNull();
    expect(tab()?.textContent).toContain('Unknown');
    panel.summarize({ findings: 120, state: 'error' });
    expect(tab()?.querySelector('.badge')?.textContent).toBe('99+');
    expect(tab()?.textContent).toMatch(/Error.*findings/);
    panel.summarize({ findings: 0, state: 'ok' });
    expect(tab()?.querySelector('.badge')).toBeNull();
    expect(tab()?.textContent).toContain('No findings');
  });

  it('says nothing of a record that was left', async () => {
    const page = start();
    const left = page.run(TICKET);
    page.run({ ...TICKET, record: { kind: 'ticket', ticketId: 8, banner: 'Service Ticket #8' } });
    left.summarize({ findings: 5, state: 'error' });
    left.fix('x');
    left.update(COMPANY);
    await settle();
    expect(page.root()?.querySelector('.badge')).toBeNull();
    expect(page.shape()).toBe('closed');
    expect(page.names()).toEqual([]);
  });
});

describe('the frame', () => {
  it('is asked for once, when the panel is opened the first time, after what it is to show', async () => {
    const page = start();
    const run = page.run(TICKET);
    await settle();
    expect(page.names()).toEqual([]);
    page.press('Open Backup Bridge');
    await settle();
    expect(page.names()).toEqual(['panel.show', 'panel.open']);
    const frame = page.root()?.querySelector('iframe');
    expect(frame?.getAttribute('src')).toMatch(/\/panel\.html#token-1$/);
    await page.tell('collapse');
    // Hidden, not gone: what was unfolded in it is still there.
    expect(page.root()?.querySelector('iframe')).toBe(frame);
    expect(page.root()?.querySelector<HTMLElement>('.panel-body')?.hidden).toBe(true);
    page.press('Open Backup Bridge');
    await settle();
    expect(page.root()?.querySelector('iframe')).toBe(frame);
    run.update({ ...TICKET, onScreen: { ...NOWHERE, entries: true } });
    expect(page.names()).toEqual(['panel.show', 'panel.open', 'panel.show']);
    run.update({ ...TICKET, onScreen: { ...NOWHERE, entries: true } });
    expect(page.count('panel.show')).toBe(2);
  });

  it('stays when the same record is shown by another run, and begins again for the next record', async () => {
    const page = start();
    const first = page.run(COMPANY);
    await settle();
    const frame = page.root()?.querySelector('iframe');
    expect(frame).toBeTruthy();
    await page.tell('started');
    first.end();
    page.run(COMPANY);
    await settle(1_000);
    expect(page.root()?.querySelector('iframe')).toBe(frame);
    expect(page.count('panel.open')).toBe(1);
    page.run(OTHER);
    expect(page.root()?.querySelector('iframe')).toBeNull();
    await settle(1_000);
    expect(page.root()?.querySelector('iframe')).toBeTruthy();
    expect(page.root()?.querySelector('iframe')).not.toBe(frame);
    expect(page.shown().at(-1)?.record).toEqual(OTHER.record);
    expect(page.count('panel.open')).toBe(2);
  });

  it('is gone shortly after the record was left, and the worker knows it', async () => {
    const page = start();
    const run = page.run(COMPANY);
    await settle();
    run.end();
    await settle(100);
    expect(page.panel()).toBeTruthy();
    await settle(300);
    expect(page.panel()).toBeFalsy();
    expect(page.shown().at(-1)).toBeNull();
    page.run(OTHER);
    await settle();
    expect(page.count('panel.open')).toBe(2);
  });

  it('is asked for again after the worker refused its token', async () => {
    const page = start({ open: {} }, { 'panel.open': undefined });
    const run = page.run(COMPANY);
    await settle();
    expect(page.root()?.querySelector('iframe')).toBeNull();
    expect(page.count('panel.open')).toBe(1);
    run.summarize({ findings: 1, state: 'ok' });
    await settle();
    expect(page.count('panel.open')).toBe(2);
  });

  it('that does not begin within two seconds is replaced by a way to a window', async () => {
    const page = start();
    page.run(COMPANY);
    await settle(1_500);
    expect(page.root()?.querySelector('iframe')).toBeTruthy();
    await settle(1_000);
    expect(page.root()?.querySelector('iframe')?.hidden).toBe(true);
    expect(page.panel()?.textContent).toContain('The panel cannot appear in this page.');
    page.press('Open in a window');
    expect(page.count('page.open-window')).toBe(1);
  });

  it('that begins later than that, on a busy machine, is still shown', async () => {
    const page = start();
    page.run(COMPANY);
    await settle(2_500);
    const late = page.root()?.querySelector('iframe');
    expect(late?.hidden).toBe(true);
    expect(await page.tell('started')).toEqual({ done: true });
    await settle();
    expect(page.root()?.querySelector('iframe')).toBe(late);
    expect(late?.hidden).toBe(false);
    expect(page.panel()?.textContent).not.toContain('cannot appear');
  });

  it('that begins in time stays', async () => {
    const page = start();
    page.run(COMPANY);
    await settle(1_500);
    expect(await page.tell('started')).toEqual({ done: true });
    await settle(5_000);
    expect(page.root()?.querySelector('iframe')).toBeTruthy();
    expect(page.panel()?.textContent).not.toContain('cannot appear');
  });

  it('has two seconds of its own, after another was left before it began', async () => {
    const page = start();
    const left = page.run(COMPANY);
    await settle(500);
    left.end();
    await settle(500);
    page.run(OTHER);
    await settle(1_500);
    expect(page.root()?.querySelector('iframe')).toBeTruthy();
  });

  it('is made again, with a new token, when a page moves the layer and it loads a second time', async () => {
    let tokens = 0;
    const opening = () => {
      tokens += 1;
      return { token: `token-${tokens}` };
    };
    const page = start({ open: {} }, { 'panel.open': opening });
    page.run(COMPANY);
    await settle();
    const frame = () => page.root()?.querySelector('iframe');
    const first = frame();
    first?.dispatchEvent(new Event('load'));
    await page.tell('started');
    await settle(3_000);
    expect(frame()).toBe(first);
    expect(page.count('panel.open')).toBe(1);
    first?.dispatchEvent(new Event('load'));
    await settle();
    expect(frame()?.getAttribute('src')).toMatch(/#token-2$/);
    expect(page.names().slice(-2)).toEqual(['panel.show', 'panel.open']);
    // The new one's first load is its own.
    frame()?.dispatchEvent(new Event('load'));
    await page.tell('started');
    await settle(3_000);
    expect(page.count('panel.open')).toBe(2);
    expect(frame()?.getAttribute('src')).toMatch(/#token-2$/);
  });

  it('is none where the record was left before the token came', async () => {
    const { promise, resolve } = Promise.withResolvers<object>();
    const page = start({ open: {} }, { 'panel.open': () => promise });
    const left = page.run(COMPANY);
    await settle();
    left.end();
    await settle(500);
    resolve({ token: 'late' });
    await settle();
    page.run(TICKET);
    await settle();
    expect(page.shape()).toBe('closed');
    expect(page.root()?.querySelector('iframe')).toBeNull();
  });

  it('has every request for a fix counted, so that the same can be requested twice', async () => {
    const page = start();
    const run = page.run(COMPANY);
    await settle();
    run.fix('a');
    run.fix('a');
    await settle();
    expect(page.shown().slice(-2)).toMatchObject([
      { fix: { findingId: 'a', nth: 1 } },
      { fix: { findingId: 'a', nth: 2 } },
    ]);
  });

  it('lets the marks in the page check again when a run ended', async () => {
    const page = start();
    page.run(COMPANY);
    expect(page.onStoredChanged).not.toHaveBeenCalled();
    await page.tell('changed');
    expect(page.onStoredChanged).toHaveBeenCalledOnce();
  });

  it('is not attested to be visible where there is none', async () => {
    const page = start();
    page.run(TICKET);
    expect(await page.tell('attest')).toEqual({ done: false });
  });
});

describe('its width', () => {
  const separator = (page: ReturnType<typeof start>) => page.root()?.querySelector('hr');
  const key = (page: ReturnType<typeof start>, name: string) =>
    separator(page)?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
  const shownWidth = (page: ReturnType<typeof start>) => page.panel()?.style.width;

  it('follows every step, and is stored once, after the last one', async () => {
    const page = start();
    page.run(COMPANY);
    await settle();
    for (const expected of ['376px', '392px', '408px']) {
      key(page, 'ArrowLeft');
      await settle(1);
      expect(shownWidth(page)).toBe(expected);
    }
    expect(page.remembered).toEqual([]);
    await settle(500);
    expect(page.remembered).toEqual([{ open: {}, width: 408 }]);
  });

  it('is stored when the page closes before that', async () => {
    const page = start({ open: { record: true } });
    page.run(COMPANY);
    await settle();
    key(page, 'ArrowLeft');
    life.stop.abort();
    expect(page.remembered).toEqual([{ open: { record: true }, width: 376 }]);
    await settle(500);
    expect(page.remembered).toHaveLength(1);
  });

  it('is the stored one at the next start', () => {
    const page = start({ open: {}, width: 444 });
    page.run(COMPANY);
    expect(shownWidth(page)).toBe('444px');
  });
});

describe('its place', () => {
  const dialogOver = () => {
    const dialog = document.createElement('div');
    dialog.className = 'cw-gxt-wnd';
    const rect = { left: 100, top: 0, right: innerWidth - 60, bottom: innerHeight, width: 800, height: innerHeight };
    dialog.getBoundingClientRect = () => rect as DOMRect;
    dialog.getClientRects = () => [rect] as unknown as DOMRectList;
    document.body.append(dialog);
    return dialog;
  };

  it('is found again at every look, and keeps the frame while a dialog leaves no room', async () => {
    const page = start();
    page.run(COMPANY);
    await settle();
    const frame = page.root()?.querySelector('iframe');
    expect(frame).toBeTruthy();
    const dialog = dialogOver();
    page.look();
    expect(page.shape()).toBe('closed');
    expect(page.root()?.querySelector('.tab')?.textContent).toContain('when the window over it is closed');
    expect(page.root()?.querySelector('iframe')).toBe(frame);
    dialog.remove();
    page.look();
    expect(page.shape()).toBe('open');
    expect(page.root()?.querySelector('iframe')).toBe(frame);
  });

  it('is redrawn only where a look changed it', async () => {
    const page = start();
    page.run(COMPANY);
    await settle();
    const drawn = vi.fn();
    const observer = new MutationObserver(drawn);
    const root = page.root();
    if (root) observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    for (let i = 0; i < 3; i += 1) page.look();
    await settle();
    expect(drawn).not.toHaveBeenCalled();
    dialogOver();
    page.look();
    await settle();
    expect(drawn).toHaveBeenCalled();
    observer.disconnect();
  });

  it('follows the size of the window', async () => {
    const page = start();
    page.run(COMPANY);
    await settle();
    expect(page.shape()).toBe('open');
    setWidth(900);
    window.dispatchEvent(new Event('resize'));
    await settle();
    expect(page.shape()).toBe('closed');
  });
});
