import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { StorageError } from '../../../../lib/shared/storage-failure.ts';
import { MINUTE } from '../../../../lib/shared/time.ts';
import { panelSender } from '../../../support/message-senders.ts';
import {
  beginPanel,
  NOW,
  recognize,
  resetBrowser,
  startConnectedWorker,
  startFakeWorker,
  storedItems,
  vaultKeys,
} from '../fake-worker.ts';

const PASSPHRASE = 'correct horse';
const locked = { ok: false, failure: { code: 'locked' } };
/** Sent to our own pages. */
let news: unknown[];

beforeEach(() => {
  resetBrowser();
  news = [];
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((async (message: unknown) => {
    news.push(message);
  }) as never);
});

describe('the worker with a passphrase', () => {
  it('refuses our own pages after Lock now, in the next worker too, until the passphrase comes', async () => {
    const worker = await startConnectedWorker();
    expect(await worker.ask('lock.set', { passphrase: PASSPHRASE, minutes: 15 })).toMatchObject({ ok: true });
    expect(await worker.ask('status.view', {})).toMatchObject({ ok: true });
    await worker.ask('lock.now', {});
    expect(await worker.ask('status.view', {})).toMatchObject(locked);
    expect(news).toContainEqual({ to: 'own-page', name: 'lock-change', input: {} });

    const next = startFakeWorker();
    expect(await next.ask('journal.list', { limit: 1 })).toMatchObject(locked);
    expect(await next.ask('lock.unlock', { passphrase: 'wrong one' })).toMatchObject({
      failure: { message: 'The passphrase is wrong.' },
    });
    expect(await next.ask('settings.read', {})).toMatchObject(locked);
    expect(await next.ask('lock.unlock', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
    expect(await next.ask('settings.read', {})).toMatchObject({ ok: true });
    expect(await startFakeWorker().ask('settings.read', {})).toMatchObject({ ok: true });
  });

  it('refuses the panel frame, which begins all the same, and opens the window for the passphrase', async () => {
    const worker = await startConnectedWorker();
    await recognize(worker);
    await worker.ask('lock.set', { passphrase: PASSPHRASE, minutes: 15 });
    await worker.ask('lock.now', {});
    const opened = vi.fn(async () => ({}));
    vi.spyOn(fakeBrowser.windows, 'create').mockImplementation(opened as never);
    vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation((async () => ({ done: true })) as never);
    await beginPanel(worker);
    expect(await worker.askFrom(panelSender(), 'company.view', { companyId: 2, refresh: false })).toMatchObject(locked);
    expect(await worker.askFrom(panelSender(), 'lock.view', {})).toMatchObject({ value: { isLocked: true } });
    expect(await worker.askFrom(panelSender(), 'panel.open-unlock', {})).toMatchObject({ ok: true });
    expect(opened).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ url: expect.stringMatching(/\/panel\.html\?unlock$/), type: 'popup' }),
    );
    // One for each tab in a while, as for other windows.
    await worker.askFrom(panelSender(), 'panel.open-unlock', {});
    expect(opened).toHaveBeenCalledOnce();
  });

  it('answers the findings of an open record, and polls, while it is locked', async () => {
    const worker = await startConnectedWorker();
    await recognize(worker);
    await worker.ask('lock.set', { passphrase: PASSPHRASE, minutes: 15 });
    await worker.ask('lock.now', {});
    expect(await worker.askAsContent('company.findings', { companyId: 2 })).not.toMatchObject(locked);
    const polls = vi.mocked(worker.engine.poll).mock.calls.length;
    await fakeBrowser.alarms.onAlarm.trigger({ name: 'poll', scheduledTime: NOW });
    await vi.waitFor(() => expect(vi.mocked(worker.engine.poll).mock.calls.length).toBeGreaterThan(polls));
  });

  it('locks by the alarm when the time is over, and notifies the pages', async () => {
    let now = NOW;
    const worker = await startConnectedWorker({ clock: () => now });
    await worker.ask('lock.set', { passphrase: PASSPHRASE, minutes: 5 });
    news = [];
    now += 5 * MINUTE;
    await fakeBrowser.alarms.onAlarm.trigger({ name: 'poll', scheduledTime: now });
    await vi.waitFor(() => expect(news).toContainEqual({ to: 'own-page', name: 'lock-change', input: {} }));
  });

  it('forgets the passphrase with the keys: both sides are disconnected, the journal stays', async () => {
    const worker = await startConnectedWorker();
    await worker.ask('lock.set', { passphrase: PASSPHRASE, minutes: 15 });
    await worker.ask('lock.now', {});
    vi.mocked(worker.store.forget).mockClear();
    expect(await worker.ask('lock.forget', {})).toMatchObject({ ok: true, value: { isSet: false, isLocked: false } });
    expect(await worker.ask('connection.view', {})).toMatchObject({ value: { connectWise: null, portal: null } });
    expect(await vaultKeys().read()).toBeUndefined();
    expect(Object.keys(storedItems().items())).not.toContain('lock');
    expect(worker.store.forget).not.toHaveBeenCalled();
  });

  it('keeps the lock where the keys cannot be deleted now', async () => {
    const worker = await startConnectedWorker();
    await worker.ask('lock.set', { passphrase: PASSPHRASE, minutes: 15 });
    await worker.ask('lock.now', {});
    vi.spyOn(storedItems(), 'remove').mockRejectedValue(new StorageError(new Error('An error')));
    expect(await worker.ask('lock.forget', {})).toMatchObject({ ok: false, failure: { code: 'storage' } });
    expect(await worker.ask('status.view', {})).toMatchObject(locked);
  });

  it('takes none that is too short', async () => {
    const worker = startFakeWorker();
    expect(await worker.ask('lock.set', { passphrase: 'seven77', minutes: 15 })).toMatchObject({
      failure: { code: 'bad-input', field: 'passphrase' },
    });
    expect(await worker.ask('lock.view', {})).toMatchObject({ value: { isSet: false } });
  });
});
