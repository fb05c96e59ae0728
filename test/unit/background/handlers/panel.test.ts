import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PanelShown } from '../../../../lib/domain/panel-record.ts';
import { ok } from '../../../../lib/shared/result.ts';
import { contentSender, pageSender, panelSender } from '../../../support/message-senders.ts';
import { beginPanel, fakeEngine, NOW, recognize, resetBrowser, SITE, startConnectedWorker } from '../fake-worker.ts';

beforeEach(resetBrowser);

const SHOWN: PanelShown = {
  record: { kind: 'company', companyId: 2, name: 'Eddie’s TV' },
  onScreen: { entries: false, agreementIds: [] },
};
const NO_PANEL = { ok: false, failure: { message: expect.stringContaining('does not belong to an open ConnectWise') } };
const page = contentSender(SITE);

/** A connected worker whose ids differ, with what it says to tabs, panels and windows. */
async function start({ clock = () => NOW } = {}) {
  let nth = 0;
  const ids = () => {
    nth += 1;
    return `id-${nth}`;
  };
  const worker = await startConnectedWorker({ ids, clock });
  const toTab: [tabId: number, does: string][] = [];
  const tab = { done: true };
  vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation((async (
    tabId: number,
    { input }: { input: { does: string } },
  ) => {
    toTab.push([tabId, input.does]);
    return { done: tab.done };
  }) as never);
  const reported: unknown[] = [];
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((async (message: { to: string; input: unknown }) => {
    if (message.to === 'panel') reported.push(message.input);
  }) as never);
  const windows: string[] = [];
  vi.spyOn(fakeBrowser.windows, 'create').mockImplementation((async ({ url }: { url: string }) => {
    windows.push(url);
    return {};
  }) as never);
  return { ...worker, toTab, tab, reported, windows };
}

describe('opening a panel', () => {
  it('gives a token to the page, and the panel that shows it what to show', async () => {
    const worker = await start();
    await recognize(worker);
    expect(await worker.askFrom(page, 'panel.show', { shown: SHOWN })).toEqual(ok(null));
    const started = await beginPanel(worker);
    expect(started).toEqual({ session: expect.any(String), site: SITE, shown: SHOWN, isPinned: false });
    expect(worker.toTab).toEqual([[7, 'started']]);
  });

  it('names a panel that is pinned', async () => {
    const worker = await start();
    await worker.askAsContent('page.remember', { panel: { open: {}, pinned: true } });
    expect(await beginPanel(worker)).toMatchObject({ isPinned: true, shown: null });
  });

  it('is refused with a token that was used, of another tab, or over a minute old', async () => {
    let now = NOW;
    const worker = await start({ clock: () => now });
    const open = async () => {
      const opened = await worker.askFrom(page, 'panel.open', {});
      return opened.ok ? opened.value.token : '';
    };
    const used = await open();
    expect(await worker.askFrom(panelSender(), 'panel.start', { token: used })).toMatchObject({ ok: true });
    expect(await worker.askFrom(panelSender({ frameId: 5 }), 'panel.start', { token: used })).toMatchObject(NO_PANEL);
    const token = await open();
    expect(await worker.askFrom(panelSender({ tabId: 8 }), 'panel.start', { token })).toMatchObject(NO_PANEL);
    now += 60_000;
    expect(await worker.askFrom(panelSender(), 'panel.start', { token })).toMatchObject(NO_PANEL);
    expect(worker.toTab).toEqual([[7, 'started']]);
  });

  it('may open the first run in a tab of its own, and no more than one in a while', async () => {
    const worker = await start();
    const tabs = vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation((async () => ({})) as never);
    expect(await worker.askFrom(panelSender(), 'panel.open-welcome', {})).toMatchObject({ ok: false });
    await beginPanel(worker);
    for (let clicks = 0; clicks < 2; clicks += 1)
      expect(await worker.askFrom(panelSender(), 'panel.open-welcome', {})).toMatchObject({ ok: true });
    expect(tabs).toHaveBeenCalledExactlyOnceWith({ url: expect.stringMatching(/\/welcome\.html$/) });
  });

  it('is for content scripts, and beginning for panels; our own pages are neither', async () => {
    const worker = await start();
    for (const [name, input] of [
      ['panel.open', {}],
      ['panel.show', { shown: null }],
      ['page.open-window', {}],
      ['panel.start', { token: 'id-1' }],
      ['panel.collapse', {}],
      ['panel.open-window', {}],
    ] as const) {
      expect(await worker.askFrom(pageSender(), name, input as never)).toMatchObject(NO_PANEL);
    }
    expect(await worker.askFrom(page, 'panel.open', {})).toMatchObject({ ok: true });
  });

  it('ends with its tab', async () => {
    const worker = await start();
    await recognize(worker);
    await beginPanel(worker);
    const ask = () => worker.askFrom(panelSender(), 'panel.collapse', {});
    expect(await ask()).toEqual(ok(null));
    await fakeBrowser.tabs.onRemoved.trigger(7, { isWindowClosing: false, windowId: 1 });
    expect(await ask()).toMatchObject({ ok: false });
  });
});

describe('what a panel shows', () => {
  it('is a record that its page recognized, and no other', async () => {
    const worker = await start();
    await beginPanel(worker);
    expect(await worker.askFrom(page, 'panel.show', { shown: SHOWN })).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('records that were recognized') },
    });
    expect(worker.reported).toEqual([]);
    await recognize(worker);
    expect(await worker.askFrom(page, 'panel.show', { shown: SHOWN })).toEqual(ok(null));
    const ticket: PanelShown = { ...SHOWN, record: { kind: 'ticket', ticketId: 2, banner: '' } };
    expect(await worker.askFrom(page, 'panel.show', { shown: ticket })).toMatchObject({ ok: false });
    expect(worker.reported).toHaveLength(1);
  });

  it('is reported to its own panel, by the name that only this one was given', async () => {
    const worker = await start();
    const other = contentSender(SITE, { tabId: 8, documentId: 'document-8' });
    const otherFrame = panelSender({ tabId: 8, documentId: 'panel-8' });
    await recognize(worker);
    const first = await beginPanel(worker);
    const second = await beginPanel(worker, other, otherFrame);
    expect(second.session).not.toBe(first.session);
    await worker.askFrom(page, 'panel.show', { shown: SHOWN });
    await worker.askFrom(other, 'panel.show', { shown: null });
    // A panel of one record learns of no other.
    await worker.askFrom(page, 'panel.show', { shown: null });
    expect(worker.reported).toEqual([
      { is: 'shown', session: first.session, shown: SHOWN },
      { is: 'shown', session: second.session, shown: null },
    ]);
  });

  it('is reported to nobody before a panel began', async () => {
    const worker = await start();
    await recognize(worker);
    expect(await worker.askFrom(page, 'panel.show', { shown: SHOWN })).toEqual(ok(null));
    expect(worker.reported).toEqual([]);
  });
});

describe('what a panel has its page do', () => {
  it.each([
    ['panel.collapse', {}, 'collapse'],
    ['panel.changed', {}, 'changed'],
    ['panel.pin', { pinned: true }, 'pin'],
    ['panel.pin', { pinned: false }, 'unpin'],
  ] as const)('%s %o goes to its own tab', async (name, input, does) => {
    const worker = await start();
    await beginPanel(worker, contentSender(SITE, { tabId: 8 }), panelSender({ tabId: 8 }));
    expect(await worker.askFrom(panelSender({ tabId: 8 }), name, input as never)).toEqual(ok(null));
    expect(worker.toTab).toEqual([
      [8, 'started'],
      [8, does],
    ]);
  });

  it.each([true, false])('the page attests whether the panel is visible: %s', async (visible) => {
    const worker = await start();
    await beginPanel(worker);
    worker.tab.done = visible;
    expect(await worker.askFrom(panelSender(), 'panel.attest', {})).toEqual(ok({ visible }));
    expect(worker.toTab.at(-1)).toEqual([7, 'attest']);
  });

  it('is not visible where the page does not answer', async () => {
    const worker = await start();
    await beginPanel(worker);
    expect(await worker.askFrom(panelSender(), 'panel.attest', {})).toEqual(ok({ visible: true }));
    vi.mocked(fakeBrowser.tabs.sendMessage).mockRejectedValue(new Error('no receiver') as never);
    expect(await worker.askFrom(panelSender(), 'panel.attest', {})).toEqual(ok({ visible: false }));
  });

  it('is nothing for a frame that did not begin', async () => {
    const worker = await start();
    await beginPanel(worker);
    worker.toTab.length = 0;
    for (const frame of [panelSender({ frameId: 5 }), panelSender({ tabId: 8 }), panelSender({ documentId: 'q' })]) {
      expect(await worker.askFrom(frame, 'panel.collapse', {})).toMatchObject({ ok: false });
      expect(await worker.askFrom(frame, 'panel.attest', {})).toMatchObject({ ok: false });
    }
    expect(worker.toTab).toEqual([]);
  });
});

describe('a window of our own', () => {
  const query = (address: string | undefined) => Object.fromEntries(new URL(address ?? '').searchParams);

  it('goes on with what the panel shows, and what was to be done', async () => {
    const worker = await start();
    await recognize(worker);
    await worker.askFrom(page, 'panel.show', { shown: SHOWN });
    await beginPanel(worker);
    const task = { kind: 'fix', findingId: 'MID-ORDER/1' } as const;
    expect(await worker.askFrom(panelSender(), 'panel.open-window', { task })).toEqual(ok(null));
    expect(worker.windows[0]).toContain('/panel.html?');
    expect(query(worker.windows[0])).toEqual({
      site: SITE,
      record: JSON.stringify(SHOWN.record),
      do: JSON.stringify(task),
    });
  });

  it('holds no token and no task of its own where a page opens it', async () => {
    const worker = await start();
    await recognize(worker);
    expect(await worker.askFrom(page, 'page.open-window', {})).toMatchObject(NO_PANEL);
    expect(worker.windows).toEqual([]);
    await worker.askFrom(page, 'panel.show', { shown: SHOWN });
    await worker.askFrom(page, 'panel.open', {});
    expect(await worker.askFrom(page, 'page.open-window', {})).toEqual(ok(null));
    expect(query(worker.windows[0])).toEqual({ site: SITE, record: JSON.stringify(SHOWN.record) });
    expect(worker.windows[0]).not.toContain('#');
  });

  it('opens at most every five seconds for a page, which cannot cover the screen with them', async () => {
    let now = NOW;
    const worker = await start({ clock: () => now });
    await recognize(worker);
    await worker.askFrom(page, 'panel.show', { shown: SHOWN });
    await worker.askFrom(page, 'panel.open', {});
    const ask = () => worker.askFrom(page, 'page.open-window', {});
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([ok(null), ok(null), ok(null)]);
    expect(worker.windows).toHaveLength(1);
    now += 5_000;
    await ask();
    expect(worker.windows).toHaveLength(2);
  });

  it('shares that limit with the panel in the page: a cover can have it ask again and again', async () => {
    const worker = await start();
    await recognize(worker);
    await worker.askFrom(page, 'panel.show', { shown: SHOWN });
    await beginPanel(worker);
    const task = { kind: 'sync' } as const;
    const ask = () => worker.askFrom(panelSender(), 'panel.open-window', { task });
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([ok(null), ok(null), ok(null)]);
    await worker.askFrom(page, 'page.open-window', {});
    expect(worker.windows).toHaveLength(1);
  });

  it('opens for no panel that shows nothing', async () => {
    const worker = await start();
    await beginPanel(worker);
    expect(await worker.askFrom(panelSender(), 'panel.open-window', {})).toMatchObject(NO_PANEL);
    expect(worker.windows).toEqual([]);
  });
});

describe('the shortcut', () => {
  it('toggles the panel of the tab that the user looks at, and no other command does', async () => {
    const worker = await start();
    const [pressed] = worker.commands;
    pressed?.('another-command', { id: 9 });
    pressed?.('toggle-panel', {});
    expect(worker.toTab).toEqual([]);
    pressed?.('toggle-panel', { id: 9 });
    await vi.waitFor(() => expect(worker.toTab).toEqual([[9, 'toggle']]));
  });
});

describe('the budget of a tab', () => {
  it('ends with many messages of its content script, and comes back', async () => {
    let now = NOW;
    const worker = await startConnectedWorker({ clock: () => now, engine: fakeEngine() });
    const ask = (tabId = 7) => worker.askFrom(contentSender(SITE, { tabId }), 'page.setup', {});
    for (let i = 0; i < 120; i += 1) expect(await ask()).toMatchObject({ ok: true });
    expect(await ask()).toMatchObject({ ok: false, failure: { code: 'too-many-requests' } });
    expect(await ask(8)).toMatchObject({ ok: true });
    now += 1_000;
    expect(await ask()).toMatchObject({ ok: true });
  });
});
