import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Run } from '../../../lib/domain/change.ts';
import { ok } from '../../../lib/shared/result.ts';
import { fakeEngine, idle, NOW, resetBrowser, startConnectedWorker, startFakeWorker } from './fake-worker.ts';

beforeEach(resetBrowser);

const alarmGoesOff = () => fakeBrowser.alarms.onAlarm.trigger({ name: 'poll', scheduledTime: 0 });

describe('what is kept 400 days', () => {
  const DAYS = 86_400_000;

  it('is deleted after the calls of an alarm, by the time that an answer confirmed, once in a worker’s life', async () => {
    const confirmed: { now?: number } = {};
    const poll = vi.fn(async () => {
      confirmed.now = NOW;
      return ok({ lastPollAt: null, nextPollAt: null, newEvents: 0 });
    });
    const ahead = NOW + 365 * DAYS;
    const worker = await startConnectedWorker({
      engine: fakeEngine({ poll }),
      clock: () => ahead,
      adapters: { confirmedNow: () => confirmed.now },
    });
    expect(worker.store.pruneJournal).not.toHaveBeenCalled();
    for (let alarm = 0; alarm < 3; alarm += 1) {
      await alarmGoesOff();
      await idle();
    }
    expect(worker.store.pruneJournal).toHaveBeenCalledExactlyOnceWith(new Date(NOW - 400 * DAYS).toISOString());
    expect(worker.store.pruneUsage).toHaveBeenCalledExactlyOnceWith('2025-10');
  });

  it('is not deleted while nobody answers', async () => {
    const worker = await startConnectedWorker({ adapters: { confirmedNow: () => undefined } });
    await alarmGoesOff();
    await idle();
    expect(worker.store.pruneJournal).not.toHaveBeenCalled();
    expect(worker.store.pruneUsage).not.toHaveBeenCalled();
  });

  it('is deleted at the next alarm when the storage refused', async () => {
    const pruneJournal = vi.fn().mockRejectedValueOnce(new Error('full')).mockResolvedValue(undefined);
    const worker = await startConnectedWorker({ stored: { pruneJournal } });
    await alarmGoesOff();
    await idle();
    expect(worker.log.warn).toHaveBeenCalledWith('background/tidy-logs', expect.stringMatching(/^Old logs/), {
      error: 'Error',
    });
    await alarmGoesOff();
    await idle();
    expect(pruneJournal).toHaveBeenCalledTimes(2);
  });
});

describe('the status', () => {
  const run = (startedAt: number, state: Run['state']): Run => ({
    id: `r${startedAt}`,
    companyId: 2,
    companyName: 'Eddie’s TV',
    efsIds: ['EFS-342'],
    cause: { kind: 'user' },
    startedAt: new Date(startedAt).toISOString(),
    state,
    progress: { step: '', done: 0, total: 0 },
    outcomes: [],
    counts: { applied: 0, failed: 0, conflict: 0, held: 0, unknown: 0 },
  });

  it('counts a run that failed, not one of a clock that was ahead', async () => {
    const needed = async (...runs: Run[]) => {
      const worker = startFakeWorker({ stored: { runs: async () => runs } });
      const status = await worker.ask('status.view', {});
      return status.ok ? status.value.needsUser.map(({ what }) => what) : [];
    };
    expect(await needed(run(NOW, 'failed'))).toEqual(['Eddie’s TV: The sync failed.']);
    expect(await needed(run(NOW + 365 * 86_400_000, 'failed'), run(NOW, 'done'))).toEqual([]);
  });
});
