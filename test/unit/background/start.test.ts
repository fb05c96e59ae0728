import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Adapters } from '../../../lib/background/adapters.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { ok } from '../../../lib/shared/result.ts';
import { editsOf } from '../../support/save-settings.ts';
import {
  fakeEngine,
  idle,
  NOW,
  resetBrowser,
  startConnectedWorker,
  startFakeWorker,
  unauthorized,
} from './fake-worker.ts';

beforeEach(resetBrowser);

const alarmGoesOff = (name = 'poll') => fakeBrowser.alarms.onAlarm.trigger({ name, scheduledTime: 0 });

describe('start of the worker', () => {
  it('registers its listeners before it waits for anything', () => {
    const addAlarm = vi.spyOn(fakeBrowser.alarms.onAlarm, 'addListener');
    const addStartup = vi.spyOn(fakeBrowser.runtime.onStartup, 'addListener');
    const worker = startFakeWorker();
    expect(addAlarm).toHaveBeenCalledOnce();
    expect(addStartup).toHaveBeenCalledOnce();
    expect(worker.deliver('not ours', {})).toBeUndefined();
  });

  it('sets the poll alarm to 30 seconds', async () => {
    await startFakeWorker().ready;
    expect(await fakeBrowser.alarms.getAll()).toMatchObject([{ name: 'poll', periodInMinutes: 0.5 }]);
  });

  it('answers although a step of the start failed', async () => {
    vi.spyOn(fakeBrowser.alarms, 'create').mockRejectedValue(new Error('no alarms') as never);
    const worker = startFakeWorker();
    expect(await worker.ask('settings.read', {})).toEqual(ok(DEFAULT_SETTINGS));
    expect(worker.log.error).toHaveBeenCalledWith('background/start', 'Could not set the poll alarm.', {
      error: 'Error',
    });
  });
});

describe('poll alarm', () => {
  it('polls, with a connection, and records when the next poll is due', async () => {
    const worker = await startConnectedWorker();
    vi.mocked(worker.engine.poll).mockClear();
    await alarmGoesOff();
    await idle();
    expect(worker.engine.poll).toHaveBeenCalledOnce();
    const dueAt = (await fakeBrowser.alarms.get('poll'))?.scheduledTime;
    expect(await worker.ask('status.view', {})).toMatchObject({
      ok: true,
      value: { poll: { nextPollAt: new Date(dueAt ?? 0).toISOString() } },
    });
  });

  it('does nothing without a connection, or for another alarm', async () => {
    const lonely = startFakeWorker();
    await alarmGoesOff();
    await idle();
    expect(lonely.engine.poll).not.toHaveBeenCalled();
    expect(lonely.log.error).not.toHaveBeenCalled();

    resetBrowser();
    const worker = await startConnectedWorker();
    vi.mocked(worker.engine.poll).mockClear();
    await alarmGoesOff('other');
    await idle();
    expect(worker.engine.poll).not.toHaveBeenCalled();
  });

  it('starts no second cycle while one is running; a user’s poll waits for its turn', async () => {
    const polls: PromiseWithResolvers<void>[] = [];
    const poll = vi.fn(async () => {
      const turn = Promise.withResolvers<void>();
      polls.push(turn);
      await turn.promise;
      return ok({ lastPollAt: null, nextPollAt: null, newEvents: 0 });
    });
    const worker = await startConnectedWorker({ engine: fakeEngine({ poll }) });
    expect(poll).toHaveBeenCalledOnce();
    await alarmGoesOff();
    const now = worker.ask('poll.now', {});
    await idle();
    expect(poll).toHaveBeenCalledOnce();
    polls[0]?.resolve();
    await idle();
    expect(poll).toHaveBeenCalledTimes(2);
    polls[1]?.resolve();
    expect(await now).toMatchObject({ ok: true });
  });

  it('survives a cycle that throws', async () => {
    const poll = vi
      .fn()
      .mockRejectedValueOnce(new Error('lost'))
      .mockResolvedValue(ok({ lastPollAt: null, nextPollAt: null, newEvents: 0 }));
    const worker = await startConnectedWorker({ engine: fakeEngine({ poll }) });
    expect(worker.log.error).toHaveBeenCalledWith('background/schedule', 'The work of an alarm ended early.', {
      error: 'Error',
    });
    await alarmGoesOff();
    await idle();
    expect(poll).toHaveBeenCalledTimes(2);
  });
});

describe('a bulk sync', () => {
  it('continues after each poll, one at a time; an event does not wait for it', async () => {
    const slices: PromiseWithResolvers<void>[] = [];
    const continueBulkSync = vi.fn((_until: number) => {
      const slice = Promise.withResolvers<void>();
      slices.push(slice);
      return slice.promise;
    });
    const worker = await startConnectedWorker({ engine: fakeEngine({ continueBulkSync }) });
    expect(continueBulkSync).toHaveBeenCalledExactlyOnceWith(NOW + 30_000);
    vi.mocked(worker.engine.poll).mockClear();
    await alarmGoesOff();
    await idle();
    expect(worker.engine.poll).toHaveBeenCalledOnce();
    expect(continueBulkSync).toHaveBeenCalledOnce();
    slices[0]?.resolve();
    await idle();
    expect(continueBulkSync).toHaveBeenCalledTimes(2);
    slices[1]?.resolve();
  });

  it('continues although the poll failed, and survives its own failure', async () => {
    const continueBulkSync = vi.fn().mockRejectedValueOnce(new Error('lost')).mockResolvedValue(undefined);
    const poll = vi.fn().mockRejectedValue(new Error('lost'));
    const worker = await startConnectedWorker({ engine: fakeEngine({ poll, continueBulkSync }) });
    expect(worker.log.error).toHaveBeenCalledWith(
      'background/schedule',
      'A bulk sync was cut off; the next alarm goes on with it.',
      { error: 'Error' },
    );
    await alarmGoesOff();
    await idle();
    expect(continueBulkSync).toHaveBeenCalledTimes(2);
  });
});

describe('engine of a worker', () => {
  it('recovers once, before its first use', async () => {
    const calls: string[] = [];
    const engine = fakeEngine({
      recover: vi.fn(async () => void calls.push('recover')),
      plan: vi.fn(async () => {
        calls.push('plan');
        return unauthorized;
      }),
    });
    await startConnectedWorker();
    vi.restoreAllMocks();
    const worker = startFakeWorker({ engine });
    await Promise.all([worker.ask('company.plan', { companyId: 2 }), worker.ask('company.plan', { companyId: 3 })]);
    await worker.ask('settings.save', editsOf({ ...DEFAULT_SETTINGS, prefix: 'ABC' }, DEFAULT_SETTINGS));
    await worker.ask('company.plan', { companyId: 2 });
    expect(calls).toEqual(['recover', 'plan', 'plan', 'plan']);
  });

  it('is reused while settings and connections stay the same, and created again when they change', async () => {
    const worker = await startConnectedWorker();
    worker.made.engine.mockClear();
    await worker.ask('events.search', { asker: 'a', query: '', offset: 0, limit: 5 });
    await worker.ask('events.search', { asker: 'a', query: '', offset: 0, limit: 5 });
    expect(worker.made.engine).not.toHaveBeenCalled();
    await worker.ask('settings.save', editsOf({ ...DEFAULT_SETTINGS, storageUnit: 'GiB' }, DEFAULT_SETTINGS));
    await worker.ask('events.search', { asker: 'a', query: '', offset: 0, limit: 5 });
    expect(worker.made.engine).toHaveBeenCalledOnce();
    expect(worker.made.engine).toHaveBeenCalledWith(
      expect.objectContaining({
        settings: expect.objectContaining({ storageUnit: 'GiB' }),
        browser: 'Chrome on Linux (abcd)',
      }),
    );
  });

  it('is created again after it could not be created', async () => {
    const openStore = vi
      .fn()
      .mockRejectedValueOnce(new Error('a fault of ours'))
      .mockResolvedValue({ companyOfCustomer: async () => 2 });
    await startConnectedWorker();
    vi.restoreAllMocks();
    const worker = startFakeWorker({ adapters: { openStore } });
    expect(await worker.ask('events.search', { asker: 'a', query: '', offset: 0, limit: 5 })).toMatchObject({
      ok: false,
      failure: { code: 'internal' },
    });
    expect(await worker.ask('events.search', { asker: 'a', query: '', offset: 0, limit: 5 })).toMatchObject({
      ok: true,
      value: { rows: [] },
    });
  });

  it('is created again, and recovers, once the browser closed the database under it', async () => {
    const stores = [{ companyOfCustomer: async () => 1 }, { companyOfCustomer: async () => 2 }];
    const left = [...stores];
    const openStore = vi.fn<Adapters['openStore']>(async () => left.shift() as never);
    await startConnectedWorker();
    vi.restoreAllMocks();
    const worker = startFakeWorker({ adapters: { openStore } });
    await worker.ask('events.search', { asker: 'a', query: '', offset: 0, limit: 5 });
    await worker.ask('events.search', { asker: 'a', query: '', offset: 0, limit: 5 });
    expect(openStore).toHaveBeenCalledOnce();
    openStore.mock.calls[0]?.[0]?.();
    await worker.ask('events.search', { asker: 'a', query: '', offset: 0, limit: 5 });
    expect(worker.made.engine).toHaveBeenLastCalledWith(
      expect.objectContaining({ store: expect.objectContaining(stores[1] ?? {}) }),
    );
    expect(worker.engine.recover).toHaveBeenCalledTimes(2);
  });

  it('stores what calls learned for the next worker', async () => {
    const worker = await startConnectedWorker();
    const onLearned = worker.made.connectWise.mock.calls.at(-1)?.[1].onLearned;
    onLearned?.({ codebase: 'v2026_2/' });
    await idle();
    vi.restoreAllMocks();
    const next = startFakeWorker();
    await next.ask('products.search', { text: 'x' }).catch(() => {});
    expect(next.made.connectWise).toHaveBeenCalledWith(
      expect.objectContaining({ codebase: 'v2026_2/' }),
      expect.anything(),
    );
  });
});
