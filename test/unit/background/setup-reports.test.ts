import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Adapters } from '../../../lib/background/adapters.ts';
import { openStore } from '../../../lib/db/sync-store.ts';
import { ok, type Result } from '../../../lib/shared/result.ts';
import { DAY, HOUR, MINUTE } from '../../../lib/shared/time.ts';
import { idle, NOW, resetBrowser, startConnectedWorker, startFakeWorker, unauthorized } from './fake-worker.ts';

beforeEach(resetBrowser);

type Site = Adapters['askSite'];

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

/** A worker over clock and site that a test sets; `asked` counts the runs. */
function world() {
  const set = { now: NOW };
  const askSite = vi.fn<Site>(async () => ok({ version: 'v2025.1' }));
  const info = vi.fn(async () => ok({ version: 'v2025.1', isCloud: true, licenses: [] }));
  const options = { clock: () => set.now, adapters: { askSite }, connectWise: { info } };
  return { set, askSite, info, options };
}

async function alarm(): Promise<void> {
  await fakeBrowser.alarms.onAlarm.trigger({ name: 'poll', scheduledTime: NOW });
  await idle();
}

describe('the set-up report', () => {
  it('is null before the first one, and kept after it', async () => {
    const worker = startFakeWorker();
    expect(value(await worker.ask('setup.report', { refresh: false }))).toBeNull();
    const made = value(await worker.ask('setup.report', { refresh: true }));
    expect(made?.checks.slice(0, 3).map(({ id, state }) => `${id} ${state}`)).toEqual([
      'site-url failed',
      'company-id unknown',
      'api-keys unknown',
    ]);
    expect(made).not.toHaveProperty('tenant');
    expect(value(await worker.ask('setup.report', { refresh: false }))).toEqual(made);
  });

  it('is made after every change of a connection, of that connection', async () => {
    const { options, askSite } = world();
    const worker = await startConnectedWorker(options);
    const made = value(await worker.ask('setup.report', { refresh: false }));
    expect(made).toMatchObject({ tenant: 'na.myconnectwise.net/training', portal: 'efs-portal portal.example' });
    const before = askSite.mock.calls.length;
    await worker.ask('connection.disconnect', { side: 'connectWise' });
    await idle();
    expect(askSite.mock.calls.length).toBe(before);
    const after = value(await worker.ask('setup.report', { refresh: false }));
    expect(after?.checks[0]).toMatchObject({ id: 'site-url', state: 'failed' });
    expect(after).not.toHaveProperty('tenant');
  });

  it('is made again by an alarm after a day, and not before', async () => {
    const { options, set, askSite } = world();
    const first = await startConnectedWorker(options);
    const runs = askSite.mock.calls.length;
    expect(runs).toBeGreaterThan(0);
    set.now += DAY - MINUTE;
    await alarm();
    expect(askSite.mock.calls.length).toBe(runs);
    set.now += MINUTE;
    await alarm();
    expect(askSite.mock.calls.length).toBe(runs + 1);
    expect(value(await first.ask('setup.report', { refresh: false }))?.madeAt).toBe(new Date(set.now).toISOString());
    await alarm();
    expect(askSite.mock.calls.length).toBe(runs + 1);
  });

  it('is kept for the next worker, which makes it again when the day is over', async () => {
    const { options, set, askSite } = world();
    const database = crypto.randomUUID();
    const adapters = { ...options.adapters, openStore: () => openStore(database) };
    const first = await startConnectedWorker({ ...options, adapters });
    const made = value(await first.ask('setup.report', { refresh: true }));
    const runs = askSite.mock.calls.length;

    // The browser ended the worker: nothing of it is left but what it stored.
    fakeBrowser.alarms.onAlarm.removeAllListeners();
    const next = startFakeWorker({ ...options, adapters });
    await next.ready;
    expect(value(await next.ask('setup.report', { refresh: false }))).toEqual(made);
    await alarm();
    expect(askSite.mock.calls.length).toBe(runs);
    set.now += DAY;
    await alarm();
    expect(askSite.mock.calls.length).toBe(runs + 1);
  });

  it('is made again after an hour where ConnectWise did not answer', async () => {
    const { options, set, askSite, info } = world();
    info.mockImplementation(async () => unauthorized as never);
    await startConnectedWorker(options);
    const runs = askSite.mock.calls.length;
    set.now += HOUR;
    await alarm();
    expect(askSite.mock.calls.length).toBe(runs + 1);
  });

  it('is never made by an alarm while nothing is connected', async () => {
    const { options, askSite } = world();
    const worker = startFakeWorker(options);
    await worker.ready;
    await alarm();
    expect(askSite).not.toHaveBeenCalled();
    expect(value(await worker.ask('setup.report', { refresh: false }))).toBeNull();
  });
});

describe('a check that turned bad', () => {
  const product = (title: string) => `${title}: ConnectWise lists no license Managed Services.`;

  it('raises the badge and leads from the popup to the set-up, until it is good again', async () => {
    const { options, set, info } = world();
    const licenses = [{ name: 'ManagedServices', isActive: true }];
    info.mockImplementation(async () => ok({ version: 'v2025.1', isCloud: true, licenses }) as never);
    const badge = vi.spyOn(fakeBrowser.action, 'setBadgeText');
    const worker = await startConnectedWorker(options);
    expect(value(await worker.ask('status.view', {})).needsUser).toEqual([]);

    info.mockImplementation(async () => ok({ version: 'v2025.1', isCloud: true, licenses: [] }));
    set.now += DAY;
    await alarm();
    const at = new Date(set.now).toISOString();
    expect(value(await worker.ask('status.view', {})).needsUser).toEqual([
      { at, what: product('Managed Services add-on'), place: 'setup' },
    ]);
    expect(badge).toHaveBeenLastCalledWith({ text: '1' });

    info.mockImplementation(async () => ok({ version: 'v2025.1', isCloud: true, licenses }) as never);
    await worker.ask('setup.report', { refresh: true });
    await idle();
    expect(value(await worker.ask('status.view', {})).needsUser).toEqual([]);
    expect(badge).toHaveBeenLastCalledWith({ text: '' });
  });

  it('is no second line where the connection says the same', async () => {
    const { options, set, info } = world();
    const worker = await startConnectedWorker(options);
    info.mockImplementation(async () => unauthorized as never);
    set.now += DAY;
    await alarm();
    const status = value(await worker.ask('status.view', {}));
    expect(status.connectWise).toMatchObject({ state: 'failed', failure: { message: 'Wrong keys.' } });
    expect(status.needsUser).toEqual([]);
    const report = value(await worker.ask('setup.report', { refresh: false }));
    expect(report?.checks.find(({ id }) => id === 'api-keys')).toMatchObject({ state: 'failed' });
  });
});
